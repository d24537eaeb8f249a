import type { NeverStarted } from '../../experiment/never-started.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { boundSetter } from '../bound-words.ts';
import { designWords } from '../design-words.ts';
import { formatSeconds } from '../metric-value.ts';
import { neverStartedInDesigns } from '../replications/never-started.ts';
import { intervalWords } from '../replications/words.ts';
import { shortPath } from '../short-path.ts';
import { HEAT_SHADES } from '../theme.ts';
import { breakable } from './breakable.ts';
import { type Html, html, type Piece } from './html.ts';
import { type PageParts, wholePage } from './page-frame.ts';
import { moreNote, pageTable, paragraphs, section, sectionIf } from './table.ts';

interface Interval {
  readonly mean: number;
  readonly ci95: readonly [number, number] | null;
}

/** What a page needs of a `sweep.json`. */
export interface StoredSweep {
  readonly scenario: { readonly name: string; readonly file: string };
  readonly replications: number;
  readonly axes: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly designs: readonly StoredDesign[];
  readonly curves: readonly StoredCurve[];
  readonly heatMaps: readonly {
    readonly policy: string | null;
    readonly figure: string;
    readonly rows: { readonly path: string; readonly values: readonly string[] };
    readonly columns: { readonly path: string; readonly values: readonly string[] };
    readonly cells: readonly (readonly (number | null)[])[];
  }[];
}

interface StoredDesign {
  readonly values: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly replications: number;
  readonly allMeetWindows: { readonly share: number } | null;
  readonly neverStarted: NeverStarted;
  readonly boundBy: string | null;
  readonly bottlenecks: Readonly<Record<string, string>>;
  readonly window?: { readonly seconds: Interval };
  readonly waits?: Readonly<Record<string, Interval>>;
}

interface StoredCurve {
  readonly axis: string;
  readonly others: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly designs: readonly number[];
  readonly windowSeconds: readonly number[];
  /** Row in `designs`; null: there is none. */
  readonly knee: number | null;
}

/** Of more designs those with the shortest windows are shown; `sweep.csv` has them all. */
const DESIGNS_SHOWN = 500;
/** Of more the first; `sweep.json` has them all. */
const CURVES_SHOWN = 200;

/** A sweep's designs, the shortest window first. */
export function sweepPage(sweep: StoredSweep, parts: PageParts): string {
  const { scenario, designs, replications } = sweep;
  return wholePage(
    {
      title: `${scenario.name}: ${counted(designs.length, 'design')}`,
      subtitle: `Sweep of ${scenario.file}, ${counted(replications, 'replication')} of each design`,
      sections: [designsSection(sweep), ...heatSections(sweep), curvesSection(sweep)].filter(
        (one): one is Html => one !== null,
      ),
    },
    parts,
  );
}

const windowOf = ({ window }: StoredDesign) => window?.seconds.mean ?? Number.POSITIVE_INFINITY;

function designsSection({ designs, axes }: StoredSweep): Html {
  const shown = [...designs].sort((a, b) => windowOf(a) - windowOf(b)).slice(0, DESIGNS_SHOWN);
  const paths = axes.map(({ path }) => path);
  const hasIntervals = designs.some(({ window }) => window !== undefined && window.seconds.ci95 !== null);
  const hasPolicies = designs.some(({ policy }) => policy !== null);
  const columns = [
    { head: 'Rank', isFigure: true },
    ...axes.map(({ path }) => ({ head: shortPath(path, paths), isFigure: true })),
    ...(hasPolicies ? [{ head: 'Policy' }] : []),
    { head: 'Window', isFigure: true },
    ...(hasIntervals ? [{ head: '95% interval of its mean', isFigure: true }] : []),
    { head: 'Windows met', isFigure: true },
    { head: 'Waits most for' },
    { head: 'Bottleneck' },
    { head: 'Lower bound set by', isProse: true },
  ];
  const rows = shown.map((design, rank) => [
    rank + 1,
    ...axes.map(({ path }) => design.values[path] ?? '–'),
    ...(hasPolicies ? [design.policy ?? 'own'] : []),
    design.window === undefined ? 'none' : formatSeconds(design.window.seconds.mean),
    ...(hasIntervals ? [intervalText(design.window?.seconds)] : []),
    metCell(design),
    mostWaited(design),
    [...new Set(Object.values(design.bottlenecks))].join(', ') || '–',
    design.boundBy === null ? '–' : breakable(boundSetter(design.boundBy)),
  ]);
  const left = designs.length - shown.length;
  return section(
    'designs',
    'Designs',
    paragraphs([...orderLines(shown, hasIntervals), ...neverStartedInDesigns(designs)]),
    pageTable('Designs', columns, rows),
    moreNote(left, { tail: ', with longer windows, in sweep.csv' }),
  );
}

/** What the order of the designs says, and what it does not. */
function orderLines([shortest]: readonly StoredDesign[], hasIntervals: boolean): string[] {
  if (shortest?.window === undefined) return ['Nothing ran in any design: no task ever started.'];
  const window = formatSeconds(shortest.window.seconds.mean);
  return [
    `The shortest window comes first: ${window} with ${designWords(shortest)}.`,
    hasIntervals
      ? 'Where intervals overlap, the order may be chance.'
      : 'One run of each design: --replications N tells how much of the order is chance.',
  ];
}

function metCell({ allMeetWindows, replications }: StoredDesign): Html {
  if (allMeetWindows === null) return html`no limit`;
  const { share } = allMeetWindows;
  const words = replications > 1 ? formatShare(share) : share === 1 ? 'yes' : 'no';
  return share === 1 ? html`<span class="good">${words}</span>` : html`<strong class="bad">${words}</strong>`;
}

function intervalText(interval: Interval | undefined): string {
  if (interval === undefined || interval.ci95 === null) return '–';
  const [low, high] = interval.ci95;
  return low === high ? 'always the same' : intervalWords([low, high], formatSeconds);
}

function mostWaited({ waits = {} }: StoredDesign): Piece {
  const [first] = Object.entries(waits).sort(([, a], [, b]) => b.mean - a.mean);
  return first === undefined || first[1].mean === 0
    ? 'nothing'
    : html`${first[0]} <span class="unbroken">(${formatSeconds(first[1].mean)})</span>`;
}

function heatSections({ heatMaps }: StoredSweep): Html[] {
  return heatMaps.map(({ policy, rows, columns, cells }, i) => {
    const known = cells.flat().filter((value) => value !== null);
    const least = Math.min(...known);
    const most = Math.max(...known);
    const shade = (value: number) =>
      most === least ? 0 : Math.round(((value - least) / (most - least)) * HEAT_SHADES);
    const body = rows.values.map(
      (name, r) =>
        html`<tr><th scope="row">${name}</th>${columns.values.map((_, c) => {
          const value = cells[r]?.[c] ?? null;
          return value === null
            ? html`<td>–</td>`
            : html`<td class="heat-${shade(value)}">${formatSeconds(value)}</td>`;
        })}</tr>
`,
    );
    const [down, right] = [rows.path, columns.path].map((path, _, both) => shortPath(path, both));
    const title = `Window by ${down} and ${right}${policy === null ? '' : `, policy ${policy}`}`;
    return section(
      `map-${i}`,
      title,
      html`<p>${breakable(rows.path)} downwards, ${breakable(columns.path)} to the right. The more a cell stands out, the longer the window.</p>
<div class="frame" tabindex="0" role="region" aria-label="${title}"><table class="heat"><caption class="hidden">${title}</caption><thead><tr><td></td>${columns.values.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${body}</tbody></table></div>
`,
    );
  });
}

/** `8: 18m 56s`, behind an arrow where it is not the first; not broken within. */
function stepText(size: string, seconds: number, isFirst: boolean): Html {
  return html`${isFirst ? '' : ' → '}<span class="unbroken">${size}: ${formatSeconds(seconds)}</span>`;
}

function curvesSection({ curves, designs, axes }: StoredSweep): Html | null {
  return sectionIf(curves.length > 0, 'curves', 'What more of each brings', () => {
    const columns = [
      { head: 'More of' },
      { head: 'With' },
      { head: 'Windows, step by step', isProse: true },
      { head: 'Knee' },
    ];
    const paths = axes.map(({ path }) => path);
    const rows = curves
      .slice(0, CURVES_SHOWN)
      .map(({ axis, others, policy, designs: steps, windowSeconds, knee }) => {
        const sizes = steps.map((row) => designs[row]?.values[axis] ?? '–');
        const rest = Object.entries(others).map(([path, value]) => `${shortPath(path, paths)}=${value}`);
        const kneeSize = knee === null ? '–' : (designs[knee]?.values[axis] ?? '–');
        return [
          axis,
          breakable(
            [...rest, ...(policy === null ? [] : [`policy ${policy}`])].join(', ') || 'all else as it is',
          ),
          sizes.map((size, i) => stepText(size, windowSeconds[i]!, i === 0)),
          knee !== null && knee === steps.at(-1) ? `none up to ${kneeSize}` : kneeSize,
        ];
      });
    const left = curves.length - rows.length;
    return [
      html`<p>Knee: beyond it, more brings little.</p>
`,
      pageTable('What more of each brings', columns, rows),
      moreNote(left, { tail: ' in sweep.json' }),
    ];
  });
}
