import type { Job } from '../../../src/scenario/job.ts';
import { amountsOf, changedShare } from './amounts.ts';
import { partFrom } from './calendar.ts';
import type { EstateDisk, EstateVm } from './estate.ts';
import { type EventList, PHASES } from './event-list.ts';
import { continueChain, readAt } from './extents.ts';
import { canEverBePlaced, canMount, canReadArray } from './placing.ts';
import { tellsOf, usOf } from './stored.ts';
import type { Session, Task, VmRun } from './task.ts';
import type { Tasks } from './tasks.ts';
import type { Transforms } from './transforms.ts';
import { isScan, workOf } from './work.ts';
import type { World } from './world.ts';

/** The life of sessions and of the VMs in them. */
export class Sessions {
  readonly #world: World;
  readonly #events: EventList;
  readonly #tasks: Tasks;
  readonly #transforms: Transforms;
  /** Rows of chained jobs that are due, and wait for their windows to open. */
  readonly #due = new Set<number>();

  constructor(world: World, events: EventList, tasks: Tasks, transforms: Transforms) {
    this.#world = world;
    this.#events = events;
    this.#tasks = tasks;
    this.#transforms = transforms;
    transforms.onDone = (session) => this.#end(session);
    tasks.onFreed = (task) => this.#taskOver(task);
    tasks.onHandedOver = (vmRun) => this.#removeSnapshot(vmRun);
  }

  /** A run that would start while the last still runs takes the next slot. `chainStartUs`: when the first session began that it follows. */
  start(job: Job, jobRow: number, chainStartUs = this.#world.now): void {
    const { now, sessions, scenario } = this.#world;
    const before = sessions.filter((session) => session.job === job);
    if (before.some(({ endUs }) => endUs === undefined)) {
      this.#world.tell('session-missed', 'job', job.name);
      return;
    }
    const session: Session = {
      job,
      jobRow,
      number: before.length + 1,
      startUs: now,
      chainStartUs,
      closesUs: this.#closeOf(job, chainStartUs),
      vmRuns: [],
      attempt: 0,
      attempts: 1,
      hasHeldSlots: false,
      isClosed: false,
      result: 'unfinished',
    };
    sessions.push(session);
    if (job.window?.onClose === 'stop' && session.closesUs < Number.POSITIVE_INFINITY)
      session.closing = this.#events.book(Math.max(now, session.closesUs), PHASES.release, () =>
        this.#closeWindow(session),
      );
    this.#events.book(now + scenario.overheads.jobInit, PHASES.arrive, () =>
      this.#attempt(session, this.#world.estate.vmsOf(job), undefined),
    );
  }

  /**
   * Disks that nobody can ever take are given up when all else is done: of a VM with other disks when these are, so that its snapshot
   * need not stay; of a VM without when its session has nothing else to do. Tells whether there were any.
   */
  giveUp(): boolean {
    for (const session of this.#world.sessions) {
      if (session.endUs !== undefined) continue;
      const left = current(session).map(({ tasks }) => tasks.filter(({ state }) => state !== 'ended'));
      const isStuck = (tasks: readonly Task[]) =>
        tasks.every((task) => task.heldBy !== 'retry-wait' && this.#isUnreachable(task));
      const isAllStuck = left.every(isStuck);
      const given = current(session).flatMap(({ tasks }, row) => {
        const hasOthers = tasks.length > left[row]!.length;
        return isStuck(left[row]!) && (hasOthers || isAllStuck) ? left[row]! : [];
      });
      for (const task of given) this.#tasks.stop(task, 'unfinished');
      if (given.length > 0) return true;
    }
    return false;
  }

  /** What has moved may have given a VM a way: with parallel processing off it waits for its turn from now on. */
  lookAtTurns(): void {
    if (this.#world.scenario.parallelProcessing) return;
    for (const session of this.#world.sessions) if (session.endUs === undefined) this.#nextTurn(session);
  }

  #isUnreachable(task: Task): boolean {
    return task.state === 'waiting' && !canEverBePlaced(this.#world, task);
  }

  #closeOf({ window }: Job, chainStartUs: number): number {
    if (window === undefined) return Number.POSITIVE_INFINITY;
    if ('lengthUs' in window) return this.#world.now + window.lengthUs;
    return partFrom(window.openings, this.#world.scenario.clock, chainStartUs).closesUs;
  }

  /** A chained job may run in the first part of the week that has not ended when its chain begins, or has missed it: it never waits for another. */
  #follow(job: Job, row: number, { chainStartUs }: Session): void {
    const { now, scenario } = this.#world;
    const { window } = job;
    if (this.#due.has(row)) return;
    const isInParts = window !== undefined && 'openings' in window;
    const opensUs = isInParts ? partFrom(window.openings, scenario.clock, chainStartUs).opensUs : now;
    if (opensUs > now) {
      if (opensUs >= (scenario.clock.horizonUs ?? Number.POSITIVE_INFINITY)) return;
      this.#due.add(row);
    }
    this.#events.book(Math.max(now, opensUs), PHASES.arrive, () => {
      this.#due.delete(row);
      this.start(job, row, chainStartUs);
    });
  }

  #attempt(session: Session, vms: readonly EstateVm[], waitUs: number | undefined): void {
    session.attempt++;
    continueChain(this.#world, session);
    for (const vm of vms) {
      const made = tellsOf(this.#world, session, vm);
      const goesOnFrom = this.#world.restorePoints.goesOnFrom(session, vm, made);
      const vmRun: VmRun = {
        session,
        vm,
        vmRow: this.#world.estate.vmsOf(session.job).indexOf(vm),
        attempt: session.attempt,
        full: this.#world.restorePoints.isFull(session, vm),
        tellsOf: made,
        goesOnFrom,
        sinceUs: usOf(this.#world, made, vm) - usOf(this.#world, goesOnFrom, vm),
        tasks: [],
        readsAt: readAt(this.#world, session.job, vm),
        snapshot: 'none',
        isOver: false,
        isWarned: false,
      };
      session.vmRuns.push(vmRun);
      vmRun.tasks = vm.disks.map((disk) => this.#task(vmRun, disk, waitUs));
      const isWhole = !isScan(session.job);
      if (isWhole && !vmRun.tasks.every((task) => canMount(this.#world, task))) vmRun.readsArray = false;
      this.#world.tasks.push(...vmRun.tasks);
    }
    this.#formGroups(session);
    if (session.isClosed) {
      this.#stopAll(session);
      return;
    }
    if (waitUs === undefined) {
      this.#nextTurn(session);
      return;
    }
    this.#events.book(this.#world.now + waitUs, PHASES.arrive, () => {
      if (session.isClosed) return;
      session.attempts++;
      this.#world.tell('session-retried', 'job', session.job.name, `attempt ${session.attempt}`);
      for (const { tasks, group = 0 } of current(session))
        for (const task of tasks) task.heldBy = group > 0 ? 'sequential' : undefined;
      this.#nextTurn(session);
    });
  }

  /** VMs that are read from an array's snapshots come in groups that one snapshot serves, in the order of the job. */
  #formGroups(session: Session): void {
    const { storageSnapshots } = session.job;
    if (storageSnapshots === undefined) return;
    const fromArray = current(session).filter(({ tasks }) =>
      tasks.some((task) => canReadArray(this.#world, task)),
    );
    for (const [row, vmRun] of fromArray.entries()) {
      vmRun.group = Math.floor(row / storageSnapshots.vmsPerSnapshot);
      for (const task of vmRun.tasks) if (vmRun.group > 0) task.heldBy ??= 'sequential';
    }
  }

  #task(vmRun: VmRun, disk: EstateDisk, waitUs: number | undefined): Task {
    const { session, vm, full } = vmRun;
    const { scenario, now } = this.#world;
    const run = {
      full,
      sinceUs: vmRun.sinceUs,
      tracked: this.#world.restorePoints.isTracked(vmRun),
    };
    const task: Task = {
      vmRun,
      job: session.job,
      disk,
      full,
      isSequential: full || !run.tracked,
      ...amountsOf(scenario, session.job, vm, disk, run),
      readyUs: now,
      state: 'waiting',
      heldBy: waitUs === undefined ? undefined : 'retry-wait',
      waited: new Map(),
      result: 'unfinished',
      stage: 0,
      interruptions: 0,
      hasFailedOver: false,
      doneBytes: 0,
      rate: 0,
      leftUs: 0,
      endsUs: Number.POSITIVE_INFINITY,
    };
    return task;
  }

  /** With parallel processing off one VM at a time, and one disk of it. */
  #nextTurn(session: Session): void {
    if (this.#world.scenario.parallelProcessing) {
      this.#nextGroup(session);
      return;
    }
    let isTaken = false;
    for (const { tasks, isOver } of current(session)) {
      if (isOver) continue;
      const left = tasks.filter((task) => task.state !== 'ended' && !this.#isUnreachable(task));
      for (const [n, task] of left.entries())
        if (task.state === 'waiting' && task.heldBy !== 'retry-wait')
          task.heldBy = isTaken || n > 0 ? 'sequential' : undefined;
      isTaken ||= left.length > 0 || tasks.some(({ startUs }) => startUs !== undefined);
    }
  }

  /** VMs in groups may begin once nothing is left to read of the groups before. */
  #nextGroup(session: Session): void {
    if (!this.#world.scenario.parallelProcessing) return;
    const inGroups = current(session).filter(({ group }) => group !== undefined);
    const open = inGroups.filter(({ tasks }) =>
      tasks.some((task) => task.state !== 'ended' && !this.#isUnreachable(task)),
    );
    const turn = Math.min(...open.map(({ group }) => group!));
    for (const { group, tasks } of inGroups)
      for (const task of tasks) if (task.heldBy === 'sequential' && group! <= turn) task.heldBy = undefined;
  }

  #closeWindow(session: Session): void {
    session.isClosed = true;
    this.#stopAll(session);
  }

  /** Of what nobody could ever take the window is not to blame. */
  #stopAll(session: Session): void {
    for (const task of current(session).flatMap(({ tasks }) => tasks))
      if (!this.#isUnreachable(task)) this.#tasks.stop(task, 'window-closed');
  }

  #taskOver({ vmRun }: Task): void {
    const { session, tasks, snapshot } = vmRun;
    if (tasks.some(({ state }) => state !== 'ended')) {
      this.#nextTurn(session);
      return;
    }
    this.#nextGroup(session);
    if (snapshot === 'none') {
      this.#vmOver(vmRun);
      return;
    }
    // One that the array's has replaced is being removed, or gone.
    if (snapshot === 'removing') return;
    if (workOf(session.job).hasSnapshot && snapshot !== 'gone') this.#removeSnapshot(vmRun);
    else this.#finalise(vmRun);
  }

  #removeSnapshot(vmRun: VmRun): void {
    const { now, scenario } = this.#world;
    const { snapshotRemove, consolidation } = scenario.overheads;
    vmRun.snapshot = 'removing';
    vmRun.removingUs = now;
    const us = Math.round((deltaBytesOf(vmRun, now) / consolidation) * 1e6);
    this.#events.book(now + snapshotRemove + us, PHASES.release, () => {
      vmRun.removedUs = this.#world.now;
      vmRun.snapshot = 'gone';
      if (vmRun.tasks.every(({ state }) => state === 'ended')) this.#finalise(vmRun);
    });
  }

  #finalise(vmRun: VmRun): void {
    vmRun.snapshot = 'gone';
    const { vmFinalise } = this.#world.scenario.overheads;
    this.#events.book(this.#world.now + vmFinalise, PHASES.release, () => this.#vmOver(vmRun));
  }

  #vmOver(vmRun: VmRun): void {
    vmRun.isOver = true;
    vmRun.overUs = this.#world.now;
    const { session } = vmRun;
    if (vmRun.tasks.some(({ result }) => result !== 'success'))
      this.#world.tell('vm-failed', 'vm', vmRun.vm.name, session.job.name);
    else if (vmRun.isWarned) this.#world.tell('vm-warned', 'vm', vmRun.vm.name, session.job.name);
    const runs = current(session);
    if (runs.some(({ isOver }) => !isOver)) {
      this.#nextTurn(session);
      return;
    }
    // What nobody could take nobody can take in ten minutes.
    const failed = runs
      .filter(({ tasks }) => tasks.some(({ result }) => result !== 'success'))
      .filter(({ tasks }) => tasks.every(({ result }) => result !== 'unfinished'))
      .map(({ vm }) => vm);
    const { retries, schedule } = session.job;
    const mayRetry = schedule.kind !== 'manual' && !session.isClosed && session.attempt <= retries.times;
    if (failed.length > 0 && mayRetry) {
      this.#attempt(session, failed, retries.waitUs);
      return;
    }
    const { jobFinalise } = this.#world.scenario.overheads;
    this.#events.book(this.#world.now + jobFinalise, PHASES.release, () => this.#transforms.lineUp(session));
  }

  #end(session: Session): void {
    const { now, scenario } = this.#world;
    session.endUs = now;
    // What comes to nobody does not make the run last.
    if (session.closing !== undefined) this.#events.cancel(session.closing);
    const last = this.#world.estate
      .vmsOf(session.job)
      .map((vm) => session.vmRuns.findLast((run) => run.vm === vm)!);
    const hasFailed = last.some(({ tasks }) => tasks.some(({ result }) => result !== 'success'));
    const hasWarnings = last.some(({ isWarned }) => isWarned);
    session.result = hasFailed ? 'failed' : hasWarnings ? 'warning' : 'success';
    scenario.jobs.forEach((job, row) => {
      if (job.enabled && job.schedule.kind === 'after' && job.schedule.job === session.job.name)
        this.#follow(job, row, session);
    });
  }
}

/** The VMs of the attempt under way. */
function current({ vmRuns, attempt }: Session): VmRun[] {
  return vmRuns.filter((run) => run.attempt === attempt);
}

/** What the VM of a snapshot has changed since it was made, up to its removal or to now. */
export function deltaBytesOf({ vm, createdUs, removingUs }: VmRun, now: number): number {
  const untilUs = removingUs ?? now;
  // Of one that was stopped while it was made the removal takes its base time.
  const lifeUs = untilUs - (createdUs ?? untilUs);
  return Math.round(
    vm.disks.reduce((sum, { used, changeRate }) => sum + used * changedShare(changeRate, lifeUs), 0),
  );
}
