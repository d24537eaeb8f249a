import type { ImportDiagnostic } from '../findings.ts';
import { yamlComment } from './yaml-comment.ts';
import { yamlLine } from './yaml-line.ts';

/** The file of a scenario from the lines of its sections, which blank lines keep apart; those without lines are left out. */
export function scenarioFile(sections: readonly (readonly string[])[]): string {
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What was found in `where` (`the export`), as comments: what changes the result, and nothing else. */
export function foundLines(where: string, diagnostics: readonly ImportDiagnostic[]): string[] {
  const worthReading = diagnostics.filter(({ severity }) => severity !== 'info');
  if (worthReading.length === 0) return [];
  return [
    `# Found in ${where}:`,
    ...worthReading.flatMap(({ code, message }) => yamlComment(`- ${code}: ${message}`)),
  ];
}

/** An entry of a list on one line; `remark` follows as a comment. */
export function entryLine(value: unknown, remark?: string): string {
  return `  - ${yamlLine(value)}${remark === undefined ? '' : `   # ${remark}`}`;
}
