import type { ImportDiagnostic } from '../import/findings.ts';
import { printable } from '../report/printable.ts';
import { commandLine } from './command-line.ts';
import type { Io } from './io.ts';
import { complain } from './problems.ts';

/** What was found in an export, or why there is nothing to be found. */
export function findingLine(
  source: string,
  { severity, code, message }: Pick<ImportDiagnostic, 'severity' | 'message'> & { readonly code: string },
): string {
  return `${printable(source)}: ${severity}[${code}] ${printable(message)}`;
}

/** In whose name findings of several files and folders are told. */
export function sourceName(paths: readonly string[]): string {
  return paths.length === 1 ? paths[0]! : `${paths.length} sources`;
}

/** What an import has written, and what comes next. */
export function writtenLines(files: readonly string[], scenarioFile: string): string {
  const next = commandLine(['proxysim', 'run', scenarioFile]);
  return `Written: ${files.join(' and ')}\nNext: read the assumptions at its top, then ${next}\n`;
}

/** Whether a command may write these files; says why not. */
export async function mayWrite(
  io: Io,
  files: readonly string[],
  force: boolean | undefined,
): Promise<boolean> {
  for (const file of files) {
    if (force === true || !(await io.exists(file))) continue;
    complain(io, `'${file}' exists. Give another place with -o, or --force to overwrite it.`);
    return false;
  }
  return true;
}
