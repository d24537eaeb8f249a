import type { Diagnostic, SourceText } from './diagnostic.ts';

/** By file (`first`, then in the order the files are first spoken of), then position; findings without a place come first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[], first?: SourceText): Diagnostic[] {
  const fileOrder = new Map<SourceText, number>();
  if (first !== undefined) fileOrder.set(first, 0);
  for (const { span } of diagnostics) {
    if (span !== undefined && !fileOrder.has(span.source)) fileOrder.set(span.source, fileOrder.size);
  }
  const rank = (d: Diagnostic) => (d.span === undefined ? -1 : fileOrder.get(d.span.source)!);
  // Array sort is stable: findings at one place stay in the order they were made.
  return [...diagnostics].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
      (a.span?.end ?? 0) - (b.span?.end ?? 0),
  );
}
