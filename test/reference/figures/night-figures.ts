import { timeOfDayOf } from '../../../src/units/civil-time.ts';
import type { Session } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import { tasksOf, windowOf } from './session-figures.ts';
import { mostOf } from './spread.ts';

const DAY_US = 86_400e6;

/**
 * The windows of the nights, each named by the noon before the beginning of its chains of jobs; without the jobs that begin twice
 * in one of them.
 */
export function nightFigures(world: World) {
  const { scenario, sessions, now } = world;
  const nightOf = ({ job: { schedule }, startUs }: Session): number => {
    const setOff = sessions.find(
      ({ job, endUs }) => schedule.kind === 'after' && job.name === schedule.job && endUs === startUs,
    );
    return setOff === undefined ? noonBefore(startUs) : nightOf(setOff);
  };
  const noonBefore = (startUs: number) => {
    const sinceMidnight = timeOfDayOf(scenario.clock.startUs + startUs);
    const noon = startUs - sinceMidnight + DAY_US / 2;
    return sinceMidnight >= DAY_US / 2 ? noon : noon - DAY_US;
  };
  const isRepeated = (job: object) => {
    const noons = sessions.filter((one) => one.job === job).map(nightOf);
    return new Set(noons).size < noons.length;
  };
  const counted = sessions.filter(({ job }) => !isRepeated(job));
  const noons = [...new Set(counted.map(nightOf))];
  const windows = noons.flatMap((noon) => {
    const own = counted.filter((session) => nightOf(session) === noon);
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
