import type { Doubled, DoubledChange } from '../../../metrics/doubled.ts';
import { capitalised } from '../../../units/capitalised.ts';
import { SECOND_US } from '../../../units/civil-time.ts';
import { counted } from '../../../units/counted.ts';
import type { ReportData } from '../../data/report-data.ts';
import { doubledName } from '../../wording/doubled-name.ts';
import { durationText } from '../../wording/duration-text.ts';
import { marginText } from '../../wording/job-standing.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { DOUBLED_WINDOW } from '../../wording/window-words.ts';
import { type Html, html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** A smaller change, as a share of the window, is not reported. */
const WORTH_A_LINE = 0.001;

/** The window if one part of the design were doubled. */
export function doubledSection({ doubled, unprotected: left }: ReportData): PageSection {
  const title = 'What if one part were doubled?';
  if (doubled.kind === 'left-out') return section('doubled', title, ...paragraphs([doubled.why]));
  const { windowSeconds, changes, untried, undone, tightest, of } = doubled.value;
  if (changes.length === 0 && untried === 0)
    return section('doubled', title, ...paragraphs(['Nothing that was used could be doubled.']));
  const spareChange = (change: DoubledChange) =>
    tightest === undefined || change.tightest === undefined
      ? 0
      : (change.tightest?.spareSeconds ?? Number.NEGATIVE_INFINITY) - tightest.spareSeconds;
  const isNotable = (change: DoubledChange) =>
    Math.abs(shareSaved(change, windowSeconds)) >= WORTH_A_LINE ||
    Math.abs(spareChange(change)) >= WORTH_A_LINE * (windowSeconds ?? 0) ||
    change.unprotected !== left.length ||
    change.undone !== undone;
  // In the order of the advice: what protects most VMs first, then what saves most time.
  const notable = changes
    .filter(isNotable)
    .toSorted((a, b) => a.unprotected - b.unprotected || a.undone - b.undone);
  const others = changes.filter((change) => !isNotable(change));
  return section(
    'doubled',
    title,
    html`<p>Each line is a simulated run with the same seed in which one part is doubled, one setting switched or one proxy added, and the rest stays as it is.</p>`,
    tightest === undefined
      ? null
      : html`<p>The job with least to spare, ${tightest.job} (${marginText(tightest.spareSeconds)}), is not the one that ends the ${DOUBLED_WINDOW[of]}: changes that leave most to spare come first.</p>`,
    notable.length === 0 ? null : changesTable(notable, doubled.value, left.length),
    notable.some(({ savedSeconds }) => (savedSeconds ?? 0) < 0)
      ? html`<p>A window can also get longer: with more of something, tasks go elsewhere or begin in another order, and one long disk may end later.</p>`
      : null,
    others.length === 0
      ? null
      : html`<details><summary>No notable change with ${counted(others.length, notable.length === 0 ? 'part' : 'other part')} doubled</summary><p>${others.map(({ what }) => doubledName(what)).join('; ')}.</p></details>`,
    untried === 0
      ? null
      : html`<p>${counted(untried, 'less used part')} not tried, to limit the time that a report takes; ‘proxysim run --analysis full’ tries them all.</p>`,
  );
}

function changesTable(
  changes: readonly DoubledChange[],
  { of, windowSeconds, undone, tightest }: Pick<Doubled, 'of' | 'windowSeconds' | 'undone' | 'tightest'>,
  left: number,
): Html {
  // If every VM is protected and stays so, a column of zeros would only take room.
  const tellsUnprotected = left > 0 || changes.some(({ unprotected }) => unprotected > 0);
  const tellsUndone = changes.some((change) => change.undone !== undone);
  const columns = [
    { head: 'Changed' },
    ...(tightest === undefined ? [] : [{ head: 'Least to spare' }]),
    { head: capitalised(DOUBLED_WINDOW[of]), isFigure: true },
    { head: 'Saved', isFigure: true },
    { head: 'Share of the window' },
    ...(tellsUnprotected ? [{ head: 'VMs not protected', isFigure: true }] : []),
    ...(tellsUndone ? [{ head: 'Tasks without success', isFigure: true }] : []),
  ];
  const rows = changes.map((change) => [
    doubledName(change.what),
    ...(tightest === undefined ? [] : [spareText(change.tightest)]),
    change.windowSeconds === null ? 'none' : formatSeconds(change.windowSeconds),
    savedText(change.savedSeconds),
    shareBar(shareSaved(change, windowSeconds)),
    ...(tellsUnprotected ? [change.unprotected] : []),
    ...(tellsUndone ? [change.undone] : []),
  ]);
  return pageTable('The window with one thing doubled', columns, rows);
}

function shareSaved({ savedSeconds }: DoubledChange, windowSeconds: number | null): number {
  return (savedSeconds ?? 0) / (windowSeconds || 1);
}

function spareText(tightest: DoubledChange['tightest']): string {
  return tightest == null ? 'no end' : `${marginText(tightest.spareSeconds)} (${tightest.job})`;
}

function savedText(seconds: number | null): string {
  if (seconds === null) return '–';
  const us = Math.round(Math.abs(seconds) * SECOND_US);
  return seconds < 0 ? `${durationText(us)} longer` : durationText(us);
}
