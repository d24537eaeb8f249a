import type { RunResult } from '../../metrics/run-result.ts';
import type { Paint } from '../characters/paint.ts';
import type { Clock } from '../wording/clock.ts';

/** What the figures alone do not say and a text for people needs. */
export interface ReportContext {
  readonly result: RunResult;
  readonly clock: Clock;
  readonly paint: Paint;
}
