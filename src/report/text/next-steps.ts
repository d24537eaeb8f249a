import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import type { NextStep } from '../gains.ts';
import { settingWords } from '../next-steps.ts';
import type { TextLine } from './sections.ts';
import { wrapped } from './wrapped.ts';

/**
 * Suggestions for a shorter or safer night, each with the setting that tries it on a line of its own, to be copied.
 */
export function nextStepLines(steps: readonly NextStep[], paint: Paint): TextLine[] {
  if (steps.length === 0) return [];
  const lines = steps.flatMap((step): TextLine[] => {
    const setting = settingWords(step);
    const words = wrapped(`  ${printable(step.text)}`, paint.width.sentence);
    return setting === undefined ? words : [...words, { verbatim: `    Try it with ${printable(setting)}` }];
  });
  return [paint.heading('What to do next'), ...lines];
}
