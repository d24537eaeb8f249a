import type { Work } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import type { LoggedTasks } from '../logs/logged-tasks.ts';
import { attachingOf } from './offer.ts';
import type { PlaceLoad } from './place-load.ts';
import type { TaskKind, TaskOffers } from './task-offers.ts';
import { secondsToPrepare } from './vm-overheads.ts';

/** What one finished task needs at least. */
export interface TaskNeeds {
  task: number;
  kind: TaskKind;
  readBytes: number;
  /** Slots from opening to the end, if its VM is prepared and attached by others; seconds. */
  heldSeconds: number;
  /** The same at ways that attach nothing; Infinity: there is none. */
  heldUnattachedSeconds: number;
  /** The least that ways which attach take for it, with detaching where that is known to be done; Infinity: none attaches. */
  attachingSeconds: number;
  /** With attaching, where its way asks for it. */
  aloneSeconds: number;
  /** The same where no other disk of its VM is there meanwhile. */
  inTurnSeconds: number;
  /** Of that, while its VM's snapshot stands. */
  snapshotSeconds: number;
}

/** The finished tasks of one attempt at a VM, and what they need at least, whatever the schedule. Filled anew for each. */
export class VmWork {
  readonly #model: Model;
  readonly #offers: TaskOffers;
  readonly #log: LoggedTasks;
  /** The first `count` of them count. */
  readonly #needs: TaskNeeds[] = [];
  count = 0;
  job = -1;
  session = -1;
  attempt = -1;
  vmRun = -1;
  vm = -1;
  /** Every disk of the VM is among them: whatever was attached for it has been detached. */
  isWhole = false;
  /** What slots the VM's other disks could hold its tasks could hold, too. */
  isTogether = false;
  hasArray = false;
  /** Before the VM's first disk opens, seconds. */
  prepareSeconds = 0;
  /** From the first slots that the VM gets to the last that it frees, seconds. */
  spanSeconds = 0;
  /** All time in which its tasks hold slots, seconds; and without preparing and attaching. */
  totalSeconds = 0;
  heldSeconds = 0;

  constructor(model: Model, log: LoggedTasks, offers: TaskOffers) {
    this.#model = model;
    this.#log = log;
    this.#offers = offers;
  }

  /** `tasks`: from a row up to another one, all of one attempt at a VM. */
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
    // What may write a disk depends on the disk.
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
    // Either some disk of it is attached, or none.
    this.totalSeconds = this.prepareSeconds + Math.min(unattached, attach + held);
  }

  /** What its job moves, from where to where. */
  get moves(): Work {
    return this.#model.jobs[this.job]!.work;
  }

  /** The repository to which it writes, whose backups it restores, or that has its metadata; -1: none. */
  get repository(): number {
    return this.#model.jobs[this.job]!.repository;
  }

  /** The repository of whose backups it makes copies; -1: none. */
  get copied(): number {
    return this.moves.writes === 'repository' ? this.#model.jobs[this.job]!.source : -1;
  }

  diskOf(task: number): number {
    return this.#log.disk[task]!;
  }

  needsOf(i: number): Readonly<TaskNeeds> {
    return this.#needs[i]!;
  }

  /** From the first slots of its VM until data of a task can flow, seconds. */
  leadOf({ kind }: Pick<TaskNeeds, 'kind'>): number {
    return this.prepareSeconds + kind.leadSeconds;
  }

  /** From the end of that until the VM has freed its last slots, seconds. */
  trailOf({ kind }: Pick<TaskNeeds, 'kind'>): number {
    return this.isWhole ? kind.trailSeconds : 0;
  }

  /** Its tasks hold slots one by one; nobody knows who of them holds them while the VM is prepared or attached. */
  addTo(load: PlaceLoad): void {
    let seconds = 0;
    const [longest, shortest] = this.isWhole ? this.#extremes() : [-1, -1];
    for (let i = 0; i < this.count; i++) {
      let piece = this.#held(i);
      // Of the longest piece preparing makes the least if it comes to the shortest.
      if (i === longest) piece = Math.max(piece, this.#held(shortest) + this.prepareSeconds);
      // The only one has it all.
      if (this.isWhole && this.count === 1) piece = this.spanSeconds;
      load.add(piece);
      seconds += piece;
    }
    if (this.totalSeconds > seconds) load.addBeside(this.totalSeconds - seconds);
  }

  /** As long as one of its tasks holds its slots at least. */
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
