import { sectionsText, type TextLine } from '../../report/text/sections.ts';
import type { Output } from '../io.ts';
import { lineWidth } from './paint.ts';

/** Writes lines; on a terminal what has no room in one goes on in the next. */
export function say(output: Output, lines: readonly TextLine[]): void {
  output.write(sectionsText([lines], lineWidth(output).line));
}
