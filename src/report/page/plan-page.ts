import { tightestJob } from '../../experiment/plan/goal.ts';
import type { Plan, PlannedDesign } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trial.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import { counted } from '../../units/counted.ts';
import { PLAIN } from '../paint.ts';
import { costCells, marginLines, verdictLines } from '../plan/answer.ts';
import { designCells, designColumns, designsOnTheWay, stepLines } from '../plan/cheaper.ts';
import { growthLines } from '../plan/growth.ts';
import { limitLines } from '../plan/limits.ts';
import { LOSS_COLUMNS, lossRows, lossVerdict } from '../plan/losses.ts';
import { searchLines } from '../plan/text.ts';
import {
  amountWords,
  certaintyWords,
  costWords,
  designWords,
  hasOneDesign,
  heldWords,
  nightsHeldWords,
  spareWords,
} from '../plan/words.ts';
import { shareInterval } from '../replications/text.ts';
import type { TextColumn } from '../text/table.ts';
import { type Html, html } from './html.ts';
import { type PageParts, wholePage } from './page-frame.ts';
import { type ChartPoint, pointChart } from './point-chart.ts';
import { pageTable, paragraphs, section, sectionIf } from './table.ts';

/** Of more designs the dearest are shown; `plan.json` has them all. */
const DESIGNS_SHOWN = 200;

/** A plan for people: the answer, what cheaper designs miss, a lost proxy, growing data. */
export function planPage(plan: Plan, again: readonly string[], parts: PageParts): string {
  const { scenario } = plan.experiment;
  return wholePage(
    {
      title: `${scenario.name}: a window of ${plan.window}`,
      subtitle: `Plan of ${scenario.file}: ${foundText(plan)}`,
      sections: [
        answerSection(plan),
        designsSection(plan),
        lossSection(plan),
        growthSection(plan),
        section('search', 'How it was found', paragraphs(searchLines(plan))),
        section(
          'again',
          'Again',
          html`<pre>${again.map((line) => html`${line}\n`)}</pre>
`,
        ),
      ].filter((one): one is Html => one !== null),
    },
    parts,
  );
}

function foundText(plan: Plan): string {
  if (hasOneDesign(plan)) return 'the design as it is';
  const { chosen, designs } = plan;
  const among = counted(designs.length, 'design');
  return chosen === null ? `none of ${among} holds it` : `the cheapest of ${among} that holds it`;
}

function answerSection(plan: Plan): Html {
  const [verdict, ...others] = verdictLines(plan);
  const tone = plan.chosen === null ? 'bad' : 'good';
  const figures = trialFigures(plan.best.trial);
  const limits = [...limitLines(plan), ...(plan.chosen === null ? [] : stepLines(plan))];
  return html`<section id="answer" class="answer tone-${tone}" aria-labelledby="answer-title">
<h2 id="answer-title" class="verdict">${verdict!}</h2>
${paragraphs([...others, ...marginLines(figures)])}<dl class="cards">
${cards(plan).map(
  ({ name, value, note }) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>
`,
)}</dl>
<h3>What limits the next step</h3>
<ul>${(limits.length === 0 ? ['Nothing was done that could be limited.'] : limits).map(
    (line) => html`<li>${line}</li>
`,
  )}</ul>
${costTable(plan)}</section>
`;
}

interface Card {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

function cards(plan: Plan): Card[] {
  const { held, spare, worst } = trialFigures(plan.best.trial);
  const lossless = plan.losses.filter(({ trial }) => trial.verdict === 'holds').length;
  const found: Card[] = [
    {
      name: 'Nights that hold',
      value: heldWords(held),
      note: held.n === 1 ? certaintyWords(held) : `of all ${shareInterval(held.ci95)}`,
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
  if (plan.prices !== null || !hasOneDesign(plan))
    found.push({
      name: 'Cost',
      value: costWords(plan.best.cost, plan),
      note: plan.prices === null ? 'steps along the axes, our assumption' : 'by the price list',
    });
  if (plan.chosen !== null && plan.losses.length > 0)
    found.push({
      name: 'Proxies that may be lost',
      value: `${lossless} of ${plan.losses.length}`,
      note: 'one at a time, from the start',
    });
  return found;
}

function costTable({ best, prices }: Plan): Html | null {
  if (prices === null) return null;
  const columns = [{ head: 'Of' }, { head: 'How' }, { head: 'Cost', isFigure: true }];
  const rows = best.cost.lines.map((line) => {
    const [total, path, how] = costCells(line);
    return [path, how, total];
  });
  return html`<h3>What it costs</h3>
${pageTable('What it costs', columns, rows)}`;
}

function designsSection(plan: Plan): Html | null {
  if (hasOneDesign(plan)) return null;
  const run = designsOnTheWay(plan);
  const shown = run.slice(-DESIGNS_SHOWN);
  const rows = shown.map((design) => {
    const [first, ...cells] = designCells(plan, design);
    return [design === plan.chosen ? html`<span class="good">${first!} (answer)</span>` : first!, ...cells];
  });
  const left = run.length - shown.length;
  return section(
    'designs',
    plan.chosen === null ? 'Designs, none of which holds' : 'Cheaper designs, and the answer',
    costChart(plan, run),
    pageTable('Designs', designColumns(plan).map(pageColumn), rows),
    left > 0
      ? html`<p>${left} cheaper ones are in plan.json.</p>
`
      : null,
  );
}

/** One design alone has nothing to be seen against. */
function costChart(plan: Plan, run: readonly PlannedDesign[]): Html | null {
  const points = run.flatMap((design) => costPoint(plan, design));
  if (points.length < 2) return null;
  const unit = plan.prices === null ? 'steps' : plan.prices.unit;
  const xName = unit === '' ? 'cost' : `cost, ${unit}`;
  return html`<p>A dot is the mean of a design's nights, its line goes from the worst night to the best. Below zero a job is late.</p>
${pointChart({ title: 'Time to spare against cost', xName, xText: amountWords, points })}`;
}

function pageColumn({ head, align }: TextColumn): { readonly head: string; readonly isFigure: boolean } {
  return { head, isFigure: align === 'right' };
}

function costPoint(plan: Plan, design: PlannedDesign): ChartPoint[] {
  const { trial, cost } = design;
  const label = `${designWords(trial.point)}: ${costWords(cost, plan)}`;
  return nightsPoint(trial, { x: cost.total, label, mark: design === plan.chosen ? 'answer' : '' });
}

/** None where no job of any night came to its end. */
function nightsPoint(
  trial: Trial,
  { x, label, mark }: Pick<ChartPoint, 'x' | 'label' | 'mark'>,
): ChartPoint[] {
  const { spare, held } = trialFigures(trial);
  if (spare === null) return [];
  const spares = trial.outcomes.flatMap((outcome) => tightestJob(outcome)?.spareSeconds ?? []);
  return [
    {
      x,
      y: spare.mean,
      range: [Math.min(...spares), Math.max(...spares)],
      tone: trial.verdict === 'holds' ? 'good' : 'bad',
      label: `${label}, windows hold in ${nightsHeldWords(held)}, ${spareWords(spare.mean)} on average`,
      mark,
    },
  ];
}

function lossSection(plan: Plan): Html | null {
  // The worst night is told in a sentence.
  const columns = LOSS_COLUMNS.map((column, i, all) => ({
    ...pageColumn(column),
    isProse: i === all.length - 1,
  }));
  return sectionIf(plan.chosen !== null && plan.losses.length > 0, 'losses', 'If a proxy is lost', () => [
    paragraphs([lossVerdict(plan, PLAIN)]),
    pageTable('If a proxy is lost', columns, lossRows(plan)),
  ]);
}

function growthSection(plan: Plan): Html | null {
  const lines = growthLines(plan, PLAIN);
  return sectionIf(lines.length > 0, 'growth', 'While the data grows', () => [
    paragraphs(lines),
    pointChart({
      title: 'Time to spare, month by month',
      xName: 'months from today',
      xText: (month) => `${month}`,
      points: plan.months.flatMap(({ month, factor, trial }) => {
        const mark = trial.verdict === 'misses' ? 'breaks' : '';
        return nightsPoint(trial, { x: month, label: `month ${month}, data x${factor.toFixed(2)}`, mark });
      }),
    }),
  ]);
}
