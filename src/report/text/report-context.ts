import type { RunResult } from '../../metrics/summary.ts';
import type { Clock } from '../clock.ts';
import type { Paint } from '../paint.ts';

/** What the figures alone do not say and a text for people needs. */
export interface ReportContext {
  readonly result: RunResult;
  readonly clock: Clock;
  readonly paint: Paint;
}
