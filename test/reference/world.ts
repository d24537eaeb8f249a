import type { Repository } from '../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Datastore, Host, Link, Scenario } from '../../src/scenario/scenario.ts';
import { Estate } from './estate.ts';
import { isNetwork, readsStorage } from './modes.ts';
import { Parts } from './parts.ts';
import type { Use } from './resources.ts';
import { endsOf, holdsSlots, type Place, type Session, type Task, type VmRun } from './task.ts';
import { workOf, writingEnd } from './work.ts';

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
    for (const task of this.transferring)
      task.doneBytes =
        task.rate === Number.POSITIVE_INFINITY ? task.readBytes : task.doneBytes + (task.rate * us) / 1e6;
    for (const { waited, cause } of this.waiting) waited.set(cause!, (waited.get(cause!) ?? 0) + us);
    this.now = at;
  }

  /** Whether something on its way is gone. */
  isCutOff(task: Task): boolean {
    const isAnyDown = endsOf(task).some((place) => !this.parts.isWayUp(task, place, task.repository));
    return isAnyDown || this.isWayToStorageGone(task);
  }

  /** It reads storage itself, and what it reads is out of its reach. */
  isWayToStorageGone({ reader, disk }: Task): boolean {
    return (
      reader !== undefined &&
      readsStorage(reader.mode) &&
      !this.parts.isConnected(reader.proxy, disk.datastore)
    );
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

  /** Whether a repository has a slot for a task: one for each disk, or for each chain from its first task to its last. */
  hasSlot(repository: Repository, task: Task): boolean {
    const { maxConcurrentTasks, slotUnit } = repository;
    if (slotUnit === 'disk')
      return this.#holding((other) => other.repository === repository) < maxConcurrentTasks;
    const chains = new Set(
      this.tasks
        .filter((other) => other.repository === repository)
        .map((other) => chainOf(repository, other)),
    );
    const open = [...chains].filter((chain) =>
      this.tasks.some((other) => chainOf(repository, other) === chain && other.state !== 'ended'),
    );
    return open.includes(chainOf(repository, task)) || open.length < maxConcurrentTasks;
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

/** What is written into one file: a VM's disks where each VM has its own, else all of a session. */
function chainOf({ perVmFiles }: Repository, { vmRun }: Task): VmRun | Session {
  return perVmFiles ? vmRun : vmRun.session;
}
