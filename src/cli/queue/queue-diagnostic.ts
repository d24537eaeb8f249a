import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/** A finding that says why a queue cannot be used. */
export function queueDiagnostic(message: string, hint: string): Diagnostic {
  return { code: 'queue-unusable', severity: 'error', message, hint, path: '--queue' };
}
