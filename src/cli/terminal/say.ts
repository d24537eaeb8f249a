import { sectionsText, type TextLine } from '../../report/text/sections.ts';
import type { Output } from '../io.ts';
import { lineWidth } from './paint.ts';

/** Writes lines; on a terminal, long ones are wrapped. */
export function say(output: Output, lines: readonly TextLine[]): void {
  output.write(sectionsText([lines], lineWidth(output).line));
}
