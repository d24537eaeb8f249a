import { annotationLines } from '../../report/check/annotations.ts';
import { checkJson } from '../../report/check/json.ts';
import { junitXml } from '../../report/check/junit.ts';
import { checkMarkdown } from '../../report/check/markdown.ts';
import type { CheckOutcome } from '../../report/check/outcome.ts';
import { placedExpectations, type ReportedCheck } from '../../report/check/report.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../runs/load-scenario.ts';

export interface CheckOutputs {
  /** Files to write. */
  readonly junit?: string;
  readonly markdown?: string;
  /** On standard output, and nothing else there. */
  readonly json?: boolean;
}

/** Tells pipelines what a check found: the files asked for, and annotations where a GitHub workflow listens. */
export async function writeCheckOutputs(
  outcomes: readonly CheckOutcome[],
  { junit, markdown, json }: CheckOutputs,
  io: Io,
): Promise<void> {
  const annotates = io.env['GITHUB_ACTIONS'] === 'true';
  if (junit === undefined && markdown === undefined && json !== true && !annotates) return;
  const checks: ReportedCheck[] = [];
  for (const outcome of outcomes) checks.push(await reported(outcome, io));
  if (junit !== undefined) await io.writeFileAtomically(junit, junitXml(checks));
  if (markdown !== undefined) await io.writeFileAtomically(markdown, checkMarkdown(checks));
  if (json === true) io.stdout.write(checkJson(checks));
  // Workflows read commands on both streams, and this one is free of results.
  if (annotates) for (const line of annotationLines(checks)) io.stderr.write(line);
}

/** The file again, for the places: nothing but this needs them, and most checks need none. */
async function reported(outcome: CheckOutcome, io: Io): Promise<ReportedCheck> {
  if (outcome.verdict === 'refused') return { outcome, expectations: [] };
  const loaded = await loadScenario(io, outcome.scenario, []);
  if (!loaded.ok) return { outcome, expectations: [] };
  return { outcome, expectations: placedExpectations(loaded.value.scenario.expect, outcome.missed) };
}
