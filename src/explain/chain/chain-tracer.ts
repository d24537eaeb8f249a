import { largestBy } from '../../collections/extremes.ts';
import { addTo } from '../../collections/grouped-by.ts';
import { asShares, type InParts } from '../../collections/in-parts.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import { firstOf } from '../../units/cut-list.ts';
import { beginningOf } from '../beginning.ts';
import { clockOf } from '../clock.ts';
import type { Explanation } from '../explanation.ts';
import { nameOf, placeText, shortName, snapshotName, type TaskName } from '../names.ts';
import { type Chronicle, isOverBy, type ToldTask } from '../state/chronicle.ts';
import { type Holder, tasksOfChain, waitedFor } from '../waits/scarce.ts';
import { changesAt } from './changes.ts';
import { LastWaits } from './last-wait.ts';

/** Most changes that one sentence lists. */
const CHANGES = 3;
const RETRY_WAIT = waitCauseNumber('retry-wait');
const SEQUENTIAL = waitCauseNumber('sequential');

/** A link of the chain: what was under way from when to when, and how its end let the next link begin. Microseconds. */
export interface Link {
  readonly fromUs: number;
  readonly toUs: number;
  readonly who: string;
  /** Undefined: the link is not a task. */
  readonly task: TaskName | undefined;
  /** What its end released for the next link. */
  readonly gave: string;
}

/** Where to continue backwards: a task whose end or start let something begin; undefined: the chain begins here. */
type Before = { readonly task: ToldTask; readonly by: 'end' | 'start' } | undefined;

/** Follows the chain backwards by finding what let each task begin. */
export class Tracer {
  readonly links: Link[] = [];
  /** By cause: the things for which the chain's tasks waited. */
  readonly waitedFor = new Map<string, string[]>();
  readonly #chronicle: Chronicle;
  readonly #lastWaits: LastWaits;
  /** Tasks already visited. Without this, two tasks of length 0 that release something for each other would form a loop. */
  readonly #passed = new Set<ToldTask>();
  #origin = '';

  constructor(explanation: Explanation) {
    this.#chronicle = explanation.chronicle;
    this.#lastWaits = new LastWaits(explanation);
  }

  /** Traces the chain that leads to the end of a task; returns its origin, that is, what its first link began with. */
  *back(last: ToldTask): InParts<string> {
    let at: Before = { task: last, by: 'end' };
    let gave = 'the end';
    while (at !== undefined) {
      const { task, by }: { task: ToldTask; by: 'end' | 'start' } = at;
      if (this.#passed.has(task)) return this.#origin;
      this.#passed.add(task);
      const share = 1 - task.startUs / Math.max(1, this.#chronicle.endUs);
      yield share;
      const toUs = by === 'start' ? task.startUs : this.#chronicle.endOf(task);
      const where = placeText(this.#chronicle.model, task.started!);
      if (by === 'end')
        this.#add(task.startUs, toUs, `${shortName(this.#chronicle, task)} at ${where}`, gave, task);
      if (task.startUs > task.joinUs) yield* asShares(this.#lastWaits.find(task), share, share);
      const before = this.#whatLetStart(task);
      at = before.at;
      gave = before.gave;
    }
    return this.#origin;
  }

  #add(fromUs: number, toUs: number, who: string, gave: string, task?: ToldTask): void {
    const name = task === undefined ? undefined : nameOf(this.#chronicle, task);
    this.links.unshift({ fromUs, toUs, who, gave, task: name });
  }

  #waited(task: ToldTask, cause: string, what: string | null): void {
    const thing = waitedFor(this.#chronicle, task, { cause, what });
    if (thing !== null) addTo(this.waitedFor, cause, thing);
  }

  #whatLetStart(task: ToldTask): { at: Before; gave: string } {
    return task.startUs > task.joinUs ? this.#whatMadeRoom(task) : this.#whatBroughtIt(task);
  }

  /** What let the task join the queue. */
  #whatBroughtIt(task: ToldTask): { at: Before; gave: string } {
    if (task.waitedUs[SEQUENTIAL]! > 0) return this.#whoseTurnEnded(task);
    if (task.waitedUs[RETRY_WAIT]! > 0 || task.attempt > 1) return this.#whatFailed(task);
    return this.#whatBegan(task);
  }

  /** For a task that waited in the queue: who released what it waited for last, at the instant at which it was released. */
  #whatMadeRoom(task: ToldTask): { at: Before; gave: string } {
    const { cause, holders, what, freeUs } = this.#lastWaits.of(task);
    // With a polling scheduler, there was room earlier, but the task had to wait for the next pass.
    if (freeUs < task.startUs)
      this.#add(freeUs, task.startUs, 'wait for the next pass of the scheduler', 'its slots');
    if (freeUs === task.joinUs) return this.#whatBroughtIt(task);
    this.#waited(task, cause, what);
    const gave = `${cause}${what === null ? '' : ` (${what})`}`;
    const spaced = cause === 'start-spacing' ? holders[0] : undefined;
    if (spaced?.kind === 'task') {
      const before = this.#chronicle.tasks[spaced.task]!;
      this.#add(before.startUs, freeUs, `spacing of starts on ${what}`, gave);
      return { at: { task: before, by: 'start' }, gave };
    }
    return (
      this.#freedAt(freeUs, holders, gave) ??
      this.#began(`${this.#changes(freeUs)}, after waiting for ${gave}`)
    );
  }

  /** What else happened at an instant at which no task released anything. */
  #changes(atUs: number): string {
    const changes = changesAt(this.#chronicle, atUs);
    return changes.length === 0 ? 'something else changed' : firstOf(changes, CHANGES);
  }

  #freedAt(at: number, holders: readonly Holder[], gave: string): { at: Before; gave: string } | undefined {
    const { tasks, vmRuns, transforms } = this.#chronicle;
    for (const holder of holders.flatMap((one) => this.#tasksOf(one))) {
      if (
        holder.kind === 'task' &&
        tasks[holder.task]!.endUs === at &&
        !this.#passed.has(tasks[holder.task]!)
      ) {
        return { at: { task: tasks[holder.task]!, by: 'end' }, gave };
      }
      if (holder.kind === 'snapshot' && vmRuns[holder.vmRun]!.removedUs === at) {
        return { at: this.#removal(holder.vmRun, gave), gave: 'its last disk was read' };
      }
      if (holder.kind === 'transform' && transforms[holder.transform]!.endUs === at) {
        return this.#transform(holder.transform, gave);
      }
    }
    return undefined;
  }

  /** Replaces a backup chain by its tasks, because it releases its slot when the last of them ends. */
  #tasksOf(holder: Holder): readonly Holder[] {
    if (holder.kind !== 'chain') return [holder];
    const first = this.#chronicle.tasks[holder.task]!;
    return tasksOfChain(this.#chronicle, first).map(({ task }) => ({ kind: 'task', task }));
  }

  /** A VM's snapshot is removed after its last disk has been read, or as soon as the array has its own. */
  #removal(vmRun: number, gave: string): Before {
    const run = this.#chronicle.vmRuns[vmRun]!;
    const { removingUs, removedUs } = run;
    const of = this.#chronicle.tasksOf(run).filter(({ startUs }) => startUs >= 0);
    const isRead = of.every((task) => isOverBy(task, removingUs));
    const last = isRead ? of.find(({ endUs }) => endUs === removingUs) : undefined;
    const name = snapshotName(this.#chronicle, vmRun);
    if (last !== undefined) {
      this.#add(removingUs, removedUs, `${name} is removed`, gave);
      return { task: last, by: 'end' };
    }
    const first = of.reduce((a, b) => (b.startUs < a.startUs ? b : a));
    this.#add(first.startUs, removedUs, `${name} is created, handed over to the array and removed`, gave);
    return { task: first, by: 'start' };
  }

  #transform(number: number, gave: string): { at: Before; gave: string } {
    const { model, sessions, transforms } = this.#chronicle;
    const { session, work, startUs, endUs } = transforms[number]!;
    const { job } = sessions[session]!;
    this.#add(startUs, endUs, `a ${work} of ${model.jobs[job]!.name}`, gave);
    return this.#lastOf(session, startUs, 'the session was finalised');
  }

  /** Continues with the session's last VM that had ended by an instant. */
  #lastOf(session: number, atUs: number, gave: string): { at: Before; gave: string } {
    const { vmRuns, model, sessions } = this.#chronicle;
    const ended = [...vmRuns.keys()].filter((vmRun) => {
      const run = vmRuns[vmRun]!;
      return run.session === session && run.endedUs >= 0 && run.endedUs <= atUs;
    });
    const last = largestBy(ended, (vmRun) => vmRuns[vmRun]!.endedUs);
    if (last === undefined)
      return this.#began(`${model.jobs[sessions[session]!.job]!.name} had nothing to do`);
    return this.#vmEnd(last, atUs, gave);
  }

  /** Adds the link from the end of a VM's last task to `atUs`, which is not before the VM's end. */
  #vmEnd(vmRun: number, atUs: number, gave: string): { at: Before; gave: string } {
    const { vmRuns, model } = this.#chronicle;
    const run = vmRuns[vmRun]!;
    const of = this.#chronicle.tasksOf(run).filter(({ startUs, endUs }) => startUs >= 0 && endUs >= 0);
    const last = largestBy(of, ({ endUs }) => endUs);
    const name = model.vms.nameOf(run.vm);
    if (last === undefined) return this.#began(`${name} had nothing to do`);
    if (atUs > last.endUs) this.#add(last.endUs, atUs, `${name} is completed`, gave);
    return { at: { task: last, by: 'end' }, gave: atUs > last.endUs ? 'its last disk was read' : gave };
  }

  /** For a task that waited for its turn: parallel processing is off, or VMs go in groups. */
  #whoseTurnEnded(task: ToldTask): { at: Before; gave: string } {
    const { sessions, vmRuns } = this.#chronicle;
    const gave = 'its turn in the session';
    const ended = this.#chronicle
      .tasksOf(sessions[task.session]!)
      .find((other) => other.startUs >= 0 && other.endUs === task.joinUs && !this.#passed.has(other));
    if (ended !== undefined) return { at: { task: ended, by: 'end' }, gave };
    const vmRun = vmRuns.findIndex((run) => run.session === task.session && run.endedUs === task.joinUs);
    return vmRun < 0 ? this.#began('it was its turn') : this.#vmEnd(vmRun, task.joinUs, gave);
  }

  /** For a task of a retry: the pause before it begins when the last VM of the attempt before has ended. */
  #whatFailed(task: ToldTask): { at: Before; gave: string } {
    const gave = 'the next try';
    if (task.joinUs > task.readyUs) {
      this.#waited(task, 'retry-wait', null);
      this.#add(task.readyUs, task.joinUs, 'the pause before a retry', gave);
    }
    return this.#lastOf(task.session, task.readyUs, gave);
  }

  #whatBegan(task: ToldTask): { at: Before; gave: string } {
    const { model, sessions, transforms } = this.#chronicle;
    const { job, startUs } = sessions[task.session]!;
    const { name } = model.jobs[job]!;
    if (task.readyUs > startUs) this.#add(startUs, task.readyUs, `${name} starts`, 'its tasks were ready');
    const beginning = beginningOf(this.#chronicle, task.session);
    if (beginning.kind === 'due') return this.#began(`${name} was due`);
    if (beginning.kind === 'held-back') {
      const until = beginning.by === 'window' ? 'its window to open' : 'its schedule to let it start';
      const due = clockOf(this.#chronicle)(beginning.dueUs);
      return this.#began(`${name} was due at ${due} and waited for ${until}`);
    }
    const { leader } = beginning;
    const gave = `the end of ${model.jobs[sessions[leader]!.job]!.name}`;
    const last = transforms.findIndex((other) => other.session === leader && other.endUs === startUs);
    return last >= 0 ? this.#transform(last, gave) : this.#lastOf(leader, startUs, gave);
  }

  #began(origin: string): { at: Before; gave: string } {
    this.#origin = origin;
    return { at: undefined, gave: '' };
  }
}
