import type { Interval } from '../../experiment/statistics/estimate.ts';
import type { Proportion } from '../../experiment/statistics/proportion.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';

/** The interval of a mean: `14m 47s to 17m 19s`. It is cut off at 0, because no figure of a run is negative. */
export function intervalWords([low, high]: Interval, show: (value: number) => string): string {
  return `${show(Math.max(0, low))} to ${show(high)}`;
}

/** `19 of 20 runs: 95%, at 95% confidence between 76.4% and 99.1%.`; `emphasis` is applied to the count. */
export function surenessWords(
  { held, n, share, ci95 }: Proportion,
  emphasis: (count: string) => string = String,
): string {
  const count = emphasis(`${held} of ${counted(n, 'run')}`);
  return `${count}: ${formatShare(share)}, at 95% confidence ${shareInterval(ci95)}.`;
}

/** `at least 83.9%`, `between 60% and 80%`. */
export function shareInterval([low, high]: Interval): string {
  if (low === 0) return `at most ${formatShare(high)}`;
  if (high === 1) return `at least ${formatShare(low)}`;
  return `between ${formatShare(low)} and ${formatShare(high)}`;
}
