import { timeOfDayOf } from '../../../src/units/civil-time.ts';
import type { World } from '../simulator/world.ts';
import { tasksOf, windowOf } from './session-figures.ts';
import { mostOf } from './spread.ts';

const DAY_US = 86_400e6;

/** The windows of the nights, each named by the noon before it; without the jobs that begin twice in one of them. */
export function nightFigures(world: World) {
  const { scenario, sessions, now } = world;
  const noonBefore = (startUs: number) => {
    const sinceMidnight = timeOfDayOf(scenario.clock.startUs + startUs);
    const noon = startUs - sinceMidnight + DAY_US / 2;
    return sinceMidnight >= DAY_US / 2 ? noon : noon - DAY_US;
  };
  const isRepeated = (job: object) => {
    const noons = sessions.filter((one) => one.job === job).map(({ startUs }) => noonBefore(startUs));
    return new Set(noons).size < noons.length;
  };
  const counted = sessions.filter(({ job }) => !isRepeated(job));
  const noons = [...new Set(counted.map(({ startUs }) => noonBefore(startUs)))];
  const windows = noons.flatMap((noon) => {
    const own = counted.filter(({ startUs }) => noonBefore(startUs) === noon);
    const window = windowOf(
      own.flatMap((session) => tasksOf(world, session)),
      now,
    );
    return window === undefined ? [] : [window.toUs - window.fromUs];
  });
  if (windows.length === 0) return null;
  return {
    count: noons.length,
    medianSeconds: middleOf(windows) / 1e6,
    longestSeconds: mostOf(windows) / 1e6,
  };
}

/** The mean of the two in the middle, which are one where their number is odd. */
function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
}
