import type { RunResult } from '../../metrics/run-result.ts';
import type { Paint } from '../characters/paint.ts';
import type { Clock } from '../wording/clock.ts';
import type { UnsaidOnce } from '../wording/unsaid-words.ts';

/** What a text for people needs besides the figures. */
export interface ReportContext {
  readonly result: RunResult;
  readonly clock: Clock;
  readonly paint: Paint;
  /** Which defaults have been named already. */
  readonly unsaid: UnsaidOnce;
}
