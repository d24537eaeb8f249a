import { groupedBy } from '../../collections/grouped-by.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../../diagnostics/render.ts';
import { MOST_OF_A_CODE } from '../../scenario/findings.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { FileError, FileProblem } from '../files/file-error.ts';
import type { Io } from '../io.ts';
import { diagnosticLook, diagnosticPaint } from './paint.ts';
import { say } from './say.ts';

const FILE_CODES: Readonly<Record<FileProblem, Diagnostic['code']>> = {
  missing: 'file-not-found',
  directory: 'is-a-directory',
  unreadable: 'file-not-readable',
  'not-text': 'not-text',
  'too-large': 'too-large',
  'cannot-write': 'file-not-readable',
};

/** A file that cannot be read, as a finding. */
export function fileDiagnostic(error: FileError): Diagnostic {
  return { code: FILE_CODES[error.problem], severity: 'error', message: error.message, path: '' };
}

/**
 * Most findings of one code that are shown; the rest are counted, because nobody reads a thousand rows with the same
 * problem.
 */
const SHOWN_OF_A_CODE = 100;

/** Prints findings on standard error. */
export function showDiagnostics(io: Io, diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const paint = diagnosticPaint(io, io.stderr);
  const byCode = groupedBy(diagnostics, ({ code }) => code);
  const shown = new Set([...byCode.values()].flatMap((alike) => alike.slice(0, SHOWN_OF_A_CODE)));
  io.stderr.write(
    renderDiagnostics(
      diagnostics.filter((finding) => shown.has(finding)),
      diagnosticLook(io, io.stderr),
    ),
  );
  for (const [code, { length, 0: first }] of byCode) {
    if (length <= SHOWN_OF_A_CODE) continue;
    const { severity } = first!;
    const number = `${length - SHOWN_OF_A_CODE}${length === MOST_OF_A_CODE ? ' or more' : ' more'}`;
    io.stderr.write(`and ${number} of ${paint(`${severity}[${code}]`, severity)}\n`);
  }
}

/** Prints why the input cannot be used; returns the exit code for that. */
export function refused(io: Io, diagnostics: readonly Diagnostic[]): ExitCode {
  showDiagnostics(io, diagnostics);
  return EXIT.badInput;
}

/** Prints a sentence on standard error that refers to no position in a text. */
export function complain(io: Io, message: string): void {
  say(io.stderr, [`${diagnosticPaint(io, io.stderr)('error:', 'error')} ${message}`]);
}
