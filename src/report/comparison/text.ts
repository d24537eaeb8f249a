import { SECOND_US } from '../../units/civil-time.ts';
import { counted } from '../../units/counted.ts';
import { firstOf, moreLine } from '../../units/cut-list.ts';
import { formatDateTime } from '../../units/format-quantity.ts';
import { metricUnit } from '../../units/metric-unit.ts';
import { type Paint, PLAIN } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { differentRecipes } from '../fingerprint-recipe.ts';
import { sectionsText } from '../text/sections.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { wrapped } from '../text/wrapped.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { answerSentences } from './answer.ts';
import type { ComparedSide, Comparison } from './comparison.ts';
import { distributionSentences } from './distribution-text.ts';
import type { Change, ComparedFigure, FigureGroup } from './figures.ts';
import { modePairTexts } from './mode-pair-text.ts';
import { pairedComparisonLines } from './paired-text.ts';
import { letterOf } from './side-letter.ts';
import { type Decided, wholeMilliseconds } from './tasks.ts';
import { formatChange, formatFigure, formatPercent, hasPercent } from './values.ts';

/** Most rows of one group; if there are more, those that changed most are shown, and none whose change cannot be seen. */
const SHOWN = 8;

/** The comparison for a terminal. Ends with a line break. */
export function comparisonText(
  comparison: Comparison,
  sides: readonly ComparedSide[],
  paint: Paint = PLAIN,
): string {
  const sections = [
    sideLines(comparison),
    answerSentences(comparison).flatMap((sentence) => wrapped(sentence, paint.width.sentence)),
    ...comparison.figures.map((group) => groupLines(group, comparison.sides.length, paint)),
    comparison.replicated === undefined ? [] : pairedComparisonLines(comparison.replicated, paint),
    distributionLines(comparison, paint),
    modePairLines(comparison, paint),
    taskLines(comparison, sides, paint),
    conditionLines(comparison, paint),
  ];
  return sectionsText(sections, paint.width.line);
}

/** `, the first of 3 replications`; empty if not replicated. */
export function amongReplications(replications: number | null): string {
  return replications === null ? '' : `, the first of ${counted(replications, 'replication')}`;
}

/** What each letter stands for, and whether all sides made the same decisions. */
export function sideLines({ sides }: Comparison): string[] {
  const same = sides.every(({ fingerprint }) => fingerprint === sides[0]?.fingerprint);
  const lines = sides.map(
    ({ file, changes, replications, policy, seed }, side) =>
      `${letterOf(side)}  ${printable([file, ...changes].join(', '))}${amongReplications(replications)}, policy ${printable(policy)}, seed ${printable(`${seed}`)}`,
  );
  if (same) return [...lines, 'The same decisions from first to last: one fingerprint.'];
  const others = sides.flatMap(({ fingerprint }, side) => {
    const recipes = differentRecipes(sides[0]?.fingerprint, fingerprint);
    if (recipes === undefined) return [];
    const pair = `A and ${letterOf(side)}`;
    return [
      `The fingerprints of ${pair} use recipes ${recipes.was} and ${recipes.is}: only starts can be compared.`,
    ];
  });
  return [...lines, ...others, ...sides.slice(1).flatMap((_, i) => otherInput(sides, i + 1))];
}

/** When two stored results differ, the first question is whether they have the same input. */
function otherInput(sides: Comparison['sides'], side: number): string[] {
  const [a, b] = [sides[0]!, sides[side]!];
  if (a.storedText === null || b.storedText === null || a.fingerprint === b.fingerprint) return [];
  const pair = `A and ${letterOf(side)}`;
  if (a.storedText !== b.storedText) return [`${pair} come from different scenario texts.`];
  if (a.policy !== b.policy || a.seed !== b.seed) return [];
  const isKnown = a.settingsKnown && b.settingsKnown;
  const same = `${pair} come from the same scenario text, policy and seed`;
  if (isKnown && a.changes.join() !== b.changes.join())
    return [`${same}. Their first lines name the settings that differ.`];
  const settings = isKnown ? '' : '--set, --until, --replay, ';
  return [
    `${same}${isKnown ? ', with the same settings' : ''}. What may differ: ${settings}an included file, an inventory,`,
    '  a policy in a file under the same name, or the version of the program (report.md has both commands and versions).',
  ];
}

/** The rows of a group that are shown, and how many are left out. */
export function shownFigures({ figures }: FigureGroup): {
  readonly rows: readonly ComparedFigure[];
  readonly left: number;
} {
  if (figures.length <= SHOWN) return { rows: figures, left: 0 };
  const weight = (figure: ComparedFigure) =>
    figure.metric === 'window.seconds' ? Number.POSITIVE_INFINITY : size(figure);
  const most = [...figures].sort((a, b) => weight(b) - weight(a)).slice(0, SHOWN);
  const seen = most.filter((figure) => weight(figure) === Number.POSITIVE_INFINITY || isSeen(figure));
  const kept = seen.length === 0 ? most : seen;
  return { rows: figures.filter((figure) => kept.includes(figure)), left: figures.length - kept.length };
}

/** Whether a change is more than nothing in the digits that are shown. */
function isSeen({ metric, changes }: ComparedFigure): boolean {
  const seen = metricUnit(metric) === 'share' ? LEAST_SHARE_SEEN : 0;
  return changes.some((change) => Math.abs(change?.difference ?? 0) > seen);
}

/** Shares are shown to a tenth of a percent. */
const LEAST_SHARE_SEEN = 0.0005;

function size({ changes }: ComparedFigure): number {
  return changes.reduce((most, change) => Math.max(most, Math.abs(change?.difference ?? 0)), 0);
}

/** Cells of a row after its label: the first value, then value, change and percentage of each other side. */
export function figureCells({ metric, values, changes }: ComparedFigure): string[] {
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? '-' : formatFigure(metric, value);
  return [
    cell(values[0]),
    ...changes.flatMap((change, i) => [cell(values[i + 1]), ...changeCells(metric, change)]),
  ];
}

function changeCells(metric: string, change: Change | null): string[] {
  if (change === null) return ['', ''];
  return change.difference === 0
    ? ['same', '']
    : [formatChange(metric, change.difference), hasPercent(metric) ? formatPercent(change) : ''];
}

/** Column headers for `figureCells`. */
export function figureHeads(sides: number): string[] {
  return ['A', ...Array.from({ length: sides - 1 }, (_, i) => [letterOf(i + 1), 'change', '']).flat()];
}

function figureColumn(head: string): TextColumn {
  return { head, align: 'right', saysMore: head === 'change' || head === '' };
}

function groupLines(group: FigureGroup, sides: number, paint: Paint): string[] {
  const { rows, left } = shownFigures(group);
  const table = textTable(
    [{ head: group.title }, ...figureHeads(sides).map(figureColumn)],
    rows.map((figure) => [printable(figure.label), ...figureCells(figure)]),
    paint,
  );
  return [...table, ...moreLine(left, { tail: ', changed less' })];
}

function modePairLines(comparison: Comparison, paint: Paint): string[] {
  const sentences = modePairTexts(comparison);
  if (sentences.length === 0) return [];
  return [paint.heading('The same disks in another mode'), ...sentences.map((line) => `  ${line}`)];
}

function distributionLines({ distributions = [] }: Comparison, paint: Paint): string[] {
  if (distributions.length === 0) return [];
  return [
    paint.heading('The same distribution?'),
    ...distributionTexts(distributions).map((line) => `  ${line}`),
  ];
}

/** Sentences on every side after the first. */
export function distributionTexts(distributions: NonNullable<Comparison['distributions']>): string[] {
  return distributions.flatMap((found, i) => {
    const [first, ...others] = distributionSentences(found);
    return [`${letterOf(i + 1)}: ${first}`, ...others.map((line) => `   ${line}`)];
  });
}

function taskLines(comparison: Comparison, sides: readonly ComparedSide[], paint: Paint): string[] {
  const lines = taskSentences(comparison, sides);
  return lines.length === 0 ? [] : [paint.heading('Tasks'), ...lines.map((line) => `  ${line}`)];
}

/** How tasks and VMs differ from the first side. */
export function taskSentences(
  { moved, firstApart, sides: told }: Comparison,
  sides: readonly ComparedSide[],
): string[] {
  return moved.flatMap((one, i) => {
    const letter = letterOf(i + 1);
    const lines = [...protectionSentences(told[0]!.unprotected, told[i + 1]!.unprotected, letter)];
    if (told[i + 1]!.fingerprint === told[0]!.fingerprint)
      return [...lines, `${letter}: every decision as in A.`];
    if (one === null)
      return [...lines, `${letter}: one of the two has no tasks.csv, so moved tasks are not known.`];
    if (one.of > 0)
      lines.push(
        `${letter}: ${one.count} of ${counted(one.of, 'task')} on another proxy or in another mode.`,
      );
    for (const { task, was, is } of one.first) lines.push(`  ${printable(`${task}: ${was}, now ${is}`)}`);
    lines.push(...moreLine(one.count - one.first.length));
    if (one.onlyBefore > 0) lines.push(`${letter}: ${counted(one.onlyBefore, 'task')} of A did not start.`);
    if (one.onlyAfter > 0)
      lines.push(`${letter}: ${counted(one.onlyAfter, 'task')} started that did not in A.`);
    const apart = firstApart[i];
    if (apart === null || apart === undefined) return [...lines, `${letter}: every start as in A.`];
    const [was, is] = decidedTexts([apart.was, sides[0]!], [apart.is, sides[i + 1]!]);
    lines.push(
      `${letter}: first differs from A at start ${apart.index + 1}:`,
      `  A: ${was}`,
      `  ${letter}: ${is}`,
    );
    return lines;
  });
}

function protectionSentences(before: readonly string[], after: readonly string[], letter: string): string[] {
  const lost = after.filter((vm) => !before.includes(vm));
  const won = before.filter((vm) => !after.includes(vm));
  const lines: string[] = [];
  if (lost.length > 0) lines.push(`${letter}: no longer protected: ${namesText(lost)}.`);
  if (won.length > 0) lines.push(`${letter}: now protected: ${namesText(won)}.`);
  return lines;
}

const VMS_NAMED = 5;

function namesText(names: readonly string[]): string {
  return firstOf(names, VMS_NAMED, printable);
}

type DecidedBy = readonly [Decided | null, ComparedSide];

/** To the second, or to the millisecond if both would read the same. */
function decidedTexts(a: DecidedBy, b: DecidedBy): [string, string] {
  const [was, is] = [decidedText(a, wholeSeconds), decidedText(b, wholeSeconds)];
  return was === is ? [decidedText(a, withMilliseconds), decidedText(b, withMilliseconds)] : [was, is];
}

function decidedText([decided, { clockStartUs }]: DecidedBy, instant: typeof wholeSeconds): string {
  if (decided === null) return 'no start any more';
  const { task, atSeconds, place } = decided;
  return printable(`${instant(atSeconds, clockStartUs)}  ${task} to ${place}`);
}

function wholeSeconds(atSeconds: number, clockStartUs: number | null): string {
  if (clockStartUs === null) return `${formatSeconds(atSeconds)} after the start`;
  return formatDateTime(clockStartUs + Math.round(atSeconds * SECOND_US)).replace('T', ' ');
}

function withMilliseconds(atSeconds: number, clockStartUs: number | null): string {
  const ms = wholeMilliseconds(atSeconds);
  if (clockStartUs === null) return `${(ms / 1000).toFixed(3)}s after the start`;
  return `${wholeSeconds(Math.floor(ms / 1000), clockStartUs)}.${`${ms % 1000}`.padStart(3, '0')}`;
}

function conditionLines({ conditions }: Comparison, paint: Paint): string[] {
  if (conditions.length === 0) return [];
  const lines = conditions.map(({ failed, text }) =>
    failed ? `  ${paint.bad('FAILED')} ${printable(text)}` : `  ${paint.good('fine')} ${printable(text)}`,
  );
  return [paint.heading('Conditions'), ...lines];
}
