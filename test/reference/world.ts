import type { Repository } from '../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Datastore, Host, Link, Scenario } from '../../src/scenario/scenario.ts';
import { Estate } from './estate.ts';
import { isNetwork } from './modes.ts';
import { Parts } from './parts.ts';
import type { Use } from './resources.ts';
import { endsOf, holdsSlots, type Place, type Session, type Task, type VmRun } from './task.ts';
import { workOf, writingEnd } from './work.ts';

/** Who looks on. */
export interface Onlooker {
  /** Something has happened; within one instant it may be over again at once. */
  happened(): void;
  /** What is so now stays so until then. */
  stays(untilUs: number): void;
}

/** Everything that is so at one instant. Whatever can be counted is counted anew at every question. */
export class World implements Use {
  now = 0;
  readonly estate: Estate;
  readonly sessions: Session[] = [];
  readonly tasks: Task[] = [];
  /** Proxies in the order in which they were taken last, the latest at the end. */
  readonly taken: BackupProxy[] = [];

  readonly parts: Parts;
  /** Losses of change tracking; without names: of all VMs. */
  readonly resets: { readonly atUs: number; readonly vms: ReadonlySet<string> }[] = [];
  /** The first instant at which float noise could have rounded an end to either side: what follows proves nothing. */
  doubtfulUs = Number.POSITIVE_INFINITY;
  onlooker: Onlooker | undefined;

  constructor(scenario: Scenario) {
    this.estate = new Estate(scenario);
    this.parts = new Parts(this.estate);
  }

  get scenario(): Scenario {
    return this.estate.scenario;
  }

  get waiting(): Task[] {
    return this.tasks.filter(({ state }) => state === 'waiting');
  }

  get transferring(): Task[] {
    return this.tasks.filter(({ state }) => state === 'transferring');
  }

  get vmRuns(): VmRun[] {
    return this.sessions.flatMap(({ vmRuns }) => vmRuns);
  }

  /** Moves time: bytes flow, waiting is charged. */
  advanceTo(at: number): void {
    const us = at - this.now;
    this.onlooker?.stays(at);
    for (const task of this.transferring)
      task.doneBytes =
        task.rate === Number.POSITIVE_INFINITY ? task.readBytes : task.doneBytes + (task.rate * us) / 1e6;
    for (const { waited, cause } of this.waiting) waited.set(cause!, (waited.get(cause!) ?? 0) + us);
    this.now = at;
  }

  leftOf(link: Link): number {
    return this.parts.left.get(link) ?? 1;
  }

  /** Asks what would be the answer if a task that waits held its slot for reading already. */
  ifHeld<T>(task: Task, reader: Place, ask: () => T): T {
    task.reader = reader;
    task.state = 'preparing';
    const answer = ask();
    task.reader = undefined;
    task.state = 'waiting';
    return answer;
  }

  /** Slots in use: a task that reads and writes at one proxy has two. */
  runningOn(proxy: BackupProxy): number {
    return this.#endsHeld((place) => place.proxy === proxy);
  }

  /**
   * Whether a repository has a slot for a task: one for each disk, or for each chain from its first task to its last. What a copy
   * reads is no chain, but disk after disk.
   */
  hasSlot(repository: Repository, task: Task): boolean {
    const isOpen =
      repository.slotUnit === 'chain' &&
      task.job.source !== repository.name &&
      this.#openChains(repository).includes(chainOf(repository, task));
    return isOpen || this.slotsOf(repository) < repository.maxConcurrentTasks;
  }

  slotsOf(repository: Repository): number {
    const read = this.#holding((task) => task.source === repository);
    const written =
      repository.slotUnit === 'disk'
        ? this.#holding((task) => task.repository === repository)
        : this.#openChains(repository).length;
    return read + written;
  }

  #openChains(repository: Repository): VmRun[] {
    const chains = new Set(
      this.tasks.filter((task) => task.repository === repository).map((task) => chainOf(repository, task)),
    );
    return [...chains].filter((chain) =>
      this.tasks.some((task) => chainOf(repository, task) === chain && task.state !== 'ended'),
    );
  }

  hotaddOn(proxy: BackupProxy): number {
    return this.#endsHeld((place) => place.proxy === proxy && place.mode === 'hotadd');
  }

  connectionsOf(host: Host): number {
    return this.#endsHeld((place, task) => isNetwork(place.mode) && this.hostOf(task, place) === host);
  }

  /** Whose disk it is at an end: the VM's host, or the one that the target will run on. */
  hostOf(task: Task, place: Place): Host {
    return place === task.writer ? writingEnd(this.estate, task)!.host : task.vmRun.vm.host;
  }

  /** VM snapshots that count on a datastore: from the VM's first slots until their removal has ended. */
  snapshotsOn(datastore: Datastore): number {
    return this.vmRuns.filter(
      ({ session, snapshot, vm }) =>
        workOf(session.job).hasSnapshot &&
        snapshot !== 'none' &&
        snapshot !== 'gone' &&
        vm.disks.some((disk) => disk.datastore === datastore),
    ).length;
  }

  jobsThrough(throttle: string): number {
    const through = this.transferring.filter(({ path }) => path!.throttles.includes(throttle));
    return new Set(through.map(({ job }) => job)).size;
  }

  #endsHeld(isMeant: (place: Place, task: Task) => boolean): number {
    return this.tasks
      .filter(holdsSlots)
      .flatMap((task) => endsOf(task).filter((place) => isMeant(place, task))).length;
  }

  #holding(isMeant: (task: Task) => boolean): number {
    return this.tasks.filter((task) => holdsSlots(task) && isMeant(task)).length;
  }
}

/** What is written into one file: a VM's disks where each VM has its own, else all of a session; told by the first VM of it. */
function chainOf({ perVmFiles }: Repository, { vmRun }: Task): VmRun {
  // All of an attempt is over before another begins.
  const first = vmRun.session.vmRuns.find(({ attempt }) => attempt === vmRun.attempt)!;
  return perVmFiles ? vmRun : first;
}
