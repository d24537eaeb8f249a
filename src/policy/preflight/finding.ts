import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Origin } from '../../scenario/origin.ts';

/** A warning found in the tables before anything runs, at the place in the scenario that causes it. */
export function warning(
  code: Diagnostic['code'],
  message: string,
  hint: string,
  { path, span }: Origin,
): Diagnostic {
  return { code, severity: 'warning', message, hint, path, span };
}
