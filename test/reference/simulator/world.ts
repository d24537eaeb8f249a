import type { Fault } from '../../../src/scenario/fault.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type {
  Proxy as BackupProxy,
  Datastore,
  Host,
  Link,
  Scenario,
} from '../../../src/scenario/scenario.ts';
import { Estate } from './estate.ts';
import { type Chain, chainOf } from './extents.ts';
import { Latency } from './latency.ts';
import { isNetwork } from './modes.ts';
import type { Night } from './night.ts';
import { Parts } from './parts.ts';
import type { Use } from './resources.ts';
import { RestorePoints } from './restore-points.ts';
import {
  endsOf,
  goalOf,
  holdsSlots,
  type Moving,
  type Place,
  type Session,
  type Task,
  type VmRun,
} from './task.ts';
import type { Transform } from './transforms.ts';
import { isRestore, repositoryOf, workOf, writingEnd } from './work.ts';

/** Who looks on. */
export interface Onlooker {
  /** Something has happened; within one instant it may be over again at once. */
  happened(): void;
  /** A task that waits is given its place next. */
  isGiven?(task: Task): void;
  /** What is so now stays so until then. */
  stays(untilUs: number): void;
}

/** Everything that is so at one instant. Whatever can be counted is counted anew at every question. */
export class World implements Use {
  now = 0;
  /** When something of a session moved last. */
  movedUs = 0;
  readonly estate: Estate;
  readonly sessions: Session[] = [];
  readonly tasks: Task[] = [];
  #transferTurns = 0;
  /** Proxies in the order in which they were taken last, the latest at the end. */
  readonly taken: BackupProxy[] = [];

  /** Work inside repositories, in the order of lining up. */
  readonly transforms: Transform[] = [];
  /** Files that have been begun. */
  readonly chains = new Map<VmRun | Session, Chain>();
  readonly restorePoints = new RestorePoints(this);

  readonly latency: Latency;
  readonly parts: Parts;
  /** Losses of change tracking; without names: of all VMs. */
  readonly resets: { readonly atUs: number; readonly vms: ReadonlySet<string> }[] = [];
  /** Of faults that make tasks fail for a time: the VMs whose tasks do so now. */
  readonly failing = new Map<Fault, Set<string>>();
  /** The first instant at which float noise could have rounded an end to either side: what follows proves nothing. */
  doubtfulUs = Number.POSITIVE_INFINITY;
  /** What was met and no outcome tells, for those who draw nights. */
  readonly met = new Set<string>();
  /** What was out of the ordinary, a line each, as it came. */
  readonly events: string[] = [];
  onlooker: Onlooker | undefined;

  constructor(night: Night) {
    this.estate = new Estate(night);
    this.parts = new Parts(this.estate);
    this.latency = new Latency(this, night.scenario.datastores);
  }

  get scenario(): Scenario {
    return this.estate.scenario;
  }

  get waiting(): Task[] {
    return this.tasks.filter(({ state }) => state === 'waiting');
  }

  /** In the order in which they began, or went on. */
  get transferring(): Task[] {
    return this.tasks
      .filter(({ state }) => state === 'transferring')
      .sort((a, b) => a.transferTurn! - b.transferTurn!);
  }

  transferBegins(task: Task): void {
    task.state = 'transferring';
    task.transferTurn = this.#transferTurns++;
  }

  get flowing(): Moving[] {
    return [...this.transferring, ...this.transforming];
  }

  /** Transforms that go on: one whose repository is down stands still, with its slot. */
  get transforming(): Transform[] {
    return this.transforms.filter(
      ({ state, repository }) => state === 'running' && this.parts.isRepositoryUp(repository),
    );
  }

  get vmRuns(): VmRun[] {
    return this.sessions.flatMap(({ vmRuns }) => vmRuns);
  }

  /** Moves time: bytes flow, waiting is charged. */
  advanceTo(at: number): void {
    const us = at - this.now;
    this.onlooker?.stays(at);
    for (const flow of this.flowing)
      flow.doneBytes =
        flow.rate === Number.POSITIVE_INFINITY ? goalOf(flow) : flow.doneBytes + (flow.rate * us) / 1e6;
    for (const { waited, cause } of this.waiting) waited.set(cause!, (waited.get(cause!) ?? 0) + us);
    this.now = at;
  }

  /** Whether a fault now makes tasks of a VM fail. */
  fails(fault: Fault, vm: string): boolean {
    const { targets, when } = fault;
    if (when.kind === 'always') return targets.length === 0 || targets.includes(vm);
    return this.failing.get(fault)?.has(vm) ?? false;
  }

  tell(kind: string, what: string, name: string, detail = ''): void {
    this.events.push([this.now, kind, what, name, detail].join(' ').trim());
  }

  tellOf({ vmRun, job, disk }: Task, kind: string, more = ''): void {
    this.tell(kind, 'task', `${vmRun.vm.name}/${disk.name}`, `${job.name}${more}`);
  }

  leftOf(link: Link): number {
    return this.parts.leftOf(link);
  }

  shareOf(datastore: Datastore): number {
    return this.latency.shareOf(datastore);
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
  hasSlot(repository: Repository, task: Task, isSource = false): boolean {
    const isOpen =
      repository.slotUnit === 'chain' &&
      !isSource &&
      !isRestore(task.job) &&
      this.openChains(repository).includes(this.#chainOf(task));
    return isOpen || this.slotsOf(repository) < repository.maxConcurrentTasks;
  }

  /** Slots in use. */
  slotsOf(repository: Repository): number {
    const isHere = (one: { readonly repository?: Repository | undefined }) => one.repository === repository;
    const transforms = this.transforms.filter((one) => isHere(one) && one.state === 'running').length;
    const read = this.#holding((task) => task.source === repository || (isRestore(task.job) && isHere(task)));
    const written =
      repository.slotUnit === 'disk'
        ? this.#holding((task) => isHere(task) && !isRestore(task.job))
        : this.openChains(repository).length;
    return read + written + transforms;
  }

  /** Files of which something is left to write, of those that have been begun there; within an attempt: between two of them none has a slot. */
  openChains(repository: Repository): (VmRun | Session | undefined)[] {
    const here = this.tasks.filter((task) => task.repository === repository && !isRestore(task.job));
    const isOpen = (chain: VmRun | Session | undefined) => {
      const own = this.tasks.filter((task) => this.#chainOf(task) === chain);
      const attempt = Math.max(...own.map(({ vmRun }) => vmRun.attempt));
      const last = own.filter(({ vmRun }) => vmRun.attempt === attempt);
      return last.some((task) => here.includes(task)) && last.some(({ state }) => state !== 'ended');
    };
    return [...new Set(here.map((task) => this.#chainOf(task)))].filter(isOpen);
  }

  #chainOf({ job, vmRun }: Task): VmRun | Session | undefined {
    const repository = repositoryOf(this.estate, job);
    return repository === undefined ? undefined : chainOf(repository, vmRun);
  }

  hotaddOn(proxy: BackupProxy): number {
    return this.#endsHeld((place) => place.proxy === proxy && place.mode === 'hotadd');
  }

  connectionsOf(host: Host): number {
    return this.#endsHeld((place, task) => isNetwork(place.mode) && this.hostOf(task, place) === host);
  }

  /** Whose disk it is at an end: the host on which the VM was at the task's start, or the one that the target will run on. */
  hostOf(task: Task, place: Place): Host {
    return place === task.writer
      ? writingEnd(this.estate, task)!.host
      : (task.readFrom ?? task.vmRun.vm.host);
  }

  snapshotsOn(datastore: Datastore): number {
    return this.snapshotsHeldOn(datastore).length;
  }

  /** VMs whose snapshots count on a datastore: from the VM's first slots until their removal has ended. */
  snapshotsHeldOn(datastore: Datastore): VmRun[] {
    return this.vmRuns.filter(
      ({ session, snapshot, vm }) =>
        workOf(session.job).hasSnapshot &&
        snapshot !== 'none' &&
        snapshot !== 'gone' &&
        vm.disks.some((disk) => disk.datastore === datastore),
    );
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
