import { moreLine } from '../../units/cut-list.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { shellWord } from '../characters/shell-word.ts';
import { widthOf } from '../text/line-width.ts';
import type { TextLine } from '../text/sections.ts';
import type { TextColumn } from '../text/table.ts';
import type { PlanData } from './plan-data.ts';

/** Most parts on a terminal; `plan.json` has all. */
const SHOWN = 8;
/** Widest column of options, if the terminal has room for it. */
const WIDEST_OPTION = 60;

export const VARIATION_HEADING = 'What could be varied';
/** Column headers for `variationRows`. */
export const VARIATION_COLUMNS: readonly TextColumn[] = [
  { head: VARIATION_HEADING },
  { head: 'now', align: 'right' },
  { head: 'for example' },
];

/** If nothing was varied: the options that vary something, and a whole command, all to be copied. */
export function variationLines({ canVary, again }: PlanData, paint: Paint): TextLine[] {
  if (canVary.length === 0 || again.vary === null) return [];
  const shown = canVary.slice(0, SHOWN).map(({ path, values, now }) => ({
    option: `  --vary ${printable(shellWord(`${path}=${values}`))}`,
    now: printable(now),
  }));
  const widths = shown.map(({ option }) => widthOf(option)).filter((width) => width <= WIDEST_OPTION);
  const width = widths.reduce((most, own) => Math.max(most, own), 0);
  return [
    paint.heading(VARIATION_HEADING),
    ...shown.map(({ option, now }) => {
      const blanks = ' '.repeat(Math.max(0, width - widthOf(option)));
      return { verbatim: `${option}${blanks}  now ${now}` };
    }),
    ...moreLine(canVary.length - SHOWN, { tail: ' in plan.json' }),
    { verbatim: `  Try it with ${printable(again.vary)}` },
  ];
}

/** The part that held the design back comes first. */
export function variationRows({ canVary }: PlanData): string[][] {
  return canVary.map((part) => [part.path, part.now, part.values].map(printable));
}
