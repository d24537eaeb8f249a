import { largestBy } from '../../collections/extremes.ts';
import type { InParts } from '../../collections/in-parts.ts';
import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import type { Explanation } from '../explanation.ts';
import { nameOf, type TaskName } from '../names.ts';
import { type Link, Tracer } from './chain-tracer.ts';
import { slacksOf } from './slack.ts';

export interface CriticalPath {
  readonly startUs: number;
  readonly endUs: number;
  /** In order of time; each begins at the end of the one before. */
  readonly links: readonly Link[];
  /** What the first link began with. */
  readonly origin: string;
  readonly jobs: readonly SlackOfJob[];
  readonly tasks: readonly SlackOfTask[];
  /** The default figures behind what its tasks waited for. */
  readonly byDefault: readonly DefaultFigure[];
}

export interface SlackOfJob {
  readonly job: string;
  readonly endUs: number;
  /** How much later at least its last task could have ended: see `slacksOf`. */
  readonly slackUs: number;
}

export interface SlackOfTask {
  readonly name: TaskName;
  readonly endUs: number;
  readonly slackUs: number;
}

/** Traces the chain back from the end of the last task; undefined: no task ever got slots. */
export function* criticalPath(explanation: Explanation): InParts<CriticalPath | undefined> {
  const { chronicle } = explanation;
  const started = chronicle.tasks.filter(({ startUs }) => startUs >= 0);
  const last = largestBy(started, (task) => chronicle.endOf(task));
  if (last === undefined) return undefined;
  const tracer = new Tracer(explanation);
  const origin = yield* tracer.back(last);
  const slacks = slacksOf(chronicle, explanation.policy);
  const tasks = started.map((task) => ({
    name: nameOf(chronicle, task),
    endUs: chronicle.endOf(task),
    slackUs: slacks[task.task]!,
  }));
  return {
    startUs: tracer.links[0]!.fromUs,
    endUs: chronicle.endOf(last),
    links: tracer.links,
    origin,
    jobs: chronicle.model.jobs.flatMap(({ name }) => {
      const own = tasks.filter((task) => task.name.job === name);
      const latest = largestBy(own, ({ endUs }) => endUs);
      return latest === undefined ? [] : [{ job: name, endUs: latest.endUs, slackUs: latest.slackUs }];
    }),
    tasks,
    byDefault: [...tracer.waitedFor].flatMap(([cause, whats]) => explanation.limits.ofWaitsFor(cause, whats)),
  };
}
