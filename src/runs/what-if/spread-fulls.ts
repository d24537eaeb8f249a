import { nameOfMoves } from '../../metrics/moved-fulls.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { type FullDays, hasFullDays } from '../../scenario/full-days.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { CalendarDays } from '../../units/calendar-days.ts';
import { WEEKDAYS } from '../../units/civil-time.ts';
import { type Doubling, FEW, NO_FIGURE } from './doubling.ts';
import { FullsOfWeek, type WeeklyFull } from './fulls-of-week.ts';

/** Fulls that are named, with a setting for each. More would be a list that nobody reads: our assumption. */
const MOST_NAMED = 12;
/** A move must take as much off the fuller of its two nights, as a share of it: our assumption. */
const WORTH_A_MOVE = 0.02;
/** All moves together must take as much off the fullest night to be worth a run: our assumption. */
const WORTH_A_RUN = 0.1;

/**
 * Fulls on other days of the week, where several are made in one night and others have room: it costs nothing. First with few
 * moves, the one that helps most first, then with all that help, if these are more. Jobs get only days on which they start in the
 * run, so that the run shows each night that gets more to do.
 */
export function spreadFulls(scenario: Scenario, run: Pick<RunResult, 'sessions'>): Doubling[] {
  if (!scenario.jobs.some(hasFullDays)) return [];
  const few = movedFulls(new FullsOfWeek(scenario, run), FEW);
  const all = movedFulls(new FullsOfWeek(scenario, run), Number.POSITIVE_INFINITY);
  return [few, ...(all.length > few.length ? [all] : [])].filter(({ length }) => length > 0).map(changeOf);
}

/** The fulls that are made on another day in the end, in the order of their first moves. */
function movedFulls(week: FullsOfWeek, most: number): readonly WeeklyFull[] {
  const moved = new Set<WeeklyFull>();
  const before = week.fullest()?.load ?? 0;
  for (let move = bestMove(week, moved, most); move !== undefined; move = bestMove(week, moved, most)) {
    move.full.day = move.day;
    moved.add(move.full);
  }
  const after = week.fullest()?.load ?? 0;
  return after > (1 - WORTH_A_RUN) * before ? [] : [...moved].filter(({ day, from }) => day !== from);
}

interface Move {
  readonly full: WeeklyFull;
  readonly day: number;
  /** Of the fuller of the two nights after it, and of the night to which it goes before it. */
  readonly load: number;
  readonly before: number;
}

/** The move from the fullest night that leaves least in the fuller of its two nights. Undefined: none is worth it. */
function bestMove(week: FullsOfWeek, moved: ReadonlySet<WeeklyFull>, most: number): Move | undefined {
  const fullest = week.fullest();
  if (fullest === undefined) return undefined;
  const { night: from, load, fulls } = fullest;
  const loads = week.loads();
  let best: Move | undefined;
  for (const full of fulls) {
    if (moved.size >= most && !moved.has(full)) continue;
    for (const day of week.otherDays(full)) {
      const to = week.nightOf(full, day);
      if (to === from) continue;
      const left = load - week.loadOf(full.bytes, from);
      const after = Math.max(left, loads[to]! + week.loadOf(full.bytes, to));
      if (after > (1 - WORTH_A_MOVE) * load) continue;
      const move = { full, day, load: after, before: loads[to]! };
      if (
        best === undefined ||
        move.load < best.load ||
        (move.load === best.load && move.before < best.before)
      )
        best = move;
    }
  }
  return best;
}

function changeOf(moved: readonly WeeklyFull[]): Doubling {
  const byJob = new Map<string, Partial<Record<FullDays, CalendarDays>>>();
  const daysOf = (job: Job, kind: FullDays) =>
    job[kind].weekdays
      .map(
        (day) =>
          moved.find((full) => full.job === job && full.kind === kind && full.from === day)?.day ?? day,
      )
      .sort((a, b) => a - b);
  const settings = new Map<string, string>();
  for (const { job, kind } of moved) {
    const days = daysOf(job, kind);
    byJob.set(job.name, { ...byJob.get(job.name), [kind]: { weekdays: days } });
    const path = `jobs.${job.name}.${FIELDS[kind]}.days`;
    settings.set(path, `${path}=[${days.map((day) => WEEKDAYS[day]).join(', ')}]`);
  }
  return {
    ...NO_FIGURE,
    what: nameOfMoves(moved.map(({ job, from, day }) => ({ job: job.name, from, to: day }))),
    set: settings.size <= MOST_NAMED ? [...settings.values()] : [],
    apply: (before) => ({
      ...before,
      jobs: before.jobs.map((job) => ({ ...job, ...byJob.get(job.name) })),
    }),
  };
}

const FIELDS: Readonly<Record<FullDays, string>> = {
  activeFullDays: 'activeFull',
  syntheticFullDays: 'syntheticFull',
};
