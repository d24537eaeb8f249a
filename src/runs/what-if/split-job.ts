import { nameOfSplit } from '../../metrics/moved-fulls.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { FULL_DAYS, hasFullDays } from '../../scenario/full-days.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Doubling, NO_FIGURE } from './doubling.ts';
import { freeName } from './free-name.ts';
import { FullsOfWeek, usedBytes, type WeeklyFull } from './fulls-of-week.ts';

/** Share of the fullest night that the full of one job must be: our assumption. */
const LARGE = 0.5;

/**
 * A large job as several, which make their fulls on different days: what can be done where the full of one job fills a night by
 * itself, so that no setting can spread it. First two jobs, then one for each day on which it starts. They start when the job
 * did, with VMs that use about as much each.
 */
export function splitJob(scenario: Scenario, run: Pick<RunResult, 'sessions'>): Doubling[] {
  if (!scenario.jobs.some(hasFullDays)) return [];
  const week = new FullsOfWeek(scenario, run);
  const fullest = week.fullest();
  const large = fullest?.fulls.find(({ bytes }) => week.loadOf(bytes, fullest.night) >= LARGE * fullest.load);
  if (large === undefined || !canBeSplit(large.job, scenario)) return [];
  const days = [large.day, ...otherNights(week, large)].slice(0, large.job.vms.length);
  return [...new Set([2, days.length])]
    .filter((parts) => parts > 1 && parts <= days.length)
    .map((parts): Doubling => {
      const chosen = days.slice(0, parts);
      return {
        ...NO_FIGURE,
        what: nameOfSplit(large.job.name, chosen),
        set: [],
        apply: (before) => withParts(before, large, chosen),
      };
    });
}

/** A job that follows it would have to follow all of them. With several days for fulls, it is spread already. */
function canBeSplit(job: Job, { jobs }: Scenario): boolean {
  const isFollowed = jobs.some(({ schedule }) => schedule.kind === 'after' && schedule.job === job.name);
  return !isFollowed && FULL_DAYS.reduce((count, kind) => count + job[kind].weekdays.length, 0) === 1;
}

/** Other days for its full, one for each night, the emptiest first. */
function otherNights(week: FullsOfWeek, large: WeeklyFull): readonly number[] {
  const loads = week.loads();
  const nights = new Set([week.nightOf(large, large.day)]);
  return week
    .otherDays(large)
    .filter((day) => {
      const night = week.nightOf(large, day);
      return !nights.has(night) && nights.add(night);
    })
    .sort((a, b) => loads[week.nightOf(large, a)]! - loads[week.nightOf(large, b)]!);
}

function withParts(before: Scenario, { job: { name }, kind }: WeeklyFull, days: readonly number[]): Scenario {
  const jobs: Job[] = [];
  for (const job of before.jobs) {
    if (job.name !== name) jobs.push(job);
    else
      for (const [part, vms] of inParts(job, before.vms, days.length).entries())
        jobs.push({
          ...job,
          name: freeName([...before.jobs, ...jobs], `${name}-${part + 1}`),
          vms,
          [kind]: { weekdays: [days[part]!] },
        });
  }
  // What is expected of the job itself has no answer.
  return { ...before, jobs, expect: [] };
}

/** The VMs of a job in as many parts that use about as much each, in the order of the job. */
function inParts(job: Job, vms: Scenario['vms'], count: number): readonly (readonly number[])[] {
  const parts = Array.from({ length: count }, () => ({ bytes: 0, rows: new Set<number>() }));
  const sized = job.vms.map((row) => ({ row, bytes: usedBytes(vms, [row]) }));
  for (const { row, bytes } of sized.sort((a, b) => b.bytes - a.bytes)) {
    const least = parts.reduce((a, b) =>
      b.bytes < a.bytes || (b.bytes === a.bytes && b.rows.size < a.rows.size) ? b : a,
    );
    least.bytes += bytes;
    least.rows.add(row);
  }
  return parts.map(({ rows }) => job.vms.filter((row) => rows.has(row)));
}
