import type { RunResult } from '../../metrics/run-result.ts';
import type { Paint } from '../characters/paint.ts';
import type { Clock } from '../wording/clock.ts';
import type { UnsaidOnce } from '../wording/unsaid-words.ts';

/** What the figures alone do not say and a text for people needs. */
export interface ReportContext {
  readonly result: RunResult;
  readonly clock: Clock;
  readonly paint: Paint;
  /** What has been told of figures that nobody wrote. */
  readonly unsaid: UnsaidOnce;
}
