import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import { capitalised } from '../../units/capitalised.ts';
import { counted } from '../../units/counted.ts';
import { PLAIN } from '../characters/paint.ts';
import { areAlike, costCells, marginLines, verdictLines } from '../plan/answer.ts';
import {
  designCells,
  designColumns,
  designsHeading,
  designsOnTheWay,
  leftOutNoun,
  shownDesigns,
  stepLines,
} from '../plan/cheaper.ts';
import { growthLines } from '../plan/growth.ts';
import { limitLines } from '../plan/limits.ts';
import {
  hindranceLines,
  LOSS_COLUMNS,
  lossNotes,
  lossRows,
  lossVerdicts,
  tellsLosses,
} from '../plan/losses.ts';
import {
  bestDesign,
  hasOneDesign,
  type PlanData,
  type PlanDesign,
  type RunDesign,
} from '../plan/plan-data.ts';
import { searchLines } from '../plan/text.ts';
import { VARIATION_COLUMNS, VARIATION_HEADING, variationRows } from '../plan/variation.ts';
import {
  amountWords,
  certaintyWords,
  costWords,
  heldWords,
  nightsHeldWords,
  spareWords,
  windowWords,
} from '../plan/words.ts';
import { shareInterval } from '../replications/words.ts';
import type { TextColumn } from '../text/table.ts';
import { designWords } from '../wording/design-words.ts';
import { breakable, commandText } from './breakable.ts';
import type { Card } from './cards.ts';
import { type Html, html } from './html.ts';
import { type PageParts, wholePage } from './page-frame.ts';
import { type ChartPoint, pointChart } from './point-chart.ts';
import { bulletList, paragraphs, toned } from './prose.ts';
import { answerFirst, type PageSection, section, sectionIf } from './section.ts';
import { moreNote, pageTable } from './table.ts';

/** Of more designs only those nearest to the answer are shown; `plan.json` has them all. */
const DESIGNS_SHOWN = 200;

/** `report.html` of a plan: the answer, what cheaper designs miss, the loss of a proxy, growing data. */
export function planPage(plan: PlanData, parts: PageParts): string {
  const { scenario, again } = plan;
  return wholePage(
    {
      title: `${scenario.name}: ${plan.window === null ? windowWords(plan) : `a window of ${plan.window}`}`,
      subtitle: `Plan of ${scenario.file}: ${foundText(plan)}`,
      sections: [
        answerSection(plan),
        designsSection(plan),
        lossSection(plan),
        growthSection(plan),
        variationSection(plan),
        section('search', 'How it was found', paragraphs(searchLines(plan))),
        section(
          'again',
          'Run it again',
          html`<pre>${[again.plan, again.night].map((line) => html`${commandText(line)}\n`)}</pre>`,
        ),
      ],
    },
    parts,
  );
}

function foundText(plan: PlanData): string {
  if (hasOneDesign(plan)) return 'the design as it is';
  const { chosen, designs } = plan;
  const among = counted(designs.length, 'design');
  return chosen === null ? `none of ${among} holds it` : `the cheapest of ${among} that holds it`;
}

function answerSection(plan: PlanData): PageSection {
  const [verdict, ...others] = verdictLines(plan);
  const limits = [...limitLines(plan), ...(plan.chosen === null ? [] : stepLines(plan))];
  const told = limits.length === 0 ? ['Nothing ran, so nothing limits it.'] : limits;
  return answerFirst(
    {
      tone: plan.chosen === null ? 'bad' : 'good',
      verdict: breakable(verdict!),
      told: paragraphs([...others, ...marginLines(plan)]),
      cards: cards(plan),
    },
    html`<h3>What limits the next step</h3>
${bulletList(told.map(breakable))}
`,
    costTable(plan),
  );
}

function cards(plan: PlanData): Card[] {
  const { cost, nights } = bestDesign(plan);
  const { held, spare, worst } = nights;
  const found: Card[] = [
    {
      name: 'Nights that hold',
      value: heldWords(held),
      note: certaintyNote(plan),
    },
  ];
  if (spare !== null)
    found.push({
      name: 'Margin, mean',
      value: spareWords(spare.mean),
      note: 'of the tightest job of each night',
    });
  if (worst !== null)
    found.push({ name: 'Worst night', value: spareWords(worst.spareSeconds), note: worst.job });
  if (plan.costUnit !== null || !hasOneDesign(plan))
    found.push({
      name: 'Cost',
      value: costWords(cost, plan),
      note: plan.costUnit === null ? 'steps along the axes, our assumption' : 'by the price list',
    });
  found.push(
    ...lossCard('Proxies', plan.losses),
    ...lossCard('Hosts', plan.hostLosses ?? [], plan.hostsNotTried?.length),
  );
  return found;
}

function lossCard(what: string, losses: readonly { readonly nights: TrialFigures }[], notTried = 0): Card[] {
  if (losses.length === 0) return [];
  const survived = losses.filter(({ nights }) => nights.verdict === 'holds').length;
  return [
    {
      name: `${what} that may be lost`,
      value: `${survived} of ${losses.length}`,
      note: `one at a time, from the start${notTried === 0 ? '' : `; ${notTried} more not tried`}`,
    },
  ];
}

function certaintyNote(plan: PlanData): string {
  const { held } = bestDesign(plan).nights;
  if (areAlike(plan)) return 'all alike: nothing is left to chance';
  return held.n === 1 ? certaintyWords(held) : `of all ${shareInterval(held.ci95)}`;
}

function costTable(plan: PlanData): Html | null {
  if (plan.costUnit === null) return null;
  const columns = [{ head: 'Of' }, { head: 'How' }, { head: 'Cost', isFigure: true }];
  const rows = bestDesign(plan).costLines.map((line) => {
    const [total, path, how] = costCells(line);
    return [path, how, total];
  });
  return html`<h3>What it costs</h3>
${pageTable('What it costs', columns, rows)}`;
}

function designsSection(plan: PlanData): PageSection | null {
  if (hasOneDesign(plan)) return null;
  const run = designsOnTheWay(plan);
  const { shown, left } = shownDesigns(plan, DESIGNS_SHOWN);
  const rows = shown.map((design) => {
    const [first, ...cells] = designCells(plan, design);
    return [
      design === answerOf(plan) ? toned('good', html`${breakable(first!)} (answer)`) : first!,
      ...cells,
    ];
  });
  return section(
    'designs',
    designsHeading(plan),
    costChart(plan, run),
    pageTable(
      'Designs',
      // A path is written as in a scenario, where capital letters matter.
      designColumns(plan).map((column, i) =>
        i < plan.axes.length ? { head: column.head } : pageColumn(column),
      ),
      rows,
    ),
    moreNote(left, { noun: leftOutNoun(plan), tail: ' in plan.json' }),
  );
}

/** Null if there is only one design, so that there is nothing to compare it with. */
function costChart(plan: PlanData, run: readonly RunDesign[]): Html | null {
  const points = run.flatMap((design) => costPoint(plan, design));
  if (points.length < 2) return null;
  const unit = plan.costUnit ?? 'steps';
  const xName = unit === '' ? 'cost' : `cost, ${unit}`;
  return html`<p>Each dot is the mean of a design's nights; its line spans the worst to the best night. Below zero a job is late.</p>
${pointChart({ title: 'Time to spare against cost', yName: 'time to spare', xName, xText: amountWords, points })}`;
}

function pageColumn({ head, align }: TextColumn): { readonly head: string; readonly isFigure: boolean } {
  return { head: capitalised(head), isFigure: align === 'right' };
}

function costPoint(plan: PlanData, design: RunDesign): ChartPoint[] {
  const { nights, cost } = design;
  const label = `${designWords(design)}: ${costWords(cost, plan)}`;
  return nightsPoint(nights, { x: cost, label, mark: design === answerOf(plan) ? 'answer' : '' });
}

/** Null if no design holds. */
function answerOf({ designs, chosen }: PlanData): PlanDesign | null {
  return chosen === null ? null : designs[chosen]!;
}

/** None if no job finished in any night. */
function nightsPoint(
  { spare, worst, bestSpareSeconds, held, verdict }: TrialFigures,
  { x, label, mark }: Pick<ChartPoint, 'x' | 'label' | 'mark'>,
): ChartPoint[] {
  if (spare === null || worst === null || bestSpareSeconds === null) return [];
  return [
    {
      x,
      y: spare.mean,
      range: [worst.spareSeconds, bestSpareSeconds],
      tone: verdict === 'holds' ? 'good' : 'bad',
      label: `${label}, windows hold in ${nightsHeldWords(held)}, ${spareWords(spare.mean)} on average`,
      mark,
    },
  ];
}

function lossSection(plan: PlanData): PageSection | null {
  // The worst night is described in a sentence.
  const columns = LOSS_COLUMNS.map((column, i, all) => ({
    ...pageColumn(column),
    isProse: i === all.length - 1,
  }));
  const rows = lossRows(plan);
  const title = (plan.hostLosses ?? []).length === 0 ? 'If a proxy is lost' : 'If a proxy or a host is lost';
  return sectionIf(tellsLosses(plan), 'losses', title, () => [
    paragraphs([...lossVerdicts(plan, PLAIN), ...hindranceLines(plan), ...lossNotes(plan)]),
    rows.length === 0 ? null : pageTable(title, columns, rows),
  ]);
}

function variationSection(plan: PlanData): PageSection | null {
  const { vary } = plan.again;
  return sectionIf(vary !== null, 'variation', VARIATION_HEADING, () => [
    pageTable(VARIATION_HEADING, VARIATION_COLUMNS.map(pageColumn), variationRows(plan)),
    html`<p>Try it with:</p>
<pre>${commandText(vary!)}</pre>`,
  ]);
}

function growthSection(plan: PlanData): PageSection | null {
  const lines = growthLines(plan, PLAIN);
  return sectionIf(lines.length > 0, 'growth', 'While the data grows', () => [
    paragraphs(lines),
    // If no design holds today, no month was simulated.
    plan.months.length === 0 ? null : monthsChart(plan),
  ]);
}

function monthsChart({ months }: PlanData): Html {
  return pointChart({
    title: 'Time to spare, month by month',
    yName: 'time to spare',
    xName: 'months from today',
    xText: (month) => `${month}`,
    points: months.flatMap(({ month, dataFactor, nights }) => {
      const mark = nights.verdict === 'misses' ? 'breaks' : '';
      return nightsPoint(nights, {
        x: month,
        label: `month ${month}, data x${dataFactor.toFixed(2)}`,
        mark,
      });
    }),
  });
}
