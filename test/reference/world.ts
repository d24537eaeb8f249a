import type { Repository } from '../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Datastore, Host, Scenario } from '../../src/scenario/scenario.ts';
import { Estate } from './estate.ts';
import type { Use } from './resources.ts';
import { holdsSlots, type Session, type Task, type VmRun } from './task.ts';

/** Everything that is so at one instant. Whatever can be counted is counted anew at every question. */
export class World implements Use {
  now = 0;
  readonly estate: Estate;
  readonly sessions: Session[] = [];
  readonly tasks: Task[] = [];
  /** Proxies in the order in which they were taken last, the latest at the end. */
  readonly taken: BackupProxy[] = [];

  readonly down = new Set<BackupProxy>();
  /** The first instant at which float noise could have rounded an end to either side: what follows proves nothing. */
  doubtfulUs = Number.POSITIVE_INFINITY;

  constructor(scenario: Scenario) {
    this.estate = new Estate(scenario);
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

  /** A machine is lost with all that is on it: a proxy, and a repository beside it. */
  isUp({ server }: Repository): boolean {
    return server === undefined || !this.down.has(this.estate.proxy(server));
  }

  isCutOff({ reader, repository }: Task): boolean {
    return this.down.has(reader!.proxy) || !this.isUp(repository!);
  }

  runningOn(proxy: BackupProxy): number {
    return this.#holding((task) => task.reader?.proxy === proxy);
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
    return this.#holding(({ reader }) => reader?.proxy === proxy && reader.mode === 'hotadd');
  }

  connectionsOf(host: Host): number {
    return this.#holding(
      ({ reader, vmRun }) => vmRun.vm.host === host && (reader?.mode === 'nbd' || reader?.mode === 'nbdssl'),
    );
  }

  /** VM snapshots that count on a datastore: from the VM's first slots until their removal has ended. */
  snapshotsOn(datastore: Datastore): number {
    return this.vmRuns.filter(
      ({ snapshot, vm }) =>
        snapshot !== 'none' && snapshot !== 'gone' && vm.disks.some((disk) => disk.datastore === datastore),
    ).length;
  }

  jobsThrough(throttle: string): number {
    const through = this.transferring.filter(({ path }) => path!.throttles.includes(throttle));
    return new Set(through.map(({ job }) => job)).size;
  }

  #holding(isMeant: (task: Task) => boolean): number {
    return this.tasks.filter((task) => holdsSlots(task) && isMeant(task)).length;
  }
}

/** What is written into one file: a VM's disks where each VM has its own, else all of a session. */
function chainOf({ perVmFiles }: Repository, { vmRun }: Task): VmRun | Session {
  return perVmFiles ? vmRun : vmRun.session;
}
