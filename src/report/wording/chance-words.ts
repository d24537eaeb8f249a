import type { LeftToChance } from '../../metrics/left-to-chance.ts';

const WORDS: Readonly<Record<LeftToChance, string>> = {
  disks: 'disk figures',
  faults: 'faults',
  scheduler: 'scheduler choices',
};

/**
 * That a run is one of many that were possible, and how to see the others; undefined: nothing was drawn. Without it, a
 * window that holds by luck looks like one that always holds.
 */
export function chanceWords(left: readonly LeftToChance[]): string | undefined {
  if (left.length === 0) return undefined;
  const names = left.map((one) => WORDS[one]);
  const last = names.pop()!;
  const what = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return `One outcome of many, since ${what} are drawn at random: --replications 30 shows the range.`;
}
