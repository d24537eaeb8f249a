import { groupedBy } from '../../../collections/grouped-by.ts';
import { type Doubled, type DoubledChange, kindOfChange } from '../../../metrics/doubled.ts';
import { capitalised } from '../../../units/capitalised.ts';
import { SECOND_US } from '../../../units/civil-time.ts';
import { counted } from '../../../units/counted.ts';
import { firstOf } from '../../../units/cut-list.ts';
import { formatBytes } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { SPARES_LINKS, WORTH, WORTH_OF_LINKS } from '../../gains.ts';
import { untilItFitsStep } from '../../until-it-fits.ts';
import { doubledName } from '../../wording/doubled-name.ts';
import { durationText } from '../../wording/duration-text.ts';
import { marginText } from '../../wording/job-standing.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { DOUBLED_WINDOW } from '../../wording/window-words.ts';
import { type Html, html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { stepWords } from '../step-words.ts';
import { pageTable, shareBar } from '../table.ts';

/** Most parts of one kind that are named alone. */
const NAMED = 3;

/** The window if one part of the design were doubled. */
export function doubledSection({ doubled, unprotected: left }: ReportData): PageSection {
  const title = 'What if one part were doubled?';
  if (doubled.kind === 'left-out') return section('doubled', title, ...paragraphs([doubled.why]));
  const { windowSeconds, changes, untried, undone, tightest, of, untilItFits } = doubled.value;
  const fit = untilItFits === undefined ? null : html`<p>${stepWords(untilItFitsStep(untilItFits))}</p>`;
  if (changes.length === 0 && untried === 0)
    return section('doubled', title, ...paragraphs(['Nothing that was used could be doubled.']), fit);
  const spareChange = (change: DoubledChange) =>
    tightest === undefined || change.tightest === undefined
      ? 0
      : (change.tightest?.spareSeconds ?? Number.NEGATIVE_INFINITY) - tightest.spareSeconds;
  const isNotable = (change: DoubledChange) =>
    Math.abs(shareSaved(change, windowSeconds)) >= WORTH ||
    (spareChange(change) !== 0 && Math.abs(spareChange(change)) >= WORTH * (windowSeconds ?? 0)) ||
    changesLinks(change, doubled.value) ||
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
    html`<p>Each line is a simulated run with the same seed in which what is named is doubled, switched or added, and the rest stays as it is.</p>`,
    tightest === undefined
      ? null
      : html`<p>The job with least to spare, ${tightest.job} (${marginText(tightest.spareSeconds)}), is not the one that ends the ${DOUBLED_WINDOW[of]}: changes that leave most to spare come first.</p>`,
    notable.length === 0 ? null : changesTable(notable, doubled.value, left.length),
    notable.some(({ savedSeconds }) => (savedSeconds ?? 0) < 0)
      ? html`<p>A window can also get longer: with more of something, tasks go elsewhere or begin in another order, and one long disk may end later.</p>`
      : null,
    others.length === 0
      ? null
      : html`<details><summary>No notable change with ${counted(others.length, notable.length === 0 ? 'part' : 'other part')} doubled</summary><p>${othersText(others)}.</p></details>`,
    fit,
    untried === 0
      ? null
      : html`<p>${counted(untried, 'less used part')} not tried, to limit the time that a report takes; ‘proxysim run --analysis full’ tries them all.</p>`,
  );
}

/** One entry per kind: a large estate has a hundred parts, and nobody reads their names. */
function othersText(others: readonly DoubledChange[]): string {
  const kinds = groupedBy(others, ({ what }) => kindOfChange(what)).values();
  return Array.from(kinds, (kind) => {
    const whole = kind.find(({ what }) => what.includes('.*.'));
    const alone = kind.filter((change) => change !== whole);
    if (whole === undefined) return firstOf(alone, NAMED, ({ what }) => doubledName(what));
    return alone.length === 0
      ? doubledName(whole.what)
      : `${doubledName(whole.what)}, and of ${alone.length} of them one at a time`;
  }).join('; ');
}

/** Whether notably more or less crosses links between sites, and because of the change: any other shifts tasks by chance. */
function changesLinks(
  { what, linkBytes: then = 0 }: DoubledChange,
  { linkBytes: now = 0 }: Doubled,
): boolean {
  return SPARES_LINKS.has(kindOfChange(what)) && then !== now && Math.abs(now - then) >= WORTH_OF_LINKS * now;
}

function offLinksText({ linkBytes: then = 0 }: DoubledChange, { linkBytes: now = 0 }: Doubled): string {
  if (then === now) return '–';
  return then > now ? `${formatBytes(then - now)} more` : `${formatBytes(now - then)} of ${formatBytes(now)}`;
}

function changesTable(changes: readonly DoubledChange[], doubled: Doubled, left: number): Html {
  const { of, windowSeconds, undone, tightest } = doubled;
  // If every VM is protected and stays so, a column of zeros would only take room.
  const tellsUnprotected = left > 0 || changes.some(({ unprotected }) => unprotected > 0);
  const tellsUndone = changes.some((change) => change.undone !== undone);
  const tellsLinks = changes.some((change) => changesLinks(change, doubled));
  const columns = [
    { head: 'Changed' },
    ...(tightest === undefined ? [] : [{ head: 'Least to spare' }]),
    { head: capitalised(DOUBLED_WINDOW[of]), isFigure: true },
    { head: 'Saved', isFigure: true },
    { head: 'Share of the window' },
    ...(tellsLinks ? [{ head: 'Off the links', isFigure: true }] : []),
    ...(tellsUnprotected ? [{ head: 'VMs not protected', isFigure: true }] : []),
    ...(tellsUndone ? [{ head: 'Tasks without success', isFigure: true }] : []),
  ];
  const rows = changes.map((change) => [
    doubledName(change.what),
    ...(tightest === undefined ? [] : [spareText(change.tightest)]),
    change.windowSeconds === null ? 'none' : formatSeconds(change.windowSeconds),
    savedText(change.savedSeconds),
    shareBar(shareSaved(change, windowSeconds)),
    ...(tellsLinks ? [offLinksText(change, doubled)] : []),
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
