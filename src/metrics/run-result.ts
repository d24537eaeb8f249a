import type { Assumption } from '../scenario/assumptions.ts';
import type { SnapshotFigures, SnapshotRow } from './columns/snapshot-columns.ts';
import type { TaskFigures } from './columns/task-columns.ts';
import type { TaskRow } from './columns/task-rows.ts';
import type { LimitedBy } from './limits/limited-by.ts';
import type { ByDefault } from './limits/limits-by-default.ts';
import type { WaitRow } from './limits/wait-rows.ts';
import type { WorkDone } from './limits/work-done.ts';
import type { TransformRow } from './logs/transform-log.ts';
import type { FarReads } from './reach/far-reads.ts';
import type { Reach } from './reach/reach.ts';
import type { ScaleOutRepository } from './scale-out.ts';
import type { Night } from './sessions/nights.ts';
import type { SessionRow } from './sessions/session-rows.ts';
import type { Summary } from './summary/summary.ts';
import type { EventRow } from './troubles/events.ts';
import type { UnprotectedVm } from './troubles/protection.ts';
import type { OversubscribedProxy } from './use/oversubscription.ts';
import type { UtilisationColumns, UtilisationRow } from './use/utilisation.ts';

/**
 * Everything that one run hands to the reports. Arrays that repeat tables of `columns` are rebuilt at every access; a
 * copy of a whole result by `...` is such an access, and takes 100 MB and more after a large run.
 */
export interface RunResult {
  readonly summary: Summary;
  readonly columns: LongTables;
  readonly work: WorkDone;
  readonly limitedBy: readonly LimitedBy[];
  /** Mean use of every limited capacity in the window, 0 to 1, by its name in `utilisation.csv`. */
  readonly capacityUse: ReadonlyMap<string, number>;
  readonly tasks: readonly TaskRow[];
  readonly sessions: readonly SessionRow[];
  readonly nights: readonly Night[];
  readonly utilisation: readonly UtilisationRow[];
  readonly waits: readonly WaitRow[];
  readonly snapshots: readonly SnapshotRow[];
  readonly events: readonly EventRow[];
  readonly transforms: readonly TransformRow[];
  readonly oversubscribed: readonly OversubscribedProxy[];
  /** In the order of `summary.vms.unprotected`. */
  readonly unprotected: readonly UnprotectedVm[];
  readonly reach: Reach;
  readonly farReads: readonly FarReads[];
  /** In declaration order. */
  readonly scaleOut: readonly ScaleOutRepository[];
  /** What the run assumed where the scenario gives no value, with the standing of each figure. */
  readonly assumptions: readonly Assumption[];
  /** The default figures behind whatever limited the run or made tasks wait. */
  readonly byDefault: ByDefault;
}

/** The long tables of a run as columns of numbers, without an object per row. Each is built at first access. */
export interface LongTables {
  readonly tasks: TaskFigures;
  /** In consecutive parts. */
  readonly utilisation: readonly UtilisationColumns[];
  readonly snapshots: SnapshotFigures;
}
