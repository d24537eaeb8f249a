import type { Model } from '../model/model.ts';
import { Fingerprint } from '../trace/fingerprint.ts';
import type { RecordOf, TraceRecord, TraceSink } from '../trace/record.ts';
import { IncidentLog } from './logs/incident-log.ts';
import { LatencyLog } from './logs/latency-log.ts';
import { RestorePointLog } from './logs/restore-point-log.ts';
import { SessionLog } from './logs/session-log.ts';
import { SnapshotLog } from './logs/snapshot-log.ts';
import { TaskLog } from './logs/task-log.ts';
import { TransformLog } from './logs/transform-log.ts';
import { VmRunLog } from './logs/vm-run-log.ts';
import { type Night, nightsOf } from './sessions/nights.ts';
import type { SessionRow } from './sessions/session-rows.ts';
import { sessionRows } from './sessions/session-rows.ts';
import { type Protection, protectionOf } from './troubles/protection.ts';
import { DataMovers } from './use/data-movers.ts';
import { Occupancy } from './use/occupancy.ts';
import { TaskPlace } from './use/task-place.ts';
import { type UtilisationListener, UtilisationSeries } from './use/utilisation.ts';

/** Records that come once per disk or VM. */
type PerDisk = RecordOf<
  | 'task-ready'
  | 'task-started'
  | 'snapshot-created'
  | 'transfer-started'
  | 'transfer-ended'
  | 'task-ended'
  | 'snapshot-removing'
  | 'snapshot-removed'
  | 'vm-ended'
>;

/** All folds over one run's trace. They cannot influence the run, and they work equally well on a stored trace. */
export class Collector implements TraceSink {
  readonly model: Model;
  readonly tasks: TaskLog;
  readonly sessions: SessionLog;
  readonly vmRuns: VmRunLog;
  readonly restorePoints: RestorePointLog;
  readonly snapshots: SnapshotLog;
  readonly transforms = new TransformLog();
  readonly incidents = new IncidentLog();
  readonly occupancy: Occupancy;
  readonly movers: DataMovers;
  readonly latency: LatencyLog;
  readonly utilisation: UtilisationSeries;
  readonly fingerprint = new Fingerprint();
  readonly #place: TaskPlace;
  #end: RecordOf<'run-ended'> | undefined;
  #protection: Protection | undefined;
  #sessionRows: readonly SessionRow[] | undefined;
  #nights: readonly Night[] | undefined;
  #order: Int32Array | undefined;

  /** `onUtilisation` receives the steps of the time series while the run goes on. */
  constructor(model: Model, onUtilisation?: UtilisationListener) {
    this.model = model;
    this.tasks = new TaskLog(model.disks.length);
    this.sessions = new SessionLog(this.tasks);
    this.vmRuns = new VmRunLog(model, this.sessions);
    this.restorePoints = new RestorePointLog(model, this.sessions);
    this.snapshots = new SnapshotLog(model, this.vmRuns);
    this.#place = new TaskPlace(model, this);
    this.occupancy = new Occupancy(model, this.vmRuns);
    this.movers = new DataMovers(model);
    this.latency = new LatencyLog(model);
    this.utilisation = new UtilisationSeries(model, this.occupancy, onUtilisation);
  }

  /** Passes the record to every fold that needs it, in this order: a fold may query those that are called before it. */
  record(record: TraceRecord): void {
    switch (record.kind) {
      case 'task-ready':
        this.fingerprint.taskReady(record);
        this.tasks.taskReady(record);
        this.vmRuns.taskReady(record);
        this.restorePoints.taskReady(record);
        this.occupancy.taskReady(record);
        return;
      case 'task-started':
        this.fingerprint.taskStarted(record);
        this.tasks.taskStarted(record);
        this.#place.goTo(record.task);
        this.occupancy.taskStarted(this.#place, record.at);
        this.snapshots.taskStarted(this.#place.vmRun, record.at);
        this.movers.taskStarted(this.#place);
        return;
      case 'snapshot-created':
        this.fingerprint.snapshotCreated(record);
        this.snapshots.snapshotCreated(record);
        return;
      case 'transfer-started':
        this.fingerprint.transferStarted(record);
        this.tasks.transferStarted(record);
        this.sessions.transferStarted(record);
        return;
      case 'transfer-ended':
        this.fingerprint.transferEnded(record);
        this.tasks.transferEnded(record);
        this.sessions.transferEnded(record);
        return;
      case 'task-ended':
        this.fingerprint.taskEnded(record);
        this.tasks.taskEnded(record);
        this.#place.goTo(record.task);
        this.occupancy.taskEnded(this.#place, record.at);
        this.snapshots.taskEnded(this.#place.vmRun, record.at);
        this.movers.taskEnded(this.#place);
        this.incidents.ended(record);
        return;
      case 'snapshot-removing':
        this.fingerprint.snapshotRemoving(record);
        this.snapshots.snapshotRemoving(record);
        return;
      case 'snapshot-removed':
        this.fingerprint.snapshotRemoved(record);
        this.snapshots.snapshotRemoved(record);
        this.occupancy.snapshotRemoved(record);
        return;
      case 'vm-ended':
        this.fingerprint.vmEnded(record);
        this.vmRuns.vmEnded(record);
        this.restorePoints.vmEnded(record);
        this.sessions.vmEnded(record);
        this.incidents.ended(record);
        return;
      default:
        this.fingerprint.record(record);
        this.#recordOther(record);
    }
  }

  /** These records are rare. Those above come once per disk or VM, so there the cost of each look-up matters. */
  #recordOther(record: Exclude<TraceRecord, PerDisk>): void {
    switch (record.kind) {
      case 'session-started':
        this.sessions.sessionStarted(record);
        return;
      case 'transfer-cut':
        this.tasks.transferCut(record);
        return;
      case 'task-dropped':
        this.tasks.taskDropped(record);
        this.occupancy.taskDropped(record);
        return;
      case 'task-interrupted':
        this.tasks.taskInterrupted(record);
        this.sessions.taskInterrupted(record);
        this.incidents.record(record);
        return;
      case 'task-resumed':
        this.tasks.taskResumed(record);
        this.sessions.taskResumed(record);
        this.incidents.record(record);
        return;
      case 'task-failed-over':
        // Must precede the task log, because occupancy needs the mode before the failover.
        this.occupancy.taskFailedOver(this.#place.goTo(record.task), record);
        this.tasks.taskFailedOver(record);
        this.incidents.record(record);
        return;
      case 'session-retried':
        this.sessions.sessionRetried(record);
        this.incidents.record(record);
        return;
      case 'transform-due':
        return;
      case 'transform-started':
        this.transforms.transformStarted(record);
        this.movers.transformStarted(record);
        this.incidents.record(record);
        return;
      case 'transform-ended':
        this.transforms.transformEnded(record);
        this.movers.transformEnded(this.transforms.get(record.transform).repository);
        this.incidents.record(record);
        return;
      case 'chain-opened':
        this.occupancy.chainOpened(record);
        return;
      case 'chain-closed':
        this.occupancy.chainClosed(record);
        return;
      case 'session-ended':
        this.sessions.sessionEnded(record);
        return;
      case 'latency-sampled':
        this.latency.latencySampled(record);
        return;
      case 'sample':
        this.utilisation.sample(record);
        return;
      case 'vm-moved':
      case 'volume-moved':
        this.occupancy.hostsMoved(record);
        this.incidents.record(record);
        return;
      case 'run-ended':
        this.tasks.runEnded(record);
        this.sessions.runEnded(record);
        this.utilisation.runEnded();
        this.restorePoints.runEnded(record);
        this.#end = record;
        return;
      default:
        this.incidents.record(record);
    }
  }

  /** The run's last record. Throws before the run has ended. */
  get end(): RecordOf<'run-ended'> {
    if (this.#end === undefined) throw new Error('the run has not ended');
    return this.#end;
  }

  // Several parts of a result need these, so each is computed once. They throw before the run has ended.

  get protection(): Protection {
    this.#protection ??= protectionOf(this);
    return this.#protection;
  }

  get sessionRows(): readonly SessionRow[] {
    this.#sessionRows ??= sessionRows(this);
    return this.#sessionRows;
  }

  get nights(): readonly Night[] {
    const { clock, jobs } = this.model.scenario;
    this.#nights ??= nightsOf(this.sessionRows, {
      clockStartUs: clock.startUs,
      follows: new Map(
        jobs.flatMap(({ name, schedule }) => (schedule.kind === 'after' ? [[name, schedule.job]] : [])),
      ),
    });
    return this.#nights;
  }

  /** Task numbers in order of start; tasks that never started come last. */
  get order(): Int32Array {
    this.#order ??= this.tasks.inOrderOfStart();
    return this.#order;
  }
}
