import { type Place, placeOf, type ReportedCheck } from './report.ts';

/** The result of a check for programs: the outcomes, with places instead of whole texts. */
export function checkJson(checks: readonly ReportedCheck[]): string {
  const scenarios = checks.map(({ outcome, expectations }) => {
    const { diagnostics, differences, divergence, distribution, ...told } = outcome;
    return {
      ...told,
      // A value that is absent on one side is null here, too: JSON has no other word for it.
      differences: differences.map(({ path, before, after }) => ({
        path,
        was: before ?? null,
        is: after ?? null,
      })),
      divergence: divergence ?? null,
      distribution: distribution ?? null,
      expectations: expectations.map(({ metric, limits, place, missed }) => ({
        metric,
        limits,
        met: missed === undefined,
        ...place,
      })),
      diagnostics: diagnostics.map(({ code, severity, message, hint, path, span }) => ({
        code,
        severity,
        message,
        hint: hint ?? null,
        path,
        place: span === undefined ? null : (placeOf(span) satisfies Place),
      })),
    };
  });
  return `${JSON.stringify({ format: 'proxysim-check/1', scenarios }, null, 2)}\n`;
}
