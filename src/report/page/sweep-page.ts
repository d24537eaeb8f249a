import { isCutShort, rangeOf } from '../../experiment/designs/heat-map.ts';
import { capitalised } from '../../units/capitalised.ts';
import { counted } from '../../units/counted.ts';
import { shortPath } from '../characters/short-path.ts';
import { orderSentences } from '../sweep/answer.ts';
import { type CurveWords, curveWords, KNEE_WORDS } from '../sweep/curve-words.ts';
import { type DesignColumn, designColumns } from '../sweep/design-columns.ts';
import {
  byWindow,
  type SweepCurve,
  type SweepData,
  type SweepDesign,
  tellsIntervals,
  windowOf,
} from '../sweep/sweep-data.ts';
import { metTone, metWords, mostWaited, windowWordsOf } from '../sweep/words.ts';
import { HEAT_SHADES } from '../theme.ts';
import { boundSetter } from '../wording/bound-words.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { breakable } from './breakable.ts';
import { type Html, html, type Piece } from './html.ts';
import { type PageParts, wholePage } from './page-frame.ts';
import { type ChartPoint, pointChart } from './point-chart.ts';
import { paragraphs, toned } from './prose.ts';
import { type PageSection, section, sectionIf } from './section.ts';
import { heatTable, moreNote, pageTable } from './table.ts';

/** Of more designs only those with the shortest windows are shown; `sweep.csv` has them all. */
const DESIGNS_SHOWN = 500;
/** Of more curves only the first are shown; `sweep.json` has them all. */
const CURVES_SHOWN = 200;
/** Most curves drawn; the table has the figures of all. */
const CURVES_DRAWN = 4;

/** A sweep's designs, the shortest window first. */
export function sweepPage(sweep: SweepData, parts: PageParts): string {
  const { scenario, designs, replications } = sweep;
  return wholePage(
    {
      title: `${scenario.name}: ${counted(designs.length, 'design')}`,
      subtitle: `Sweep of ${scenario.file}, ${counted(replications, 'replication')} of each design`,
      sections: [designsSection(sweep), ...heatSections(sweep), curvesSection(sweep)],
    },
    parts,
  );
}

const PAGE_CELLS: Readonly<Record<NonNullable<DesignColumn['tells']>, (design: SweepDesign) => Piece>> = {
  met: metCell,
  waited: waitCell,
};

function designsSection(sweep: SweepData): PageSection {
  const { designs } = sweep;
  const shown = byWindow(sweep).slice(0, DESIGNS_SHOWN);
  const columns = designColumns(sweep);
  const rows = shown.map((design, rank) => [
    ...columns.map(({ tells, cell }) =>
      tells === undefined ? cell(design, rank) : PAGE_CELLS[tells](design),
    ),
    design.boundBy === null ? '–' : breakable(boundSetter(design.boundBy)),
  ]);
  return section(
    'designs',
    'Designs',
    paragraphs(orderSentences(sweep)),
    pageTable('Designs', [...columns, { head: 'Lower bound set by', isProse: true }], rows),
    moreNote(designs.length - shown.length, { tail: ', with longer windows, in sweep.csv' }),
  );
}

function metCell(design: SweepDesign): Html {
  return toned(metTone(design), metWords(design));
}

function waitCell(design: SweepDesign): Piece {
  const most = mostWaited(design);
  return most === undefined
    ? 'nothing'
    : html`${most.cause} <span class="unbroken">(${formatSeconds(most.seconds)})</span>`;
}

function heatSections(sweep: SweepData): PageSection[] {
  return sweep.heatMaps.map((map, i) => {
    const { policy, rows, columns, cells } = map;
    const { low, high } = rangeOf(map);
    const shade = (value: number) =>
      high === low ? 0 : Math.round(((value - low) / (high - low)) * HEAT_SHADES);
    const uncoloured = map.cutShort === undefined ? '' : ' Without colour: tasks were stopped, not compared.';
    const [down, right] = [rows.path, columns.path].map((path, _, both) => shortPath(path, both));
    const title = `${capitalised(windowWordsOf(sweep))} by ${down} and ${right}${policy === null ? '' : `, policy ${policy}`}`;
    return section(
      `map-${i}`,
      title,
      html`<p>${breakable(rows.path)} down, ${breakable(columns.path)} across. The stronger the colour, the longer the window.${uncoloured}</p>`,
      heatTable(title, { right: columns.values, down: rows.values }, (r, c) => {
        const value = cells[r]?.[c] ?? null;
        if (value === null) return null;
        return { shade: isCutShort(map, r, c) ? null : shade(value), text: formatSeconds(value) };
      }),
    );
  });
}

/** `8: 18m 56s`, with an arrow before all but the first; never broken. */
function stepText({ size, window }: CurveWords['steps'][number], isFirst: boolean): Html {
  return html`${isFirst ? '' : ' → '}<span class="unbroken">${size}: ${window}</span>`;
}

/** The windows along one axis, with the intervals of their means and the knee. */
function curvePicture(sweep: SweepData, curve: SweepCurve): Html {
  const { others, steps } = curveWords(sweep, curve);
  const sizes = new Map(curve.sizes.map((size, i) => [size, steps[i]!.size]));
  const hasIntervals = tellsIntervals(sweep);
  return pointChart({
    title: `${capitalised(windowWordsOf(sweep))} by ${curve.axis}${Object.keys(curve.others).length === 0 && curve.policy === null ? '' : `, with ${others}`}`,
    yName: `${windowWordsOf(sweep)}${hasIntervals ? ': mean, with its 95% interval' : ''}`,
    xName: curve.axis,
    xText: (size) => sizes.get(size) ?? '',
    points: curve.designs.map((row, i) => {
      const design = sweep.designs[row]!;
      const y = curve.windowSeconds[i]!;
      const { size, window } = steps[i]!;
      const isKnee = row === curve.knee && row !== curve.designs.at(-1);
      return {
        x: curve.sizes[i]!,
        y,
        range: windowOf(sweep, design)?.ci95 ?? [y, y],
        tone: toneOf(design),
        label: `${size}: ${window}, windows met: ${metWords(design)}`,
        mark: isKnee ? 'knee' : '',
      };
    }),
  });
}

function toneOf(design: SweepDesign): ChartPoint['tone'] {
  const tone = metTone(design);
  return tone === 'neutral' ? 'plain' : tone;
}

function curvesSection(sweep: SweepData): PageSection | null {
  const { curves } = sweep;
  return sectionIf(curves.length > 0, 'curves', 'Gain from more of each', () => {
    const columns = [
      { head: 'More of' },
      { head: 'With' },
      { head: 'Windows, step by step', isProse: true },
      { head: 'Knee' },
    ];
    const rows = curves.slice(0, CURVES_SHOWN).map((curve) => {
      const { others, steps, knee } = curveWords(sweep, curve);
      return [curve.axis, breakable(others), steps.map((step, i) => stepText(step, i === 0)), knee];
    });
    const left = curves.length - rows.length;
    return [
      curves.slice(0, CURVES_DRAWN).map((curve) => curvePicture(sweep, curve)),
      html`<p>Knee: ${KNEE_WORDS}.</p>`,
      pageTable('Gain from more of each', columns, rows),
      moreNote(left, { tail: ' in sweep.json' }),
    ];
  });
}
