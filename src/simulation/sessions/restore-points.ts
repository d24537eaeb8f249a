import { dayAt } from '../../model/jobs/job-calendar.ts';
import type { JobRow, Model } from '../../model/model.ts';
import { ageAtFirst } from '../../model/vms/task-bytes.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import { isOn } from '../../units/calendar-days.ts';
import { CopiedPoints, earlierBy, type PointDate } from './copied-points.ts';
import type { Members } from './members.ts';
import type { Session } from './session.ts';
import type { VmRun } from './vm-run.ts';

/** The date of a restore point has two columns: microseconds, and what they count from. */
const LAST = 0;
const PLANNED = 2;
const LENGTH = 4;
const FULL_DAY = 5;
const RESETS_SEEN = 6;
const RESETS_BEHIND = 7;
const COLUMNS = 8;
/** Instead of a length or a day: there is none. */
const NO_CHAIN = -1;

/** What a disk's next run in a job has to read. */
export type RunKind = { readonly full: true } | { readonly full: false; readonly sinceUs: number };

/**
 * The restore points of each VM in each job, as far as the next run depends on them. The time of a restore point is the start
 * of its session, so that runs exactly a day apart read exactly a day's changes; that of a copy is the time of what it copies.
 */
export class RestorePoints {
  readonly #model: Model;
  readonly #members: Members;
  /**
   * By member: the date of its last good restore point (negative: before the run), and of the one that its last attempt makes;
   * the length of its chain; the day of the session that made its last full; how often tracking had been reset when its last
   * attempt was planned, and when its last successful one was.
   */
  readonly #points: Float64Array;
  readonly #copied: CopiedPoints;
  /** By VM: number of resets of its change tracking. */
  readonly #resets = new Map<number, number>();

  constructor(model: Model, members: Members) {
    this.#model = model;
    this.#members = members;
    this.#copied = new CopiedPoints(model);
    this.#points = new Float64Array(COLUMNS * members.count).fill(NO_CHAIN);
  }

  /** What an attempt at a VM has to read. The first session of a job goes by the VM's last backup before the run. */
  next(vmRun: VmRun): RunKind {
    const { session, vm } = vmRun;
    const { job, number } = session;
    const { declaration } = this.#model.jobs[job]!;
    const points = this.#points;
    const at = this.#placeOf(vmRun);
    const date = this.#dateIn(at + PLANNED);
    const age = number === 1 ? ageAtFirst(declaration, this.#model.vms.traitsOf(vm)) : undefined;
    if (age !== undefined) {
      this.#setDate(at + LAST, this.#copied.lastBeforeRun(this.#jobOf(vmRun), vm, date, age));
      // A VM with earlier backups is taken to have a chain of full length.
      if (points[at + LENGTH] === NO_CHAIN) points[at + LENGTH] = declaration.restorePoints;
    }
    if (points[at + LENGTH] === NO_CHAIN || this.isActiveFullDue(vmRun)) return FULL;
    return { full: false, sinceUs: this.#copied.us(date, vm) - this.#copied.us(this.#dateIn(at + LAST), vm) };
  }

  /** Whether the job demands a full now, whatever restore points there are. */
  isActiveFullDue(vmRun: VmRun): boolean {
    const { session } = vmRun;
    const { jobs } = this.#model;
    const { method, activeFullDays } = jobs[session.job]!.declaration;
    if (method === 'active-full') return true;
    return isOn(activeFullDays, this.#dayOf(session)) && !this.hasFullOfTheDay(vmRun);
  }

  made(vmRun: VmRun): void {
    const at = this.#placeOf(vmRun);
    const date = this.#dateIn(at + PLANNED);
    this.#store(vmRun, date);
    this.#setDate(at + LAST, date);
    this.#points[at + LENGTH] = vmRun.full ? 1 : this.chainLength(vmRun) + 1;
    if (vmRun.full) this.#points[at + FULL_DAY] = this.#dayOf(vmRun.session);
    this.#points[at + RESETS_BEHIND] = this.#points[at + RESETS_SEEN]!;
  }

  /** Number of restore points in a VM's chain, including the one just made. */
  chainLength(vmRun: VmRun): number {
    return Math.max(0, this.#points[this.#placeOf(vmRun) + LENGTH]!);
  }

  /** The oldest increment has been merged into the full. */
  merged(vmRun: VmRun): void {
    this.#points[this.#placeOf(vmRun) + LENGTH]!--;
  }

  /** A synthetic full begins a new chain. */
  synthesised(vmRun: VmRun): void {
    const at = this.#placeOf(vmRun);
    this.#points[at + LENGTH] = 1;
    this.#points[at + FULL_DAY] = this.#dayOf(vmRun.session);
  }

  /** Whether a session of the same day has made a full of the VM: scheduled fulls are made once a day [doc]. */
  hasFullOfTheDay(vmRun: VmRun): boolean {
    return this.#points[this.#placeOf(vmRun) + FULL_DAY] === this.#dayOf(vmRun.session);
  }

  resetTracking(vm: number): void {
    this.#resets.set(vm, (this.#resets.get(vm) ?? 0) + 1);
  }

  /** An attempt is planned. If it succeeds, resets up to now are dealt with, but not those that come while it runs. */
  planned(vmRun: VmRun): void {
    const at = this.#placeOf(vmRun);
    this.#points[at + RESETS_SEEN] = this.#resetsOf(vmRun);
    const { session, vm } = vmRun;
    this.#setDate(at + PLANNED, this.#copied.dateNow(this.#jobOf(vmRun), vm, session.startUs));
  }

  /** Whether tracking has been reset since the job's last successful run of the VM was planned. A reset concerns all jobs. */
  isTrackingReset(vmRun: VmRun): boolean {
    // -1 until the first successful run.
    const behind = Math.max(0, this.#points[this.#placeOf(vmRun) + RESETS_BEHIND]!);
    return this.#resetsOf(vmRun) > behind;
  }

  #dateIn(column: number): PointDate {
    return { us: this.#points[column]!, after: this.#points[column + 1]! };
  }

  #setDate(column: number, { us, after }: PointDate): void {
    this.#points[column] = us;
    this.#points[column + 1] = after;
  }

  /** Copies find a restore point in its repository. */
  #store(vmRun: VmRun, date: PointDate): void {
    const { vm } = vmRun;
    const { work, repository } = this.#jobOf(vmRun);
    if (work.writes !== 'repository') return;
    const age = this.#model.vms.traitsOf(vm).lastBackupUs ?? DEFAULTS.incrementAge.value;
    const isFirst = this.chainLength(vmRun) === 0;
    this.#copied.stored(
      repository,
      vm,
      date,
      isFirst ? earlierBy(age, date) : this.#dateIn(this.#placeOf(vmRun) + LAST),
    );
  }

  #jobOf({ session }: VmRun): JobRow {
    return this.#model.jobs[session.job]!;
  }

  #resetsOf({ vm }: VmRun): number {
    return this.#resets.get(vm) ?? 0;
  }

  #placeOf({ session, placeInJob }: VmRun): number {
    return COLUMNS * this.#members.at(session.job, placeInJob);
  }

  #dayOf({ startUs }: Session): number {
    return dayAt(this.#model.scenario.clock.startUs, startUs);
  }
}

const FULL: RunKind = { full: true };
