import type { Doubled } from '../metrics/doubled.ts';
import type { LeftToChance } from '../metrics/left-to-chance.ts';
import type { ThingWaitRow } from '../metrics/limits/wait-rows.ts';
import type { RunResult } from '../metrics/run-result.ts';
import { type Paint, PLAIN } from './characters/paint.ts';
import { printable } from './characters/printable.ts';
import type { ShownCurves } from './data/longest-night.ts';
import { usedInLongestNight } from './data/longest-night-use.ts';
import type { Found } from './data/report-data.ts';
import type { NextStep } from './gains.ts';
import { answerLines } from './text/answer.ts';
import { dataMoverLines } from './text/data-movers.ts';
import { expectationLines, warningLines } from './text/findings.ts';
import { linkLines, proxyLines, storageLines } from './text/infrastructure.ts';
import { jobLines } from './text/jobs.ts';
import { latencyLines } from './text/latency.ts';
import { limitLines } from './text/limits.ts';
import { modeLines } from './text/modes.ts';
import { nextStepLines } from './text/next-steps.ts';
import { nightLines } from './text/nights.ts';
import { overTimeLines } from './text/over-time.ts';
import { oversubscriptionLines } from './text/oversubscription.ts';
import type { ReportContext } from './text/report-context.ts';
import { sectionsText, type TextLine } from './text/sections.ts';
import { snapshotLines } from './text/snapshots.ts';
import { troubleLines, unprotectedLines } from './text/troubles.ts';
import { waitLines } from './text/waits.ts';
import { wallClock } from './wording/clock.ts';
import { seedWords } from './wording/seed-words.ts';
import { UnsaidOnce } from './wording/unsaid-words.ts';

export interface TextReportOptions {
  /** Start of the simulated time: microseconds since 1970-01-01T00:00, local. */
  readonly clockStartUs: number;
  /** The run in time steps, or its longest night; absent or null: no curves. */
  readonly curves?: ShownCurves | null;
  /** Suggestions for a shorter or safer night, from `nextSteps`; absent: none are shown. */
  readonly next?: readonly NextStep[];
  /** Which things tasks waited for; absent: not shown. */
  readonly waitsByThing?: readonly ThingWaitRow[];
  /** The window after other changes, from which comes what faults cost; absent: not shown. */
  readonly doubled?: Found<Doubled>;
  /** What was drawn at random, if other draws are not shown beside this run; absent: nothing is said of it. */
  readonly leftToChance?: readonly LeftToChance[];
  /** The command that reproduces the run. */
  readonly reproduce: string;
  /** The result folder; absent if none was written. */
  readonly folder?: string;
  readonly paint?: Paint;
  /** The warnings have just been printed in full, so a count is enough. */
  readonly warningsShown?: boolean;
}

/**
 * The summary for a terminal: the answer, what limits it, then the tables that support it. Sections without content
 * are left out. Ends with a line break.
 */
export function textReport(result: RunResult, options: TextReportOptions): string {
  const { curves } = options;
  const paint = options.paint ?? PLAIN;
  const clock = wallClock(options.clockStartUs);
  const context: ReportContext = { result, clock, paint, unsaid: new UnsaidOnce() };
  const night = usedInLongestNight({
    summary: result.summary,
    nights: result.nights,
    tasks: result.columns.tasks,
    longestNight: curves?.isLongestNight === true ? curves : null,
  });
  const sections = [
    [
      paint.heading(printable(result.summary.scenario.name)),
      ...answerLines(context, options.leftToChance ?? []),
    ],
    limitLines(context),
    nextStepLines(options.next ?? [], paint),
    curves === null || curves === undefined ? [] : overTimeLines(context, curves),
    nightLines(context),
    jobLines(context),
    proxyLines(context, night),
    modeLines(context),
    oversubscriptionLines(context),
    dataMoverLines(context),
    [...storageLines(context, night), ...latencyLines(context)],
    linkLines(context, night),
    waitLines(context, options.waitsByThing),
    snapshotLines(context),
    troubleLines(context, options.doubled),
    unprotectedLines(context),
    warningLines(context, options.warningsShown ?? false),
    expectationLines(context),
    originLines(result, options, paint),
  ];
  return sectionsText(sections, paint.width.line);
}

/** What was run, so that readers can repeat it and check that the result is the same. */
function originLines(
  { summary }: RunResult,
  { reproduce, folder }: TextReportOptions,
  paint: Paint,
): TextLine[] {
  const { policy, fingerprint } = summary;
  const policyLine = `Policy ${printable(policy)}, ${printable(seedWords(summary))}, fingerprint ${fingerprint}`;
  const lines = [`Again: ${printable(reproduce)}`];
  if (folder !== undefined) lines.push(`Everything: ${printable(folder)}`);
  return [paint.quiet(policyLine), ...lines.map((line) => ({ verbatim: paint.quiet(line) }))];
}
