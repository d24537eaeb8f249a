import { capitalised } from '../../../units/capitalised.ts';
import type { ReportData } from '../../data/report-data.ts';
import { MODE_HEADS, MODE_NOTE, modeRows, ratesUnsaid } from '../../wording/mode-costs.ts';
import { html } from '../html.ts';
import { type PageSection, sectionIf } from '../section.ts';
import { pageTable } from '../table.ts';

/** What a slot was held for in each transport mode. */
export function modesSection({ summary: { modes }, byDefault }: ReportData): PageSection | null {
  return sectionIf(Object.keys(modes).length > 0, 'modes', 'Transport modes', () => {
    const [, ...heads] = MODE_HEADS;
    const columns = [{ head: 'Mode' }, ...heads.map((head) => ({ head: capitalised(head), isFigure: true }))];
    const note = [MODE_NOTE, ...ratesUnsaid(modes, byDefault)].join(' ');
    return [pageTable('Transport modes', columns, modeRows(modes)), html`<p class="note">${note}</p>`];
  });
}
