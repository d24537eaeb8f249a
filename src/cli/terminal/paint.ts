import { styleText } from 'node:util';
import type { Paint as DiagnosticPaint, Look } from '../../diagnostics/render.ts';
import { type Paint, PLAIN } from '../../report/characters/paint.ts';
import { FILE_WIDTH, type LineWidth, terminalWidth } from '../../report/text/line-width.ts';
import { wrapped } from '../../report/text/wrapped.ts';
import type { Io, Output } from '../io.ts';

type Style = Parameters<typeof styleText>[0];

/** Colour is for people at a terminal who have not disabled it (https://no-color.org). */
function wantsColour(io: Io, output: Output): boolean {
  return output.isTerminal && (io.env['NO_COLOR'] ?? '') === '' && io.env['TERM'] !== 'dumb';
}

// In tests the stream is not the process's own, so the decision is made here and not by styleText.
const styled =
  (style: Style) =>
  (text: string): string =>
    styleText(style, text, { validateStream: false });

/** The width of lines: only a terminal knows one. */
export function lineWidth({ isTerminal, columns }: Output): LineWidth {
  return isTerminal ? terminalWidth(columns) : FILE_WIDTH;
}

/** Emphasis and width for reports. */
export function reportPaint(io: Io, output: Output): Paint {
  const width = lineWidth(output);
  if (!wantsColour(io, output)) return { ...PLAIN, width };
  return {
    good: styled('green'),
    bad: styled(['bold', 'red']),
    heading: styled('bold'),
    quiet: styled('dim'),
    width,
  };
}

const DIAGNOSTIC_STYLES: Readonly<Record<Parameters<DiagnosticPaint>[1], Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  note: ['bold', 'cyan'],
  place: 'bold',
  frame: 'dim',
  caret: 'red',
};

/** Emphasis for findings about the input. */
export function diagnosticPaint(io: Io, output: Output): DiagnosticPaint {
  if (!wantsColour(io, output)) return (text) => text;
  return (text, role) => styled(DIAGNOSTIC_STYLES[role])(text);
}

/** Emphasis and width for findings about the input. */
export function diagnosticLook(io: Io, output: Output): Look {
  const paint = diagnosticPaint(io, output);
  if (!output.isTerminal) return { paint, columns: null, broken: (line) => [line] };
  const { line: columns } = lineWidth(output);
  return { paint, columns, broken: (line) => wrapped(line, columns) };
}
