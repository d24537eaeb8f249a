import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { FileError, FileProblem } from './file-error.ts';
import type { Io } from './io.ts';
import { diagnosticPaint } from './terminal-paint.ts';

const FILE_CODES: Readonly<Record<FileProblem, Diagnostic['code']>> = {
  missing: 'file-not-found',
  directory: 'is-a-directory',
  unreadable: 'file-not-readable',
  'not-text': 'not-text',
  'too-large': 'too-large',
  'cannot-write': 'file-not-readable',
};

/** A file that cannot be read, as a finding like any other. */
export function fileDiagnostic(error: FileError): Diagnostic {
  return { code: FILE_CODES[error.problem], severity: 'error', message: error.message, path: '' };
}

/** An option whose text cannot be read. */
export function optionDiagnostic(option: string, message: string, hint?: string): Diagnostic {
  const finding = {
    code: 'bad-option',
    severity: 'error',
    message: `${option}: ${message}`,
    path: option,
  } as const;
  return hint === undefined ? finding : { ...finding, hint };
}

/** Shows findings on standard error. */
export function showDiagnostics(io: Io, diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) io.stderr.write(renderDiagnostics(diagnostics, diagnosticPaint(io, io.stderr)));
}

/** Shows why nothing can be done with the input; the exit code that says so. */
export function refused(io: Io, diagnostics: readonly Diagnostic[]): ExitCode {
  showDiagnostics(io, diagnostics);
  return EXIT.badInput;
}

/** One sentence on standard error that is not about a place in a text. */
export function complain(io: Io, message: string): void {
  io.stderr.write(`${diagnosticPaint(io, io.stderr)('error:', 'error')} ${message}\n`);
}
