import type { RunResult } from '../../metrics/run-result.ts';
import type { RepositorySummary, Summary } from '../../metrics/summary/summary.ts';

/**
 * All repositories but the scale-out ones, with their figures: a scale-out repository would look idle, because its
 * extents do its work.
 */
export function plainRepositories({
  summary,
  scaleOut,
}: Pick<RunResult, 'scaleOut'> & { readonly summary: Pick<Summary, 'repositories'> }): [
  name: string,
  figures: RepositorySummary,
][] {
  const isScaleOut = new Set(scaleOut.map(({ name }) => name));
  return Object.entries(summary.repositories).filter(([name]) => !isScaleOut.has(name));
}
