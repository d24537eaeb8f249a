import type { Connection } from '../../src/model/ways/transport.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { type Night, type RecordOf, type Story, storiesByVmRun } from './night.ts';

/** A count per name that only the trace moves. */
class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string, change: 1 | -1): void {
    this.#counts.set(name, this.of(name) + change);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
}

/** Who holds what at one moment of a night, counted from the trace alone. */
export class Holdings {
  readonly proxyTasks = new Counts();
  readonly repositoryTasks = new Counts();
  readonly snapshots = new Counts();
  readonly hotaddDisks = new Counts();
  readonly nbdDisks = new Counts();
  readonly online: Set<string>;
  readonly waiting = new Set<Story>();
  readonly running = new Set<Story>();
  /** VMs in a session whose snapshot counts. */
  readonly vmRunsWithSnapshot = new Set<number>();
  readonly #night: Night;
  readonly #byVmRun: ReadonlyMap<number, readonly Story[]>;

  constructor(night: Night) {
    this.#night = night;
    this.#byVmRun = storiesByVmRun(night);
    const there = night.scenario.proxies.filter((p) => p.enabled && p.addedAtUs === 0);
    this.online = new Set(there.map((p) => p.name));
  }

  step(record: TraceRecord): void {
    const { stories, scenario } = this.#night;
    switch (record.kind) {
      case 'task-ready':
        this.waiting.add(stories[record.task]!);
        return;
      case 'task-started':
        this.#start(stories[record.task]!, record);
        return;
      case 'task-ended':
        this.running.delete(stories[record.task]!);
        this.#hold(stories[record.task]!, -1);
        return;
      case 'task-dropped':
        this.waiting.delete(stories[record.task]!);
        return;
      case 'snapshot-removed':
        this.vmRunsWithSnapshot.delete(record.vmRun);
        this.#countSnapshot(record.vmRun, -1);
        return;
      case 'proxy-deployed':
        this.online.add(scenario.proxies[record.proxy]!.name);
        return;
    }
  }

  /** Datastores that hold a disk of the VM. */
  datastoresOf(vmRun: number): string[] {
    return [...new Set(this.#byVmRun.get(vmRun)!.map(({ disk }) => disk.datastore))];
  }

  #start(story: Story, record: RecordOf<'task-started'>): void {
    const { vmRun } = story.ready;
    if (!this.waiting.delete(story)) throw new Error(`task ${record.task} started without waiting`);
    this.running.add(story);
    this.#hold(story, 1);
    if (this.vmRunsWithSnapshot.has(vmRun)) return;
    this.vmRunsWithSnapshot.add(vmRun);
    this.#countSnapshot(vmRun, 1);
  }

  #hold(story: Story, change: 1 | -1): void {
    const { proxy, mode } = placeOf(this.#night, story);
    this.proxyTasks.add(proxy, change);
    this.repositoryTasks.add(story.job.repository!, change);
    if (mode === 'hotadd') this.hotaddDisks.add(proxy, change);
    if (mode === 'nbd' || mode === 'nbdssl') this.nbdDisks.add(story.vm.host!, change);
  }

  #countSnapshot(vmRun: number, change: 1 | -1): void {
    for (const datastore of this.datastoresOf(vmRun)) this.snapshots.add(datastore, change);
  }
}

/** Where a task ran; throws for one that never got slots. */
export function placeOf(night: Night, story: Story): { proxy: string; mode: Connection } {
  const { started } = story;
  if (started === undefined) throw new Error(`task ${story.ready.task} never got slots`);
  return { proxy: night.scenario.proxies[started.proxy]!.name, mode: started.mode };
}
