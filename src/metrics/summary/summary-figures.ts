/** The parts of a summary that look-ups of figures rely on. One from a file may lack fields further down. */
interface FiguredSummary {
  readonly jobs: Readonly<Record<string, { readonly sessions?: readonly object[] }>>;
  readonly vms: { readonly unprotected: readonly string[] };
}

/** Lists of the summary whose length counts as a figure. */
export const COUNTED_LISTS = ['vms.unprotected'] as const;

/**
 * The figure at a path, as expectations and comparisons use it. Undefined: the run has no such figure. For example, a job
 * that never started has no window, although its summary says 0.
 */
export function figureAt(summary: FiguredSummary, metric: string): number | undefined {
  if (metric === COUNTED_LISTS[0]) return summary.vms.unprotected.length;
  if (isOfUnstartedJob(summary, metric)) return undefined;
  return metricAt(summary, metric) ?? metricAt(summary, inFull(metric));
}

/** The path that a single word is short for: `window.seconds` for `window`. */
export function inFull(metric: string): string {
  return metric.includes('.') ? metric : `${metric}.seconds`;
}

function isOfUnstartedJob({ jobs }: FiguredSummary, metric: string): boolean {
  const [, job] = /^jobs\.(.*)\.(?:window|overrun)$/s.exec(metric) ?? [];
  return job !== undefined && jobs[job]?.sessions?.length === 0;
}

/** A number of the summary by its path, `jobs.nightly.window`; names may contain dots. Undefined: no number there. */
export function metricAt(summary: unknown, path: string): number | undefined {
  if (typeof summary === 'number') return path === '' ? summary : undefined;
  if (typeof summary !== 'object' || summary === null) return undefined;
  const fields = summary as Readonly<Record<string, unknown>>;
  for (const key of namesAtStartOf(path, fields)) {
    const found = metricAt(fields[key], path.slice(key.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The fields with which the path may begin, in their order. Looked up by name, because a large estate has very many. */
function namesAtStartOf(path: string, fields: Readonly<Record<string, unknown>>): string[] {
  const names: string[] = [];
  for (let dot = path.indexOf('.'); ; dot = path.indexOf('.', dot + 1)) {
    const name = dot < 0 ? path : path.slice(0, dot);
    // Only enumerable ones, which excludes the length of a list.
    if (Object.prototype.propertyIsEnumerable.call(fields, name)) names.push(name);
    if (dot < 0) break;
  }
  return names.length < 2 ? names : Object.keys(fields).filter((name) => names.includes(name));
}

/** Every path that names a number. */
export function metricPaths(summary: unknown, prefix = ''): string[] {
  if (typeof summary === 'number') return [prefix];
  if (typeof summary !== 'object' || summary === null) return [];
  return Object.entries(summary).flatMap(([key, value]) =>
    metricPaths(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}
