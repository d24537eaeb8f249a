import { dayAt } from '../../model/jobs/job-calendar.ts';
import type { JobRow } from '../../model/model.ts';
import { bytesOfRun } from '../../model/vms/changed-blocks.ts';
import { runOfDisks } from '../../model/vms/task-bytes.ts';
import { isOn } from '../../units/calendar-days.ts';
import type { Lease } from '../infrastructure/run-made-resources.ts';
import { type Run, requestPass } from '../run.ts';
import { lastAttempts, type Session } from './session.ts';
import { endSession } from './sessions.ts';
import type { VmRun } from './vm-run.ts';

type TransformWork = 'merge' | 'synthetic-full';

interface Transform {
  readonly number: number;
  readonly session: Session;
  readonly work: TransformWork;
  /** Plain repository or extent. */
  readonly repository: number;
  /** To be read once and written once. */
  readonly bytes: number;
  readonly streamKey: string;
  leases: readonly Lease[];
  /** Bytes left to do. */
  left: number;
  /** Its open flow; undefined: it waits for a slot, or its repository is down. */
  flow: number | undefined;
}

/**
 * Work inside repositories after the last VM of a session: merges of forever-incremental chains that have grown too long, and
 * synthetic fulls on their days. One per chain, each with a slot of the repository; with block cloning no data moves. They
 * put no load on the source, and may go on after the window has closed.
 */
export class Transforms {
  /** By repository: those that wait for one of its slots, in order, from index `next` on. */
  readonly #waiting = new Map<number, { readonly line: Transform[]; next: number }>();
  /** By number; undefined: it has ended. */
  readonly #all: (Transform | undefined)[] = [];
  /** Those that hold a slot. */
  readonly #running = new Set<Transform>();

  /** Queues the transforms of a session, behind waiting tasks; returns whether there are any. */
  begin(run: Run, session: Session): boolean {
    if (!mayBeDue(run, session)) return false;
    const due = chainsOf(run, session).flatMap((vmRuns) => this.#dueFor(run, session, vmRuns));
    session.transformsLeft = due.length;
    for (const transform of due) this.#lineUp(transform);
    if (due.length > 0) requestPass(run);
    return due.length > 0;
  }

  /** After a pass: gives the slots that tasks have left to transforms, in order. Returns whether any has started. */
  startAll(run: Run): boolean {
    let isAny = false;
    for (let first = this.#firstWithRoom(run); first !== undefined; first = this.#firstWithRoom(run)) {
      isAny = true;
      const waiting = this.#waiting.get(first.repository)!;
      if (++waiting.next === waiting.line.length) this.#waiting.delete(first.repository);
      this.#start(run, first);
    }
    return isAny;
  }

  #lineUp(transform: Transform): void {
    const waiting = this.#waiting.get(transform.repository);
    if (waiting === undefined) this.#waiting.set(transform.repository, { line: [transform], next: 0 });
    else waiting.line.push(transform);
  }

  /** The transform that was queued first, among those whose repository is up and has a slot. */
  #firstWithRoom({ infrastructure }: Run): Transform | undefined {
    const { repositorySlots, condition } = infrastructure;
    let first: Transform | undefined;
    for (const [repository, { line, next }] of this.#waiting) {
      if (first !== undefined && line[next]!.number > first.number) continue;
      const hasRoom = repositorySlots.hasRoom(repository, undefined) && condition.isRepositoryUp(repository);
      if (hasRoom) first = line[next];
    }
    return first;
  }

  /** Something went down or came up: transforms pause while their repository is down. */
  conditionChanged(run: Run): void {
    for (const transform of this.#running) {
      const isUp = run.infrastructure.condition.isRepositoryUp(transform.repository);
      if (isUp === (transform.flow !== undefined)) continue;
      if (isUp) this.#open(run, transform);
      else {
        transform.left = Math.round(run.loop.flows.close(transform.flow!, run.loop.nowUs));
        this.#leave(transform);
      }
    }
  }

  /** The flow of a transform has finished; its tag is -1 - number, to differ from those of tasks. */
  finished(run: Run, tag: number): void {
    const transform = this.#all[-1 - tag]!;
    this.#leave(transform);
    this.#running.delete(transform);
    this.#all[transform.number] = undefined;
    run.infrastructure.repositorySlots.free(transform.repository, undefined);
    run.trace.record({ kind: 'transform-ended', at: run.loop.nowUs, transform: transform.number });
    requestPass(run);
    if (--transform.session.transformsLeft === 0) endSession(run, transform.session);
  }

  #dueFor(run: Run, session: Session, vmRuns: readonly VmRun[]): Transform[] {
    const job = run.model.jobs[session.job]!;
    const done = vmRuns.filter((vmRun) => !vmRun.failed);
    const first = done[0];
    if (first === undefined || first.chain.repository < 0) return [];
    const made: Transform[] = [];
    const add = (work: TransformWork, bytes: number) => {
      const { repository } = first.chain;
      const { blockCloning } = run.model.repositories[repository]!;
      const transform: Transform = {
        number: this.#all.length,
        session,
        work,
        repository,
        bytes: blockCloning ? 0 : bytes,
        streamKey: `transform ${this.#all.length}`,
        leases: [],
        left: blockCloning ? 0 : bytes,
        flow: undefined,
      };
      this.#all.push(transform);
      made.push(transform);
      run.trace.record({
        kind: 'transform-due',
        at: run.loop.nowUs,
        transform: transform.number,
        work,
        repository,
        vmRuns: done.map(({ id }) => id),
      });
    };
    if (isSynthesisDue(run, session, done)) {
      for (const vmRun of done) {
        run.restorePoints.synthesised(vmRun);
        run.chainLocations.fullMade(vmRun, first.chain.repository);
      }
      add('synthetic-full', chainBytes(run, job, done));
    } else if (isMergeDue(run, job, done)) {
      for (const vmRun of done) run.restorePoints.merged(vmRun);
      add('merge', incrementBytes(done));
    }
    return made;
  }

  #start(run: Run, transform: Transform): void {
    const now = run.loop.nowUs;
    const { repository, bytes, number, session, work } = transform;
    run.infrastructure.repositorySlots.take(repository, undefined, now);
    run.trace.record({
      kind: 'transform-started',
      at: now,
      session: session.id,
      transform: number,
      work,
      repository,
      bytes,
    });
    this.#running.add(transform);
    this.#open(run, transform);
  }

  #leave(transform: Transform): void {
    for (const { giveBack } of transform.leases) giveBack();
    transform.leases = [];
    transform.flow = undefined;
  }

  #open(run: Run, transform: Transform): void {
    const row = run.model.repositories[transform.repository]!;
    if (Number.isFinite(row.perStream)) {
      transform.leases = [run.runMade.stream(transform.streamKey, row.perStream, 1)];
    }
    const resources = [row.writeResource, row.readResource].filter((resource) => resource >= 0);
    resources.push(...transform.leases.map(({ resource }) => resource));
    transform.flow = run.loop.flows.open(
      {
        amount: transform.left,
        cap: Number.POSITIVE_INFINITY,
        resources,
        coefficients: resources.map(() => 1),
        tag: -1 - transform.number,
      },
      run.loop.nowUs,
    );
  }
}

/** A quick check, since most jobs never transform anything. */
function mayBeDue(run: Run, session: Session): boolean {
  const { method } = run.model.jobs[session.job]!.declaration;
  return method === 'forever-incremental' || isSyntheticDay(run, session);
}

function isSyntheticDay({ model }: Run, { job, startUs }: Session): boolean {
  const { syntheticFullDays } = model.jobs[job]!.declaration;
  return isOn(syntheticFullDays, dayAt(model.scenario.clock.startUs, startUs));
}

/** The last attempts at VMs, grouped by the chain that they wrote. */
function chainsOf(run: Run, session: Session): VmRun[][] {
  const vmRuns = Array.from(lastAttempts(session), (vmRun) => run.vmRuns.of(vmRun));
  return session.sharesChain ? [vmRuns] : vmRuns.map((vmRun) => [vmRun]);
}

/** The synthesis follows the increment, unless the chain already got a full that day [doc]. */
function isSynthesisDue(run: Run, session: Session, vmRuns: readonly VmRun[]): boolean {
  return isSyntheticDay(run, session) && !vmRuns.some((vmRun) => run.restorePoints.hasFullOfTheDay(vmRun));
}

function isMergeDue(run: Run, { declaration }: JobRow, vmRuns: readonly VmRun[]): boolean {
  if (declaration.method !== 'forever-incremental') return false;
  return vmRuns.some((vmRun) => run.restorePoints.chainLength(vmRun) > declaration.restorePoints);
}

/** Stored size of a new full of the chain's VMs. */
function chainBytes({ model }: Run, job: JobRow, vmRuns: readonly VmRun[]): number {
  const whole = runOfDisks(model, job, { full: true, sinceUs: 0, readsAll: false });
  let bytes = 0;
  for (const { vm } of vmRuns) {
    const traits = model.vms.traitsOf(vm);
    for (const disk of model.vms.disksOf(vm)) {
      bytes += bytesOfRun(model.disks.figures, disk, traits, whole).transferred;
    }
  }
  return bytes;
}

/** Size of the oldest increment, taken to be that of the one just made. */
function incrementBytes(vmRuns: readonly VmRun[]): number {
  return vmRuns.reduce((sum, { transferredBytes }) => sum + transferredBytes, 0);
}
