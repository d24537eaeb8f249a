import type { Work } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import type { LoggedTasks } from '../logs/logged-tasks.ts';
import { attachingOf } from './offer.ts';
import type { PlaceLoad } from './place-load.ts';
import type { TaskKind, TaskOffers } from './task-offers.ts';
import { secondsToPrepare } from './vm-overheads.ts';

/** The least that one finished task needs. */
export interface TaskNeeds {
  task: number;
  kind: TaskKind;
  readBytes: number;
  /** How long it holds slots from opening to its end, if other tasks prepare and attach its VM; seconds. */
  heldSeconds: number;
  /** The same over ways that attach nothing; Infinity: there is no such way. */
  heldUnattachedSeconds: number;
  /** The least attach time of ways that attach, plus detaching where that is known to happen; Infinity: no way attaches. */
  attachingSeconds: number;
  /** `heldSeconds` plus attaching, where its way attaches. */
  aloneSeconds: number;
  /** The same if no other disk of its VM is processed meanwhile. */
  inTurnSeconds: number;
  /** The part of `aloneSeconds` for which its VM's snapshot exists. */
  snapshotSeconds: number;
}

/** The finished tasks of one attempt at a VM and the least that they need under any schedule. Refilled for each attempt. */
export class VmWork {
  readonly #model: Model;
  readonly #offers: TaskOffers;
  readonly #log: LoggedTasks;
  /** Only the first `count` entries are valid. */
  readonly #needs: TaskNeeds[] = [];
  count = 0;
  job = -1;
  session = -1;
  attempt = -1;
  vmRun = -1;
  vm = -1;
  /** Whether all disks of the VM are included, so that everything attached for it has been detached. */
  isWhole = false;
  /** Whether disks of the VM that are not included, if any, could only hold slots that its tasks could hold too. */
  isTogether = false;
  hasArray = false;
  /** Before the VM's first disk opens, seconds. */
  prepareSeconds = 0;
  /** From the VM's first slots to the release of its last, seconds. */
  spanSeconds = 0;
  /** Sum of the times for which its tasks hold slots, seconds. */
  totalSeconds = 0;
  /** The same without preparing and attaching. */
  heldSeconds = 0;

  constructor(model: Model, log: LoggedTasks, offers: TaskOffers) {
    this.#model = model;
    this.#log = log;
    this.#offers = offers;
  }

  /** Uses `tasks[from]` up to but excluding `tasks[to]`, which all belong to one attempt at a VM. */
  fill(tasks: readonly number[], from: number, to: number, job: number): void {
    const model = this.#model;
    const { session, attempt, vmRun, disk } = this.#log;
    const first = tasks[from]!;
    this.job = job;
    this.session = session[first]!;
    this.attempt = attempt[first]!;
    this.vmRun = vmRun[first]!;
    this.vm = model.disks.vmOf(disk[first]!);
    this.count = to - from;
    this.isWhole = this.count === model.vms.endOfDisks(this.vm) - model.vms.firstDiskOf(this.vm);
    // The candidates that write a disk depend on the disk.
    this.isTogether =
      this.isWhole || (this.moves.writes !== 'vm' && model.vms.datastoresOf(this.vm).length === 1);
    this.prepareSeconds = secondsToPrepare(model, job);
    this.hasArray = false;
    let [held, unattached, alone, attach] = [0, 0, 0, Number.POSITIVE_INFINITY];
    for (let i = 0; i < this.count; i++) {
      const needs = this.#fillTask(i, tasks[from + i]!);
      held += needs.heldSeconds;
      unattached += needs.heldUnattachedSeconds;
      alone = Math.max(alone, needs.aloneSeconds);
      attach = Math.min(attach, needs.attachingSeconds);
      if (needs.kind.hasArray) this.hasArray = true;
    }
    this.spanSeconds = this.prepareSeconds + alone;
    this.heldSeconds = held;
    // Either at least one disk is attached, or none is.
    this.totalSeconds = this.prepareSeconds + Math.min(unattached, attach + held);
  }

  /** What its job reads and writes. */
  get moves(): Work {
    return this.#model.jobs[this.job]!.work;
  }

  /** The repository that it writes to, restores from, or whose metadata it needs; -1: none. */
  get repository(): number {
    return this.#model.jobs[this.job]!.repository;
  }

  /** The repository whose backups it copies; -1: none. */
  get copied(): number {
    return this.moves.writes === 'repository' ? this.#model.jobs[this.job]!.source : -1;
  }

  diskOf(task: number): number {
    return this.#log.disk[task]!;
  }

  needsOf(i: number): Readonly<TaskNeeds> {
    return this.#needs[i]!;
  }

  /** From the VM's first slots until a task's data can flow, seconds. */
  leadOf({ kind }: Pick<TaskNeeds, 'kind'>): number {
    return this.prepareSeconds + kind.leadSeconds;
  }

  /** From the end of a task's data until the VM releases its last slots, seconds. */
  trailOf({ kind }: Pick<TaskNeeds, 'kind'>): number {
    return this.isWhole ? kind.trailSeconds : 0;
  }

  /** Adds one piece per task. It is not known which tasks hold slots while the VM is prepared and attached. */
  addTo(load: PlaceLoad): void {
    let seconds = 0;
    const [longest, shortest] = this.isWhole ? this.#extremes() : [-1, -1];
    for (let i = 0; i < this.count; i++) {
      let piece = this.#held(i);
      // Some task holds slots while the VM is prepared. The longest piece is smallest if that is the shortest task.
      if (i === longest) piece = Math.max(piece, this.#held(shortest) + this.prepareSeconds);
      // A single task includes all of it.
      if (this.isWhole && this.count === 1) piece = this.spanSeconds;
      load.add(piece);
      seconds += piece;
    }
    if (this.totalSeconds > seconds) load.addBeside(this.totalSeconds - seconds);
  }

  /** A time for which at least one of its tasks holds slots without a break. */
  get longestHeldSeconds(): number {
    if (this.isWhole && this.count === 1) return this.spanSeconds;
    let longest = 0;
    for (let i = 0; i < this.count; i++) longest = Math.max(longest, this.#held(i));
    return longest;
  }

  #extremes(): [longest: number, shortest: number] {
    let [longest, shortest] = [0, 0];
    for (let i = 1; i < this.count; i++) {
      if (this.#held(i) > this.#held(longest)) longest = i;
      if (this.#held(i) < this.#held(shortest)) shortest = i;
    }
    return [longest, shortest];
  }

  #held(i: number): number {
    return this.#needs[i]!.heldSeconds;
  }

  #fillTask(i: number, task: number): TaskNeeds {
    const kind = this.#offers.of(task, this.job);
    const needs = this.#needs[i] ?? blank(kind);
    const readBytes = this.#log.readBytes[task]!;
    this.#needs[i] = needs;
    needs.task = task;
    needs.kind = kind;
    needs.readBytes = readBytes;
    needs.heldSeconds = Number.POSITIVE_INFINITY;
    needs.heldUnattachedSeconds = Number.POSITIVE_INFINITY;
    needs.attachingSeconds = Number.POSITIVE_INFINITY;
    needs.aloneSeconds = Number.POSITIVE_INFINITY;
    needs.inTurnSeconds = Number.POSITIVE_INFINITY;
    needs.snapshotSeconds = Number.POSITIVE_INFINITY;
    for (const offer of kind.offers) {
      const held = offer.openSeconds + readBytes / offer.rate;
      const attaching = attachingOf(offer, this.isWhole);
      const alone = attaching + held;
      needs.heldSeconds = Math.min(needs.heldSeconds, held);
      if (attaching === 0) needs.heldUnattachedSeconds = Math.min(needs.heldUnattachedSeconds, held);
      else needs.attachingSeconds = Math.min(needs.attachingSeconds, attaching);
      needs.aloneSeconds = Math.min(needs.aloneSeconds, alone);
      needs.inTurnSeconds = Math.min(needs.inTurnSeconds, offer.attachesAnew ? alone : held);
      needs.snapshotSeconds = Math.min(
        needs.snapshotSeconds,
        offer.isFromArray ? offer.handoffSeconds : alone,
      );
    }
    return needs;
  }
}

function blank(kind: TaskKind): TaskNeeds {
  return {
    task: -1,
    kind,
    readBytes: 0,
    heldSeconds: 0,
    heldUnattachedSeconds: 0,
    attachingSeconds: 0,
    aloneSeconds: 0,
    inTurnSeconds: 0,
    snapshotSeconds: 0,
  };
}
