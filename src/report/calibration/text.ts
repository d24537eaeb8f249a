import type { Calibration } from '../../history/calibration.ts';
import { counted } from '../../units/counted.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { sectionsText } from '../text/sections.ts';
import { checkLines } from './checks.ts';
import { driftLines } from './drifts.ts';
import { forecastLines } from './forecasts.ts';
import { unmatchedLines } from './unmatched.ts';
import { valueLines } from './values.ts';

/**
 * A calibration for a terminal: the data behind it and how far it can be trusted, then the results. Ends with a line
 * break.
 */
export function calibrationText(calibration: Calibration, paint: Paint): string {
  const sections = [
    headLines(calibration, paint),
    forecastLines(calibration, paint),
    driftLines(calibration, paint),
    valueLines(calibration, paint),
    checkLines(calibration, paint),
    doubtLines(calibration, paint),
  ];
  return sectionsText(sections, paint.width.line);
}

function headLines(calibration: Calibration, paint: Paint): string[] {
  const { scenario, jobs, last } = calibration;
  const used = jobs.reduce((sum, job) => sum + job.used, 0);
  const all = jobs.reduce((sum, job) => sum + job.increments, 0);
  const fitted =
    jobs.length === 0
      ? paint.bad('No job of the scenario is in the reports: nothing is fitted.')
      : `Fitted to the last ${last} increments of ${counted(jobs.length, 'job')}: ${used} of ${counted(all, 'session')}.`;
  return [printable(scenario.name), fitted, ...unmatchedLines(calibration)];
}

function doubtLines({ doubts }: Calibration, paint: Paint): string[] {
  return doubts.length === 0
    ? []
    : [paint.heading('What to doubt'), ...doubts.map((doubt) => `  ${printable(doubt)}`)];
}
