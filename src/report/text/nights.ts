import { type Night, severalNights } from '../../metrics/sessions/nights.ts';
import { andMore } from '../../units/cut-list.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { nightStandingWords, nightTone } from '../wording/night-standing.ts';
import type { ReportContext } from './report-context.ts';
import { textTable } from './table.ts';

/** Most rows; of more nights than this, only the worst are shown. */
const SHOWN = 7;

/** One row per night, in order of time, where a run has several. */
export function nightLines({ result: { nights, summary }, clock, paint }: ReportContext): string[] {
  if (severalNights(summary) === undefined) return [];
  const shown = worst(nights, SHOWN);
  const rows = shown.map((night) => {
    const tone = nightTone(night);
    const words = nightStandingWords(night);
    return [
      clock(night.startSeconds),
      night.window === null ? '-' : formatSeconds(night.window.seconds),
      night.window === null ? '-' : clock(night.window.endSeconds),
      tone === 'neutral' ? words : paint[tone](words),
      `${night.succeeded} of ${night.tasks}`,
      formatBytes(night.readBytes),
    ];
  });
  const table = textTable(
    [
      { head: 'Nights' },
      { head: 'window', align: 'right' },
      { head: 'ends' },
      { head: 'margin' },
      { head: 'tasks done', align: 'right' },
      { head: 'read', align: 'right' },
    ],
    rows,
    paint,
  );
  const hidden = nights.length - shown.length;
  return hidden === 0
    ? table
    : [...table, `  ${andMore(hidden, { noun: 'more night', tail: ', none worse' })}`];
}

/** In order of time; the bad ones before the others, and of these the longest. */
function worst(nights: readonly Night[], most: number): readonly Night[] {
  if (nights.length <= most) return nights;
  const isBad = (night: Night) => (nightTone(night) === 'bad' ? 1 : 0);
  const seconds = ({ window }: Night) => window?.seconds ?? 0;
  return nights
    .toSorted((a, b) => isBad(b) - isBad(a) || seconds(b) - seconds(a))
    .slice(0, most)
    .sort((a, b) => a.startSeconds - b.startSeconds);
}
