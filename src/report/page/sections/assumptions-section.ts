import type { ReportData } from '../../data/report-data.ts';
import { assumedFor, STANDING_WORDS } from '../../wording/standing-words.ts';
import { breakable } from '../breakable.ts';
import { html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable } from '../table.ts';

/** The defaults that the run used where the scenario states no figure. */
export function assumptionsSection({ assumptions }: ReportData): PageSection {
  if (assumptions.length === 0)
    return section('assumptions', 'Assumptions', ...paragraphs(['The scenario states every figure itself.']));
  return section(
    'assumptions',
    'Assumptions',
    html`<p>Defaults used where the scenario states no figure. Measure those marked “our own” before a design depends on them.</p>`,
    pageTable(
      'Assumptions and what they are based on',
      [
        { head: 'Figure' },
        { head: 'Value' },
        { head: 'For' },
        { head: 'Scenario field' },
        { head: 'Basis' },
        { head: 'Source', isProse: true },
      ],
      assumptions.map(({ what, field, value, standing, source, things }) => [
        what,
        value,
        things === null ? 'all' : assumedFor(things),
        field === null ? '–' : html`<code>${breakable(field)}</code>`,
        html`<span class="standing ${standing}">${STANDING_WORDS[standing]}</span>`,
        source,
      ]),
    ),
  );
}
