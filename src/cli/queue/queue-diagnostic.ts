import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/** Why nothing can be done with a queue. */
export function queueDiagnostic(message: string, hint: string): Diagnostic {
  return { code: 'queue-unusable', severity: 'error', message, hint, path: '--queue' };
}
