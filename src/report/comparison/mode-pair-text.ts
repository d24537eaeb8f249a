import { ATTACHING_MODES } from '../../model/ways/opening-times.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatBytes, formatRate } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { limitsUnsaid, meanSeconds } from '../wording/mode-costs.ts';
import type { Comparison } from './comparison.ts';
import type { ModePair } from './mode-pairs.ts';
import { letterOf } from './side-letter.ts';

/** Most pairs of modes listed for each side; the rest is counted. */
const PAIRS_TOLD = 3;

/** What disks took in one mode and in another, and from which amount on one of them is faster. */
export function modePairTexts(comparison: Comparison): string[] {
  const told = comparison.modePairs.flatMap((pairs, i) => {
    if (pairs === null) return [];
    const first = pairs.slice(0, PAIRS_TOLD).flatMap((pair) => pairLines(pair, letterOf(i + 1)));
    return [...first, ...moreLine(pairs.length - PAIRS_TOLD, { tail: ' of fewer disks' })];
  });
  return [...told, ...modesUnsaid(comparison)];
}

/** What the result depends on where the scenario does not say how fast a mode is. */
export function modesUnsaid({ modesByDefault }: Comparison): string[] {
  const unsaid = limitsUnsaid(modesByDefault);
  if (unsaid.length === 0) return [];
  return [
    ...unsaid,
    'Until these are set, a task reads equally fast in every mode where nothing else limits it.',
  ];
}

function pairLines({ tasks, readBytes, was, is, breakEven }: ModePair, letter: string): string[] {
  const cost = ({ mode, overheadSeconds, taskRate }: typeof was, side: string) =>
    `${printable(mode)} (${side}) ${meanSeconds(overheadSeconds)} without data, then ${formatRate(taskRate)}`;
  const lines = [
    `${counted(tasks, 'task')}, ${formatBytes(readBytes)} each: ${cost(was, 'A')}; ${cost(is, letter)}.`,
  ];
  if (breakEven === undefined) return lines;
  return [...lines, ...breakEvenWords(breakEven).map((words) => `  ${words}`)];
}

/** The result, and what it holds for; empty if both modes are equal. */
export function breakEvenWords(found: NonNullable<ModePair['breakEven']>): string[] {
  if (found.kind === 'from')
    return [
      `At these rates ${found.above} is faster for a disk that reads more than ${formatBytes(found.bytes)}, ${found.below} for one that reads less.`,
      ...[found.above, found.below].filter((mode) => ATTACHING_MODES.includes(mode)).map(togetherWords),
    ];
  return found.mode === null ? [] : [`At these rates ${found.mode} is faster for any amount.`];
}

/** How much of an overhead falls to one disk depends on how many share it. */
function togetherWords(mode: string): string {
  return `This holds for as many disks per VM as here: ${mode} attaches a VM's disks to a proxy once for all of them.`;
}
