import type { DesignPoint } from '../designs/design.ts';
import { fitsTwice } from './goal.ts';
import { type Growth, grownBy, MONTHS_OF_YEAR } from './growth.ts';
import type { GrownMonth } from './prospects.ts';
import type { Trial } from './trial.ts';
import type { Rounds, Trials } from './trials.ts';

/** A design whose data grows. */
export interface GrowingDesign {
  readonly point: DesignPoint;
  /** Its `dataFactor` of today. */
  readonly today: number;
  readonly growth: Growth;
  readonly trials: Trials;
}

export function grownMonth({ point, today, growth, trials }: GrowingDesign, month: number): GrownMonth {
  const factor = today * grownBy(growth, month);
  const trial = trials.with(point, { path: 'dataFactor', value: factor.toFixed(6) });
  return { month, factor, trial };
}

/**
 * The months after the first `passed` ones, up to the first that does not hold, or the last one that is asked for: a window need
 * not grow with the data, so no month may be skipped. A year at a time, so that all workers have work. Only in years at whose end
 * every job would fit its window even in a night twice as long, the last month stands for all. `before`: the trial of the last
 * month that has passed.
 */
export function* grownMonths(
  design: GrowingDesign,
  { passed, before }: { readonly passed: number; readonly before: Trial },
): Rounds<readonly GrownMonth[]> {
  const { growth, trials } = design;
  const found: GrownMonth[] = [];
  let hasRoom = before.outcomes.every(fitsTwice);
  for (let first = passed + 1; first <= growth.months; first += MONTHS_OF_YEAR) {
    const length = Math.min(MONTHS_OF_YEAR, growth.months - first + 1);
    const months = Array.from({ length }, (_, i) => grownMonth(design, first + i));
    const end = months.at(-1)!;
    hasRoom &&= yield* hasRoomIn(end.trial, trials);
    if (hasRoom) {
      found.push(end);
      continue;
    }
    yield* trials.firstLook(months.map(({ trial }) => trial));
    const sure = months.findIndex(({ trial }) => trial.verdict === 'misses');
    const open = sure < 0 ? months : months.slice(0, sure + 1);
    yield* trials.judge(open.map(({ trial }) => trial));
    const broken = open.findIndex(({ trial }) => trial.verdict === 'misses');
    found.push(...(broken < 0 ? open : open.slice(0, broken + 1)));
    if (broken >= 0) return found;
  }
  return found;
}

/** Whether every job would fit its window if each night took twice as long; stops early where it would not. */
function* hasRoomIn(trial: Trial, trials: Trials): Rounds<boolean> {
  yield* trials.firstLook([trial]);
  if (!trial.outcomes.every(fitsTwice)) return false;
  yield* trials.judge([trial]);
  return trial.outcomes.every(fitsTwice);
}
