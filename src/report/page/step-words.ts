import type { NextStep } from '../gains.ts';
import { settingWords } from '../next-steps.ts';
import { commandText } from './breakable.ts';
import { type Html, html } from './html.ts';

/** A step of the advice, with the settings that try it. */
export function stepWords(step: NextStep): Html {
  const setting = settingWords(step);
  return html`${step.text}${setting === undefined ? null : html` Try it with <code>${commandText(setting)}</code>`}`;
}
