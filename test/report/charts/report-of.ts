import { reportData } from '../../../src/report/data/build-report.ts';
import type { ReportData } from '../../../src/report/data/report-data.ts';
import { runText, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { EXTRAS } from '../data/sample-report.ts';

/** The report of a scenario that is really run. */
export function reportOf(text: string): ReportData {
  return reportData(runText(text, { certify: false }), scenarioOf(text), EXTRAS);
}
