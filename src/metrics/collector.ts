import type { Model } from '../model/model.ts';
import { Fingerprint } from '../trace/fingerprint.ts';
import type { TraceRecord, TraceSink } from '../trace/record.ts';
import { DataMovers } from './data-movers.ts';
import { IncidentLog } from './incident-log.ts';
import { LatencyLog } from './latency-log.ts';
import { Occupancy } from './occupancy.ts';
import { SessionLog } from './session-log.ts';
import { SnapshotLog } from './snapshot-log.ts';
import { TaskLog } from './task-log.ts';
import { TransformLog } from './transform-log.ts';
import { UtilisationSeries } from './utilisation.ts';

/** All folds over one run's trace. They cannot influence the run, and work as well over a stored trace. */
export class Collector implements TraceSink {
  readonly model: Model;
  readonly tasks = new TaskLog();
  readonly sessions = new SessionLog();
  readonly snapshots: SnapshotLog;
  readonly transforms = new TransformLog();
  readonly incidents = new IncidentLog();
  readonly occupancy: Occupancy;
  readonly movers: DataMovers;
  readonly latency: LatencyLog;
  readonly utilisation: UtilisationSeries;
  readonly fingerprint = new Fingerprint();
  #end: Extract<TraceRecord, { kind: 'run-ended' }> | undefined;

  constructor(model: Model) {
    this.model = model;
    this.snapshots = new SnapshotLog(model);
    this.occupancy = new Occupancy(model);
    this.movers = new DataMovers(model);
    this.latency = new LatencyLog(model);
    this.utilisation = new UtilisationSeries(model, this.occupancy);
  }

  record(record: TraceRecord): void {
    this.fingerprint.record(record);
    this.tasks.step(record);
    this.sessions.step(record);
    this.snapshots.step(record);
    this.transforms.step(record);
    this.incidents.step(record);
    this.occupancy.step(record);
    this.movers.step(record);
    this.latency.step(record);
    this.utilisation.step(record);
    if (record.kind === 'run-ended') this.#end = record;
  }

  /** The last record; throws before it has come. */
  get end(): Extract<TraceRecord, { kind: 'run-ended' }> {
    if (this.#end === undefined) throw new Error('the run has not ended');
    return this.#end;
  }
}
