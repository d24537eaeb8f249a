import type { ReportData } from '../../data/report-data.ts';
import { expectationText } from '../../wording/expectation-text.ts';
import { toned } from '../prose.ts';
import { type PageSection, sectionIf } from '../section.ts';
import { pageTable } from '../table.ts';

/** The scenario's expectations with their results, and the warnings from before the run. */
export function findingsSection({ summary: { expect, diagnostics } }: ReportData): PageSection | null {
  return sectionIf(expect.length + diagnostics.length > 0, 'findings', 'Expectations and warnings', () => [
    expect.length === 0
      ? null
      : pageTable(
          'Expectations',
          [{ head: 'Expectation' }, { head: 'Result' }],
          expect.map((outcome) => [
            expectationText(outcome),
            outcome.ok ? toned('good', 'met') : toned('bad', 'missed'),
          ]),
        ),
    diagnostics.length === 0
      ? null
      : pageTable(
          'Warnings',
          [{ head: 'Warning' }, { head: 'Code' }, { head: 'Place' }],
          diagnostics.map(({ message, code, path }) => [message, code, path]),
        ),
  ]);
}
