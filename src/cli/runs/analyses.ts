import { criticalPath } from '../../explain/chain/critical-path.ts';
import { type Listener, listen } from '../../explain/explanation.ts';
import { waitsByThing } from '../../explain/waits/waits-by-thing.ts';
import type { Doubled } from '../../metrics/doubled.ts';
import type { Summary } from '../../metrics/summary.ts';
import type { ThingWaitRow } from '../../metrics/wait-rows.ts';
import type { CriticalPathData, Found } from '../../report/data/report-data.ts';
import type { RunOptions } from '../../runs/run.ts';
import { DOUBLED_EVENTS, whatIfDoubled } from '../../runs/what-if/what-if-doubled.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Io } from '../io.ts';
import type { Analysis } from './analysis.ts';

type TraceSink = NonNullable<RunOptions['trace']>;

/** Most tasks for which a run is analysed by default: each link of the chain requires a look at every instant. */
const LISTENED_TASKS = 3000;
/**
 * Most scheduler decisions repeated by default to find the things that tasks waited for; takes a few seconds at most.
 */
const WAIT_DECISIONS = 100_000;
/** Most links of a chain that are reported: half from its beginning, half from its end. */
const LINKS_TOLD = 200;

const HOW = "'proxysim run --analysis full' makes it";

/** Listens to a run in order to explain its end and its waits, as long as that is cheap enough. */
export class RunListener implements TraceSink {
  #listener: Listener | undefined;
  #why = `Left out as asked; ${HOW}.`;
  #tasks = 0;
  readonly #most: number;
  readonly #decisions: number;

  constructor(scenario: Scenario, options: Pick<RunOptions, 'seed' | 'policy'>, analysis: Analysis) {
    this.#most = analysis === 'full' ? Number.POSITIVE_INFINITY : LISTENED_TASKS;
    this.#decisions = analysis === 'full' ? Number.POSITIVE_INFINITY : WAIT_DECISIONS;
    if (analysis === 'none') return;
    // A listener compiles the scenario again, which is wasted if the first night alone exceeds the limit.
    if (disksOf(scenario) > this.#most) this.#giveUp();
    else this.#listener = listen(scenario, options);
  }

  record(record: Parameters<TraceSink['record']>[0]): void {
    if (record.kind === 'task-ready' && ++this.#tasks > this.#most) this.#giveUp();
    this.#listener?.trace.record(record);
  }

  /** The chain of tasks that determined the end. */
  criticalPath(io: Io): Found<CriticalPathData> {
    if (this.#listener === undefined) return { kind: 'left-out', why: this.#why };
    const { explanation } = this.#listener;
    const path = io.interruptible(() => criticalPath(explanation));
    if (path === undefined) return { kind: 'left-out', why: 'No task ever started.' };
    const { startUs, endUs, links, origin, jobs, tasks, byDefault } = path;
    const half = LINKS_TOLD / 2;
    const told = links.length <= LINKS_TOLD ? links : [...links.slice(0, half), ...links.slice(-half)];
    const value: CriticalPathData = {
      startSeconds: startUs / SECOND_US,
      endSeconds: endUs / SECOND_US,
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
  waitsByThing(io: Io): Found<readonly ThingWaitRow[]> {
    if (this.#listener === undefined) return { kind: 'left-out', why: this.#why };
    const { explanation } = this.#listener;
    const value = io.interruptible(() => waitsByThing(explanation, this.#decisions));
    if (value !== undefined) return { kind: 'found', value };
    const why = `Left out, since no more than ${WAIT_DECISIONS} decisions of the scheduler are made again unasked; ${HOW}.`;
    return { kind: 'left-out', why };
  }

  #giveUp(): void {
    this.#listener = undefined;
    this.#why = `Left out, since the run has more than ${LISTENED_TASKS} tasks; ${HOW}.`;
  }
}

/** A population counts as one disk, because its size is drawn in the run. */
function disksOf({ vms }: Scenario): number {
  return vms.columns.figures.length + vms.columns.populations.size;
}

/** Repeats the run with one part of the design doubled each time, up to a limit of events. */
export function doubledOf(
  io: Io,
  scenario: Scenario,
  { summary, options, analysis }: { summary: Summary; options: RunOptions; analysis: Analysis },
): Found<Doubled> {
  if (analysis === 'none') return { kind: 'left-out', why: `Left out as asked; ${HOW}.` };
  const budget = analysis === 'full' ? Number.POSITIVE_INFINITY : DOUBLED_EVENTS;
  const value = io.interruptible(() => whatIfDoubled(scenario, { summary, options, budget }));
  if (value !== undefined) return { kind: 'found', value };
  const why = `Left out, since each such run takes as many events as this one, ${summary.totals.events}, and no more than ${DOUBLED_EVENTS} in all are spent unasked; ${HOW}.`;
  return { kind: 'left-out', why };
}
