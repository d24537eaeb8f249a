import type { Diagnostic, SourceText } from './diagnostic.ts';

/** Sorts by file (`first`, then by first mention), then by position. Diagnostics without a place come before all others. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[], first?: SourceText): Diagnostic[] {
  const fileOrder = new Map<SourceText, number>();
  if (first !== undefined) fileOrder.set(first, 0);
  for (const { span } of diagnostics) {
    if (span !== undefined && !fileOrder.has(span.source)) fileOrder.set(span.source, fileOrder.size);
  }
  const rank = (d: Diagnostic) => (d.span === undefined ? -1 : fileOrder.get(d.span.source)!);
  // Array sort is stable: diagnostics at one place keep their order.
  return [...diagnostics].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
      (a.span?.end ?? 0) - (b.span?.end ?? 0),
  );
}
