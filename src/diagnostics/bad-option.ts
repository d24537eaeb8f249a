import type { Diagnostic } from './diagnostic.ts';

/** An option of the library that cannot be used, as a finding. */
export function badOption(name: string, message: string, hint?: string): Diagnostic {
  const finding = { code: 'bad-option', severity: 'error', message, path: name } as const;
  return hint === undefined ? finding : { ...finding, hint };
}

/** Likewise an option of a command, such as `--vary`: the message begins with it. */
export function optionDiagnostic(option: string, message: string, hint?: string): Diagnostic {
  return badOption(option, `${option}: ${message}`, hint);
}
