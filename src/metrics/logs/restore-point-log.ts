import { FedSources } from '../../model/backups/fed-sources.ts';
import { calendarEnd } from '../../model/jobs/job-calendar.ts';
import { JobChains } from '../../model/jobs/job-chains.ts';
import { copiesBackups } from '../../model/jobs/work.ts';
import type { JobRow, Model } from '../../model/model.ts';
import type { RecordOf } from '../../trace/record.ts';
import type { SessionLog } from './session-log.ts';

/** The restore points of a job that states an objective (`rpo`). */
export interface JobPoints {
  readonly objectiveUs: number;
  /** Of each of its VMs, by its row. */
  readonly vms: ReadonlyMap<number, LongestGap>;
}

/** The longest time in which a VM got no newer restore point; the first of equal ones. Microseconds from the run's start. */
export interface LongestGap {
  readonly longestUs: number;
  readonly sinceUs: number;
  /** Whether the run made a newer restore point at all. */
  readonly hasPoint: boolean;
}

/** The gaps of one VM in one job, as far as the run has come. */
class Gaps {
  longestUs = 0;
  sinceUs = 0;
  hasPoint = false;
  /**
   * Date of the newest restore point; before there is one, the start of the run, because nothing is known of the time
   * before.
   */
  #newestUs = 0;

  /** From the newest restore point to this instant there was no newer one. */
  noneUntil(atUs: number): void {
    if (atUs - this.#newestUs <= this.longestUs) return;
    this.longestUs = atUs - this.#newestUs;
    this.sinceUs = this.#newestUs;
  }

  point(datedUs: number): void {
    this.noneUntil(datedUs);
    this.hasPoint = true;
    this.#newestUs = Math.max(this.#newestUs, datedUs);
  }
}

/**
 * How long VMs went without a newer restore point, in jobs that state an objective.
 *
 * A restore point dates from the start of its session, as elsewhere (`newest-restore-point.ts`). One of a backup copy
 * dates from the session that made the newest restore point in the source when the VM became ready. A copy of what was
 * there before the run is no newer one, unless nothing in the run backs up the VM to the source (`fed-sources.ts`): it
 * then dates from the start of its own session. Gaps are counted from the start of the run to its end. Where the
 * calendar of a job ends earlier (without a horizon, a schedule starts sessions for one day), they are counted to
 * there: whether a later session would have come, the run does not show.
 */
export class RestorePointLog {
  readonly #model: Model;
  readonly #sessions: SessionLog;
  /** By row of a job with an objective, then by VM. */
  readonly #gaps = new Map<number, Map<number, Gaps>>();
  /** By repository that a backup copy reads, then by VM: the date of the newest restore point there. */
  readonly #stored = new Map<number, Map<number, number>>();
  /** By attempt at a VM: the date of the restore point that it copies, if it was made in this run. */
  readonly #copied = new Map<number, number>();
  readonly #fed: FedSources;

  constructor(model: Model, sessions: SessionLog) {
    this.#model = model;
    this.#sessions = sessions;
    this.#fed = new FedSources(model);
    for (const [row, { declaration, vms }] of model.jobs.entries()) {
      if (declaration.rpoUs === undefined || !declaration.enabled) continue;
      this.#gaps.set(row, new Map(vms.map((vm) => [vm, new Gaps()])));
    }
    // A run without objectives needs none of this.
    if (this.#gaps.size === 0) return;
    for (const job of model.jobs) if (copiesBackups(job.work)) this.#stored.set(job.source, new Map());
  }

  /** The restore points of a job, known when the run has ended; undefined: it states no objective, or is switched off. */
  ofJob(job: number): JobPoints | undefined {
    const vms = this.#gaps.get(job);
    return vms && { objectiveUs: this.#model.jobs[job]!.declaration.rpoUs!, vms };
  }

  taskReady({ vmRun, session, disk }: RecordOf<'task-ready'>): void {
    if (this.#stored.size === 0) return;
    const job = this.#jobOf(session);
    if (!copiesBackups(job.work)) return;
    const datedUs = this.#stored.get(job.source)!.get(this.#model.disks.vmOf(disk));
    if (datedUs !== undefined && !this.#copied.has(vmRun)) this.#copied.set(vmRun, datedUs);
  }

  vmEnded({ vmRun, vm, session, result }: RecordOf<'vm-ended'>): void {
    if (this.#gaps.size === 0) return;
    const copiedUs = this.#copied.get(vmRun);
    this.#copied.delete(vmRun);
    if (result === 'failed') return;
    const { startUs, job: row } = this.#sessions.sessions[session]!;
    if (copiedUs === undefined && this.#fed.isFed(this.#model.jobs[row]!.source, vm)) return;
    const datedUs = copiedUs ?? startUs;
    this.#gaps.get(row)?.get(vm)?.point(datedUs);
    const { repository, work } = this.#model.jobs[row]!;
    if (work.writes !== 'repository') return;
    const stored = this.#stored.get(repository);
    stored?.set(vm, Math.max(datedUs, stored.get(vm) ?? 0));
  }

  runEnded({ at }: RecordOf<'run-ended'>): void {
    const { clock, jobs } = this.#model.scenario;
    const chains = new JobChains(jobs);
    for (const [row, vms] of this.#gaps) {
      const { schedule } = chains.headOf(jobs[row]!);
      const untilUs = Math.min(at, calendarEnd(schedule, clock.horizonUs));
      for (const gaps of vms.values()) gaps.noneUntil(untilUs);
    }
  }

  #jobOf(session: number): JobRow {
    return this.#model.jobs[this.#sessions.sessions[session]!.job]!;
  }
}
