import type { ReportData } from '../../data/report-data.ts';
import { STANDING_WORDS } from '../../wording/standing-words.ts';
import { html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable } from '../table.ts';

/** What the run took because the scenario was silent. */
export function assumptionsSection({ assumptions }: ReportData): PageSection {
  if (assumptions.length === 0)
    return section('assumptions', 'Assumptions', ...paragraphs(['The scenario states every figure itself.']));
  return section(
    'assumptions',
    'Assumptions',
    html`<p>Figures that the scenario left as they come. A design that hangs on one of our own deserves a measurement first.</p>
`,
    pageTable(
      'Assumptions with their standing',
      [{ head: 'Figure' }, { head: 'Value' }, { head: 'Standing' }, { head: 'Source', isProse: true }],
      assumptions.map(({ what, value, standing, source }) => [
        what,
        value,
        html`<span class="standing ${standing}">${STANDING_WORDS[standing]}</span>`,
        source,
      ]),
    ),
  );
}
