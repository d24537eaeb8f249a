import type { SweepData } from './sweep-data.ts';

/** The text of `sweep.json`. */
export function sweepJson(sweep: SweepData): string {
  return `${JSON.stringify(sweep, null, 2)}\n`;
}
