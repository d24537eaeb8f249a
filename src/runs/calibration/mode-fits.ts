import { groupedBy } from '../../collections/grouped-by.ts';
import type { ModeFit } from '../../history/calibration.ts';
import type { PastMode } from '../../history/past-session.ts';
import {
  commonRate,
  fixedBeside,
  rateBeside,
  type TaskLine,
  type TaskPoint,
} from '../../history/task-line.ts';
import { taskPoints } from '../../history/task-points.ts';
import { median } from '../../metrics/quantile.ts';
import type { Model } from '../../model/model.ts';
import { fixedSecondsOf } from './fixed-times.ts';
import { longestShareOf } from './longest-disk.ts';
import type { MatchedJob } from './matched-jobs.ts';

/** The fitted line for the tasks of one job in one mode. */
export interface JobLine extends TaskLine {
  readonly kind: ModeFit['kind'];
  /** Number of this job's points. */
  readonly points: number;
}

export interface ModeFits {
  /** The mode with most points first. */
  readonly fits: readonly ModeFit[];
  /** The lines of a job, by mode. */
  readonly linesOf: (job: MatchedJob) => ReadonlyMap<PastMode, JobLine>;
  /** Modes with too few tasks for a fit, with their number of tasks; undefined: tasks whose mode no report states. */
  readonly tooFew: ReadonlyMap<PastMode | undefined, number>;
}

/**
 * Fits the tasks of the last increments: one rate for each mode, shared by all jobs, and one fixed time for each job,
 * because the work before a snapshot differs from job to job.
 */
export function fitModes(model: Model, jobs: readonly MatchedJob[]): ModeFits {
  const tooFew = new Map<PastMode | undefined, number>();
  const fits: ModeFit[] = [];
  const lines = new Map(jobs.map((job) => [job, new Map<PastMode, JobLine>()]));
  for (const [mode, groups] of groupsByMode(model, jobs)) {
    const points = groups.flatMap((group) => group.points);
    const rate = mode === undefined ? 'few' : commonRate(groups.map((group) => group.points));
    if (mode === undefined || rate === 'few') {
      tooFew.set(mode, points.length);
      continue;
    }
    const bytesPerSecond = rate === 'unrelated' ? assumedRate(model, mode, groups) : rate;
    const kind = rate === 'unrelated' ? 'assumed' : 'line';
    for (const group of groups) {
      const fixedSeconds = fixedBeside(group.points, bytesPerSecond);
      lines.get(group.job)!.set(mode, { kind, fixedSeconds, bytesPerSecond, points: group.points.length });
    }
    fits.push({
      mode,
      kind,
      bytesPerSecond,
      points: points.length,
      of: groups.every(({ job }) => tellsBytesOfVms(job)) ? 'tasks' : 'sessions',
    });
  }
  fits.sort((a, b) => b.points - a.points);
  return { fits, linesOf: (job) => lines.get(job)!, tooFew };
}

interface Group {
  readonly job: MatchedJob;
  readonly points: readonly TaskPoint[];
}

function groupsByMode(model: Model, jobs: readonly MatchedJob[]): Map<PastMode | undefined, Group[]> {
  const groups = jobs.flatMap((job) =>
    Array.from(taskPoints(job.recent, longestShareOf(model, job)), ([mode, points]) => ({
      mode,
      job,
      points,
    })),
  );
  return groupedBy(groups, ({ mode }) => mode);
}

/**
 * The rate if the data do not determine rate and fixed time separately. The fixed time is then the scenario's, but at
 * most half of the usual task duration, and the rate is that of the fastest job.
 */
function assumedRate(model: Model, mode: PastMode, groups: readonly Group[]): number {
  const rates = groups.map(({ job, points }) => {
    const half = median(points.map(({ seconds }) => seconds)) / 2;
    return rateBeside(points, Math.min(fixedSecondsOf(model.scenario.overheads, job.row, mode), half));
  });
  return Math.max(...rates);
}

function tellsBytesOfVms({ recent }: MatchedJob): boolean {
  return recent.some(({ parts }) => parts.some(({ readBytes }) => readBytes !== undefined));
}
