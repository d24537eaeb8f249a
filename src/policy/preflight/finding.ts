import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Origin } from '../../scenario/origin.ts';

/** What a look at the tables finds before anything runs, at the place that causes it. */
export function warning(
  code: Diagnostic['code'],
  message: string,
  hint: string,
  { path, span }: Origin,
): Diagnostic {
  return { code, severity: 'warning', message, hint, path, span };
}
