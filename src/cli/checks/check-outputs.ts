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
  /** On standard output, which then contains nothing else. */
  readonly json?: boolean;
}

/**
 * Reports the result of a check to pipelines: writes the requested files, and annotations if it runs in a GitHub
 * workflow.
 */
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
  // Workflows read commands from both streams, and this one has no results on it.
  if (annotates) for (const line of annotationLines(checks)) io.stderr.write(line);
}

/** Reads the file again to find positions, which only these reports need. */
async function reported(outcome: CheckOutcome, io: Io): Promise<ReportedCheck> {
  if (outcome.verdict === 'refused') return { outcome, expectations: [] };
  const loaded = await loadScenario(io, outcome.scenario, []);
  if (!loaded.ok) return { outcome, expectations: [] };
  return { outcome, expectations: placedExpectations(loaded.value.scenario.expect, outcome.missed) };
}
