import { readFileSync } from 'node:fs';
import { pageParts } from '../../src/cli/page-script.ts';
import { packedReport } from '../../src/cli/results/report-file.ts';
import { doubledOf, RunListener } from '../../src/cli/runs/analyses.ts';
import { reportData } from '../../src/report/data/build-report.ts';
import type { ReportData } from '../../src/report/data/report-data.ts';
import { reportPage } from '../../src/report/page/page.ts';
import { pagePieces } from '../../src/report/page/page-frame.ts';
import { runScenario } from '../../src/runs/run.ts';
import { memoryIo } from '../cli/memory-io.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

export const FIRST_NIGHT = readFileSync(new URL('../../scenarios/first-night.yaml', import.meta.url), 'utf8');

/** A report of a scenario's text, as `run` makes it. */
export async function reportOf(text: string, analysis: 'auto' | 'none' = 'auto'): Promise<ReportData> {
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: 'a'.repeat(64) } };
  const listener = new RunListener(scenario, {}, analysis);
  const outcome = runScenario(scenario, { ...options, trace: listener });
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  const io = memoryIo();
  return reportData(outcome.result, scenario, {
    origin: { version: '1.2.3', command: 'proxysim run night.yaml --seed 1' },
    criticalPath: await listener.criticalPath(io),
    doubled: await doubledOf(io, scenario, { result: outcome.result, options, analysis }),
    waitsByThing: await listener.waitsByThing(io),
  });
}

export async function pageOf(data: ReportData): Promise<string> {
  return pagePieces(reportPage(data, await pageParts()), await packedReport(data)).join('');
}
