import { styleText } from 'node:util';
import type { Paint as DiagnosticPaint } from '../../diagnostics/render.ts';
import { type Paint, PLAIN } from '../../report/characters/paint.ts';
import type { Io, Output } from '../io.ts';

type Style = Parameters<typeof styleText>[0];

/** Colour is for people at a terminal who have not said no (https://no-color.org). */
function wantsColour(io: Io, output: Output): boolean {
  return output.isTerminal && (io.env['NO_COLOR'] ?? '') === '' && io.env['TERM'] !== 'dumb';
}

// The stream is not the process's own in tests, so the decision is ours and not styleText's.
const styled =
  (style: Style) =>
  (text: string): string =>
    styleText(style, text, { validateStream: false });

/** Emphasis for reports. */
export function reportPaint(io: Io, output: Output): Paint {
  if (!wantsColour(io, output)) return PLAIN;
  return {
    good: styled('green'),
    bad: styled(['bold', 'red']),
    heading: styled('bold'),
    quiet: styled('dim'),
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
