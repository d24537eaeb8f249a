import { expectTypeOf, test } from 'vitest';
import type {
  Assumption,
  ByDefault,
  EventRow,
  LimitedBy,
  LongTables,
  Night,
  OversubscribedProxy,
  Reach,
  RunResult,
  ScaleOutRepository,
  SessionRow,
  SnapshotRow,
  Summary,
  TaskRow,
  TransformRow,
  UnprotectedVm,
  UtilisationRow,
  WaitRow,
  WorkDone,
} from '../src/index.ts';

/** What a result is made of, by the names that a program can import. */
interface Named {
  summary: Summary;
  columns: LongTables;
  work: WorkDone;
  limitedBy: LimitedBy;
  capacityUse: ReadonlyMap<string, number>;
  tasks: TaskRow;
  sessions: SessionRow;
  nights: Night;
  utilisation: UtilisationRow;
  waits: WaitRow;
  snapshots: SnapshotRow;
  events: EventRow;
  transforms: TransformRow;
  oversubscribed: OversubscribedProxy;
  unprotected: UnprotectedVm;
  reach: Reach;
  scaleOut: ScaleOutRepository;
  assumptions: Assumption;
  byDefault: ByDefault;
}
type Part<T> = T extends readonly (infer Row)[] ? Row : T;

// The compiler decides: `npm run types`.
test('every part of a result has a type that a program can name', () => {
  expectTypeOf<{ -readonly [K in keyof RunResult]: Part<RunResult[K]> }>().toEqualTypeOf<Named>();
});
