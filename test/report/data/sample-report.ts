import type { RunResult } from '../../../src/metrics/run-result.ts';
import { type ReportExtras, reportData } from '../../../src/report/data/build-report.ts';
import type { ReportData } from '../../../src/report/data/report-data.ts';
import { SMALL_SCENARIO } from '../../cli/small-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { runResult } from '../sample-result.ts';

export const EXTRAS: ReportExtras = {
  origin: { version: '1.2.3', command: 'proxysim run night.yaml --seed 42' },
  criticalPath: { kind: 'left-out', why: 'not asked for' },
  doubled: { kind: 'left-out', why: 'not asked for' },
  waitsByThing: { kind: 'left-out', why: 'not asked for' },
};

/** The report of a result written by hand; the scenario beside it gives the clock and the windows. */
export function sampleReport(
  changes: Partial<RunResult> = {},
  extras: Partial<ReportExtras> = {},
): ReportData {
  return reportData(runResult(changes), scenarioOf(SMALL_SCENARIO), { ...EXTRAS, ...extras });
}
