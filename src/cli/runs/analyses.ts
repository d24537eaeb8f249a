import { criticalPath } from '../../explain/chain/critical-path.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { waitsByThing } from '../../explain/waits/waits-by-thing.ts';
import type { Doubled } from '../../metrics/doubled.ts';
import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { CriticalPathData, Found } from '../../report/data/report-data.ts';
import { BoundedListener, LISTENED_TASKS, WAIT_DECISIONS } from '../../runs/bounded-listener.ts';
import type { RunOptions } from '../../runs/run.ts';
import { DOUBLED_EVENTS, FEWEST_DOUBLED, whatIfDoubled } from '../../runs/what-if/what-if-doubled.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Io } from '../io.ts';
import { withProgress } from '../terminal/progress-line.ts';
import type { Analysis } from './analysis.ts';

type TraceSink = NonNullable<RunOptions['trace']>;

/** Most links of a chain that are reported: half from its beginning, half from its end. */
const LINKS_TOLD = 200;

const HOW = "'proxysim run --analysis full' makes it";

/** Listens to a run in order to explain its end and its waits, as long as that is cheap enough. */
export class RunListener implements TraceSink {
  /** Undefined if nothing is to be analysed. */
  readonly #listener: BoundedListener | undefined;
  readonly #decisions: number;

  constructor(scenario: Scenario, options: Pick<RunOptions, 'seed' | 'policy'>, analysis: Analysis) {
    const isFull = analysis === 'full';
    this.#decisions = isFull ? Number.POSITIVE_INFINITY : WAIT_DECISIONS;
    if (analysis === 'none') return;
    const mostTasks = isFull ? Number.POSITIVE_INFINITY : LISTENED_TASKS;
    this.#listener = new BoundedListener(scenario, options, mostTasks);
  }

  record(record: Parameters<TraceSink['record']>[0]): void {
    this.#listener?.record(record);
  }

  /** The chain of tasks that determined the end. */
  async criticalPath(io: Io): Promise<Found<CriticalPathData>> {
    const heard = this.#explanation();
    if (heard.kind === 'left-out') return heard;
    const path = await withProgress(io, 'tracing the critical path', criticalPath(heard.value));
    if (path === undefined) return { kind: 'left-out', why: 'No task ever started.' };
    const { startUs, links, origin, jobs, tasks, byDefault } = path;
    const half = LINKS_TOLD / 2;
    const told = links.length <= LINKS_TOLD ? links : [...links.slice(0, half), ...links.slice(-half)];
    const value: CriticalPathData = {
      startSeconds: startUs / SECOND_US,
      begins: origin,
      links: told.map(({ fromUs, toUs, who, gave }) => ({
        fromSeconds: fromUs / SECOND_US,
        toSeconds: toUs / SECOND_US,
        who,
        gave,
      })),
      length: links.length,
      slackOfJobs: jobs.map((job) => ({
        job: job.job,
        endSeconds: job.endUs / SECOND_US,
        slackSeconds: job.slackUs / SECOND_US,
      })),
      tasksWithoutSlack: tasks.filter(({ slackUs }) => slackUs === 0).length,
      byDefault,
    };
    return { kind: 'found', value };
  }

  /** The things that tasks waited for. */
  async waitsByThing(io: Io): Promise<Found<readonly ThingWaitRow[]>> {
    const heard = this.#explanation();
    if (heard.kind === 'left-out') return heard;
    const value = await withProgress(
      io,
      'looking for what tasks waited for',
      waitsByThing(heard.value, this.#decisions),
    );
    if (value !== undefined) return { kind: 'found', value };
    const why = `Left out, since it takes more than ${WAIT_DECISIONS} decisions of the scheduler; ${HOW}.`;
    return { kind: 'left-out', why };
  }

  #explanation(): Found<Explanation> {
    if (this.#listener === undefined) return { kind: 'left-out', why: `Left out as asked; ${HOW}.` };
    const { explanation } = this.#listener;
    if (explanation !== undefined) return { kind: 'found', value: explanation };
    return {
      kind: 'left-out',
      why: `Left out, since the run has more than ${LISTENED_TASKS} tasks; ${HOW}.`,
    };
  }
}

/** Repeats the run with one part of the design doubled each time, up to a limit of events. */
export async function doubledOf(
  io: Io,
  scenario: Scenario,
  { result, options, analysis }: { result: RunResult; options: RunOptions; analysis: Analysis },
): Promise<Found<Doubled>> {
  if (analysis === 'none') return { kind: 'left-out', why: `Left out as asked; ${HOW}.` };
  const budget = analysis === 'full' ? Number.POSITIVE_INFINITY : DOUBLED_EVENTS;
  const value = await withProgress(
    io,
    'trying what could help',
    whatIfDoubled(scenario, { result, options, budget }),
  );
  if (value !== undefined) return { kind: 'found', value };
  const why = `Left out, since each such run takes as many events as this one, ${result.summary.totals.events}, and fewer than ${FEWEST_DOUBLED} fit into the default limit of ${DOUBLED_EVENTS}; ${HOW}.`;
  return { kind: 'left-out', why };
}
