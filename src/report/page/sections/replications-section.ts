import { counted } from '../../../units/counted.ts';
import {
  type StoredReplications,
  WINDOW_HEADS,
  windowRows,
  windowSentences,
} from '../../replications/stored-replications.ts';
import { html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable } from '../table.ts';

/** The same night with other random draws: how much of what this report says is chance. */
export function replicationsSection(stored: StoredReplications): PageSection {
  const columns = WINDOW_HEADS.map((head, i) => ({ head, isFigure: i > 0 }));
  const rows = windowRows(stored, '–');
  return section(
    'replications',
    'Over all replications',
    html`<p>${counted(stored.replications, 'replication')}: the same scenario with other random draws of sizes, changes and faults. The rest of this report is about the first of them.</p>`,
    paragraphs(windowSentences(stored)),
    rows.length === 0 ? null : pageTable('Windows over all replications', columns, rows),
  );
}
