import type { Part } from '../../src/model/parts.ts';
import type { Connection } from '../../src/model/ways/transport.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { type Night, type RecordOf, type Story, storiesByVmRun } from './night.ts';

/** One end of a task: a proxy that reads, or one that writes. */
export interface End {
  readonly proxy: number;
  readonly mode: Connection;
  readonly writes: boolean;
}

/** A count per row of a table, which only the trace moves. */
class Rows {
  readonly #counts = new Map<number, number>();

  add(row: number, change: number): void {
    if (row >= 0) this.#counts.set(row, this.of(row) + change);
  }
  of(row: number): number {
    return this.#counts.get(row) ?? 0;
  }
  get all(): readonly number[] {
    return [...this.#counts.values()];
  }
}

/** Jobs whose VMs keep a snapshot while they are read. */
const WITH_SNAPSHOT = ['backup', 'replication', 'vm-copy', 'quick-migration'];

/** Who holds what, and what is down, counted from the trace alone, for every kind of work. */
export class Holdings {
  readonly proxyTasks = new Rows();
  /** Slots of plain repositories and extents: of tasks or chains, of what is read there, of transforms. */
  readonly repositorySlots = new Rows();
  readonly snapshots = new Rows();
  readonly hotaddDisks = new Rows();
  readonly nbdDisks = new Rows();
  readonly deployed = new Set<number>();
  readonly running = new Set<Story>();
  readonly waiting = new Set<Story>();
  readonly withSnapshot = new Set<number>();
  readonly interrupted = new Set<Story>();
  /** `proxies 3` */
  readonly down = new Set<string>();
  readonly #night: Night;
  /** By VM that its cluster has moved: row of its host now. */
  readonly #movedTo = new Map<string, number>();
  /** By running task: row of its VM's host when it started. */
  readonly #startedOn = new Map<Story, number>();
  /** Ends that have failed over: their connections count against no limit. */
  readonly #failedOver = new Map<Story, ReadonlySet<number>>();
  readonly #hadSnapshot = new Set<number>();
  readonly #transforms = new Map<number, number>();
  readonly #byVmRun: ReadonlyMap<number, readonly Story[]>;

  constructor(night: Night) {
    this.#night = night;
    this.#byVmRun = storiesByVmRun(night);
    night.scenario.proxies.forEach((proxy, row) => {
      if (proxy.enabled && proxy.addedAtUs === 0) this.deployed.add(row);
    });
  }

  isDown(what: Part, row: number): boolean {
    return this.down.has(`${what} ${row}`);
  }

  /** Deployed, up, and on a host that is up. */
  isOnline(proxy: number): boolean {
    const { hosts, proxies } = this.#night.scenario;
    const host = hosts.findIndex(({ name }) => name === proxies[proxy]!.host);
    return this.deployed.has(proxy) && !this.isDown('proxies', proxy) && !this.isDown('hosts', host);
  }

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'task-ready':
        this.waiting.add(this.#story(record.task));
        return;
      case 'task-dropped':
        this.waiting.delete(this.#story(record.task));
        return;
      case 'task-started':
        this.#start(this.#story(record.task));
        return;
      case 'task-ended':
        this.#end(this.#story(record.task));
        return;
      case 'task-interrupted':
        this.interrupted.add(this.#story(record.task));
        return;
      case 'task-resumed':
        this.interrupted.delete(this.#story(record.task));
        return;
      case 'task-failed-over': {
        const story = this.#story(record.task);
        const end = record.isSecond ? 1 : 0;
        this.#connection(story, end, -1);
        this.#failedOver.set(story, new Set([...(this.#failedOver.get(story) ?? []), end]));
        return;
      }
      case 'snapshot-removed':
        this.withSnapshot.delete(record.vmRun);
        this.#countSnapshot(record.vmRun, -1);
        return;
      case 'chain-opened':
        this.repositorySlots.add(record.repository, 1);
        return;
      case 'chain-closed':
        this.repositorySlots.add(record.repository, -1);
        return;
      case 'transform-started':
        this.#transforms.set(record.transform, record.repository);
        this.repositorySlots.add(record.repository, 1);
        return;
      case 'transform-ended':
        this.repositorySlots.add(this.#transforms.get(record.transform)!, -1);
        return;
      case 'proxy-deployed':
        this.deployed.add(record.proxy);
        return;
      case 'went-down':
        this.down.add(`${record.what} ${record.row}`);
        return;
      case 'vm-moved':
        this.#movedTo.set(this.#night.scenario.vms.names[record.vm]!, record.host);
        return;
      case 'came-up':
        this.down.delete(`${record.what} ${record.row}`);
        return;
    }
  }

  /** Rows of the datastores that hold a disk of the VM. */
  datastoresOf(vmRun: number): number[] {
    const { datastores } = this.#night.scenario;
    const names = new Set(this.#byVmRun.get(vmRun)!.map(({ disk }) => disk.datastore));
    return [...names].map((name) => datastores.findIndex((d) => d.name === name));
  }

  #story(task: number): Story {
    return this.#night.stories[task]!;
  }

  #start(story: Story): void {
    const { vmRun } = story.ready;
    if (!this.waiting.delete(story)) throw new Error(`task ${story.ready.task} started without waiting`);
    this.running.add(story);
    this.#startedOn.set(story, this.hostOf(story));
    this.#hold(story, 1);
    this.#connections(story, 1);
    // Once per VM run: with the array's own snapshot it may be gone while disks are still read.
    if (!WITH_SNAPSHOT.includes(story.job.type) || this.#hadSnapshot.has(vmRun)) return;
    this.#hadSnapshot.add(vmRun);
    this.withSnapshot.add(vmRun);
    this.#countSnapshot(vmRun, 1);
  }

  #end(story: Story): void {
    this.running.delete(story);
    this.interrupted.delete(story);
    this.#hold(story, -1);
    this.#connections(story, -1);
  }

  #hold(story: Story, change: 1 | -1): void {
    for (const { proxy } of endsOf(story)) this.proxyTasks.add(proxy, change);
    for (const repository of repositoriesByDisk(this.#night, story))
      this.repositorySlots.add(repository, change);
  }

  #connections(story: Story, change: 1 | -1): void {
    for (const end of endsOf(story).keys())
      if (this.#failedOver.get(story)?.has(end) !== true) this.#connection(story, end, change);
  }

  #connection(story: Story, end: number, change: 1 | -1): void {
    const { proxy, mode, writes } = endsOf(story)[end]!;
    if (mode === 'hotadd') this.hotaddDisks.add(proxy, change);
    if (mode === 'nbd' || mode === 'nbdssl') this.nbdDisks.add(this.#hostOf(story, writes), change);
  }

  /** The host whose management network carries an end in network mode. */
  #hostOf(story: Story, writes: boolean): number {
    const { target } = story.job;
    if (!writes || target?.host === undefined) return this.hostOf(story);
    return this.#night.scenario.hosts.findIndex(({ name }) => name === target.host);
  }

  /** Row of the host of a task's VM: of a task that has started, when it did. */
  hostOf(story: Story): number {
    const { vm } = story;
    const declared = this.#night.scenario.hosts.findIndex(({ name }) => name === vm.host);
    return this.#startedOn.get(story) ?? this.#movedTo.get(vm.name) ?? declared;
  }

  #countSnapshot(vmRun: number, change: 1 | -1): void {
    for (const datastore of this.datastoresOf(vmRun)) this.snapshots.add(datastore, change);
  }
}

/**
 * Rows of the repositories and extents where a task that has started holds a slot of its own. What it reads from takes one
 * whatever the repository counts; what it writes to takes one only where slots are counted by disk.
 */
export function repositoriesByDisk({ scenario }: Night, { started, job }: Story): number[] {
  const { repository, source } = started as RecordOf<'task-started'>;
  const isByChain = scenario.repositories[repository]?.slotUnit === 'chain' && job.type !== 'restore';
  return [isByChain ? -1 : repository, source].filter((row) => row >= 0);
}

/** The ends of a task that has started; none for a copy between repositories. */
export function endsOf({ started, job }: Story): End[] {
  const { proxy, mode, second } = started as RecordOf<'task-started'>;
  const first = { proxy, mode, writes: job.type === 'restore' };
  return [first, ...(second === null ? [] : [{ ...second, writes: true }])].filter((end) => end.proxy >= 0);
}
