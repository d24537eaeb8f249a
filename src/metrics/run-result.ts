import type { Assumption } from '../scenario/assumptions.ts';
import type { SnapshotFigures, SnapshotRow } from './columns/snapshot-columns.ts';
import type { TaskFigures } from './columns/task-columns.ts';
import type { TaskRow } from './columns/task-rows.ts';
import type { EventRow } from './events.ts';
import type { ByDefault } from './limits-by-default.ts';
import type { TransformRow } from './logs/transform-log.ts';
import type { UnprotectedVm } from './protection.ts';
import type { Reach } from './reach/reach.ts';
import type { ScaleOutRepository } from './scale-out.ts';
import type { SessionRow } from './session-rows.ts';
import type { Summary } from './summary.ts';
import type { OversubscribedProxy } from './use/oversubscription.ts';
import type { UtilisationColumns, UtilisationRow } from './use/utilisation.ts';
import type { WaitRow } from './wait-rows.ts';
import type { WorkDone } from './work-done.ts';

/** Everything that one run gives to the reports. The arrays of what `columns` has too are made anew whenever they are asked for. */
export interface RunResult {
  readonly summary: Summary;
  readonly columns: LongTables;
  readonly work: WorkDone;
  readonly tasks: readonly TaskRow[];
  readonly sessions: readonly SessionRow[];
  readonly utilisation: readonly UtilisationRow[];
  readonly waits: readonly WaitRow[];
  readonly snapshots: readonly SnapshotRow[];
  readonly events: readonly EventRow[];
  readonly transforms: readonly TransformRow[];
  readonly oversubscribed: readonly OversubscribedProxy[];
  /** In the order of `summary.vms.unprotected`. */
  readonly unprotected: readonly UnprotectedVm[];
  readonly reach: Reach;
  /** In declaration order. */
  readonly scaleOut: readonly ScaleOutRepository[];
  /** What the run assumed where the scenario was silent, with the standing of each figure. */
  readonly assumptions: readonly Assumption[];
  /** What of that which limited it, or was waited for, nobody wrote. */
  readonly byDefault: ByDefault;
}

/** The long tables of a run as columns of numbers: no row is an object. Each is made when it is first asked for. */
export interface LongTables {
  readonly tasks: TaskFigures;
  /** In parts that follow each other. */
  readonly utilisation: readonly UtilisationColumns[];
  readonly snapshots: SnapshotFigures;
}
