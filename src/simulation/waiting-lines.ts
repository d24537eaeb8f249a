import type { ClusterView, Policy } from '../policy/policy.ts';
import { WAIT_CAUSES, waitCauseNumber } from '../trace/wait-cause.ts';
import type { CandidateSet } from './candidate-sets.ts';
import type { Session, Task } from './state.ts';

const TICK = waitCauseNumber('scheduler-tick');

/**
 * Waiting tasks that no filter and no candidate tells apart: what refuses the first refuses all of them, and they are
 * charged to the same cause. So a pass looks at one task per line, however long the lines are.
 */
export class WaitingLine {
  readonly session: Session;
  readonly candidates: CandidateSet;
  /** Number of the last pass in which its first task was refused. */
  refusedInPass = 0;
  /** Place in the list of lines that are not empty; -1: empty. */
  position = -1;
  /** A binary heap by queue keys. */
  readonly heap: Task[] = [];
  #cause = TICK;
  #sinceUs = 0;
  readonly #chargedUs: number[] = WAIT_CAUSES.map(() => 0);

  constructor(session: Session, candidates: CandidateSet) {
    this.session = session;
    this.candidates = candidates;
  }

  /** From now on its tasks wait for this cause. */
  charge(cause: number, nowUs: number): void {
    if (this.#cause === cause) return;
    this.#settle(nowUs);
    this.#cause = cause;
  }

  /** Microseconds charged to each cause since the line was made. */
  chargedUs(nowUs: number): number[] {
    this.#settle(nowUs);
    return this.#chargedUs.slice();
  }

  #settle(nowUs: number): void {
    this.#chargedUs[this.#cause]! += nowUs - this.#sinceUs;
    this.#sinceUs = nowUs;
  }
}

/** A task's place in the queue. */
export interface Standing {
  readonly line: WaitingLine;
  readonly chargedAtEntryUs: readonly number[];
  keys: readonly number[];
  /** Place in the line's heap. */
  position: number;
}

/** The scheduler's queue: every task that waits for slots, in lines. */
export class WaitingLines {
  /** Lines that hold tasks, in no particular order. */
  readonly open: WaitingLine[] = [];
  #size = 0;
  readonly #policy: Policy;
  readonly #view: ClusterView;
  /** Lines by session: they go when the session goes. */
  readonly #lines = new WeakMap<Session, Map<string, WaitingLine>>();

  constructor(policy: Policy, view: ClusterView) {
    this.#policy = policy;
    this.#view = view;
  }

  get size(): number {
    return this.#size;
  }

  enter(task: Task, candidates: CandidateSet, nowUs: number): void {
    const line = this.#lineOf(task, candidates);
    const standing = {
      line,
      chargedAtEntryUs: line.chargedUs(nowUs),
      keys: this.#keysOf(task),
      position: line.heap.length,
    };
    task.standing = standing;
    line.heap.push(task);
    this.#rise(line, standing.position);
    if (line.position < 0) line.position = this.open.push(line) - 1;
    this.#size++;
  }

  /** Takes a task out and adds what it was charged to its account. */
  leave(task: Task, nowUs: number): void {
    const standing = task.standing!;
    const { line } = standing;
    const charged = line.chargedUs(nowUs);
    for (let c = 0; c < charged.length; c++) task.waitedUs[c]! += charged[c]! - standing.chargedAtEntryUs[c]!;
    task.standing = undefined;
    this.#takeOut(line, standing.position);
    if (line.heap.length === 0) this.#close(line);
    this.#size--;
  }

  /** The first task of the queue among lines not refused in this pass that have a chance; undefined: none. */
  first(pass: number, hasChance: (line: WaitingLine) => boolean): WaitingLine | undefined {
    let best: WaitingLine | undefined;
    for (const line of this.open) {
      if (line.refusedInPass === pass || !hasChance(line)) continue;
      if (best === undefined || this.#compare(line.heap[0]!, best.heap[0]!) < 0) best = line;
    }
    return best;
  }

  /** A session runs from now on: its waiting tasks get their keys anew. */
  sessionStartedRunning(session: Session): void {
    if (!this.#policy.order.some((key) => key.changesWith === 'session')) return;
    for (const line of this.open) {
      if (line.session !== session) continue;
      for (const task of line.heap) task.standing!.keys = this.#keysOf(task);
      for (let at = (line.heap.length >> 1) - 1; at >= 0; at--) this.#sink(line, at);
    }
  }

  #lineOf(task: Task, candidates: CandidateSet): WaitingLine {
    let lines = this.#lines.get(task.session);
    if (lines === undefined) {
      lines = new Map();
      this.#lines.set(task.session, lines);
    }
    const alike = `${candidates.id}/${task.host}/${task.hasSnapshot ? 's' : task.datastores.join(',')}`;
    const key = this.#mayChooseToWait(candidates) ? `${alike}/${task.task}` : alike;
    let line = lines.get(key);
    if (line === undefined) {
      line = new WaitingLine(task.session, candidates);
      lines.set(key, line);
    }
    return line;
  }

  /** Where each task draws its own best place and may wait for it, no two tasks are alike. */
  #mayChooseToWait({ candidates }: CandidateSet): boolean {
    if (!this.#policy.rank.some((key) => key.differsByTask)) return false;
    return candidates.some(({ mode }) => this.#policy.whenBestBusy[mode] === 'wait');
  }

  #close(line: WaitingLine): void {
    const last = this.open.pop()!;
    if (last !== line) {
      this.open[line.position] = last;
      last.position = line.position;
    }
    line.position = -1;
  }

  #keysOf(task: Task): readonly number[] {
    return this.#policy.order.map((key) => key.of(task, this.#view));
  }

  #compare(a: Task, b: Task): number {
    const ours = a.standing!.keys;
    const theirs = b.standing!.keys;
    for (let k = 0; k < ours.length; k++) {
      const difference = ours[k]! - theirs[k]!;
      if (difference !== 0) return difference;
    }
    return a.task - b.task;
  }

  #takeOut(line: WaitingLine, position: number): void {
    const last = line.heap.pop()!;
    if (position === line.heap.length) return;
    this.#put(line, position, last);
    this.#rise(line, position);
    this.#sink(line, last.standing!.position);
  }

  #put(line: WaitingLine, position: number, task: Task): void {
    line.heap[position] = task;
    task.standing!.position = position;
  }

  #rise(line: WaitingLine, from: number): void {
    const task = line.heap[from]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#compare(line.heap[parent]!, task) <= 0) break;
      this.#put(line, at, line.heap[parent]!);
      at = parent;
    }
    this.#put(line, at, task);
  }

  #sink(line: WaitingLine, from: number): void {
    const task = line.heap[from]!;
    const { heap } = line;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#compare(heap[child + 1]!, heap[child]!) < 0) child++;
      if (this.#compare(task, heap[child]!) <= 0) break;
      this.#put(line, at, heap[child]!);
      at = child;
    }
    this.#put(line, at, task);
  }
}
