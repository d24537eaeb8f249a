import { usedBytesOf } from '../../../metrics/troubles/protection.ts';
import { counted } from '../../../units/counted.ts';
import { formatBytes } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { wallClock } from '../../wording/clock.ts';
import { vmsWithData } from '../../wording/undone.ts';
import { html, type Piece } from '../html.ts';
import { bulletList } from '../prose.ts';
import { type PageSection, sectionIf } from '../section.ts';
import { moreNote, pageTable } from '../table.ts';

/** Most unprotected VMs shown at once; the next ones follow on a click, and the long table has all. */
const UNPROTECTED_SHOWN = 10;
const UNPROTECTED_FOLDED = 90;

/** The first unprotected VMs, so that a long list does not push the charts out of sight. */
function unprotectedTables({ unprotected }: ReportData): Piece {
  if (unprotected.length === 0) return null;
  const table = (caption: string, from: number, to: number) =>
    pageTable(
      caption,
      [{ head: 'Unprotected VM' }, { head: 'Used', isFigure: true }, { head: 'Why', isProse: true }],
      unprotected.slice(from, to).map(({ vm, reason, usedBytes }) => [vm, formatBytes(usedBytes), reason]),
    );
  const all = `Not protected: ${vmsWithData(unprotected.length, usedBytesOf(unprotected))}`;
  const last = UNPROTECTED_SHOWN + UNPROTECTED_FOLDED;
  const folded = Math.min(unprotected.length, last) - UNPROTECTED_SHOWN;
  return html`${table(all, 0, UNPROTECTED_SHOWN)}${
    folded <= 0
      ? null
      : html`<details><summary>${counted(folded, 'more unprotected VM')}</summary>
${table('Not protected either', UNPROTECTED_SHOWN, last)}</details>`
  }${moreNote(unprotected.length - last, { tail: ': the table of VMs below has the outcome of each' })}`;
}

/** Faults, mishaps, unprotected VMs. */
export function troublesSection(data: ReportData): PageSection | null {
  const { words, unprotected, events, clockStartUs } = data;
  return sectionIf(
    words.troubles.length + unprotected.length + events.first.length > 0,
    'troubles',
    'What went wrong',
    () => {
      const clock = wallClock(clockStartUs);
      return [
        words.troubles.length === 0
          ? null
          : html`${bulletList(words.troubles)}
`,
        unprotectedTables(data),
        events.first.length === 0
          ? null
          : html`<details><summary>Events one by one (${events.count})</summary>
${pageTable(
  'Events',
  [{ head: 'Event' }, { head: 'When' }, { head: 'What' }, { head: 'Detail', isProse: true }],
  events.first.map(({ kind, seconds, what, name, detail }) => [
    kind,
    clock(seconds),
    `${what} ${name}`,
    detail,
  ]),
)}${events.count > events.first.length ? html`<p>The rest is in events.csv.</p>` : null}</details>`,
      ];
    },
  );
}
