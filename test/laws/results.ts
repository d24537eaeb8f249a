import type { RunResult } from '../../src/metrics/run-result.ts';

export type Figures = ReturnType<typeof figuresOf>;

/** A result without what tells files apart: for comparing two scenarios that should do the same. */
export function figuresOf({ summary, tasks, sessions, utilisation, waits }: RunResult) {
  const { scenario: _scenario, policy: _policy, diagnostics, ...figures } = summary;
  const warnings = diagnostics.map(({ code, path }) => `${code} ${path}`);
  return { figures, warnings, tasks, sessions, utilisation, waits };
}

/** Declaration order decides in which order resources are told of; it must decide nothing else. */
export function byResource(rows: RunResult['utilisation']): RunResult['utilisation'] {
  const key = ({ seconds, resource }: (typeof rows)[number]) =>
    `${String(seconds).padStart(20, '0')} ${resource}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Replaces every name, wherever it stands as a word of its own, keys and composed names included. */
export function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  const words = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w-])(${words.join('|')})(?![\\w-])`, 'g');
  return JSON.parse(JSON.stringify(value).replace(pattern, (word) => names.get(word)!)) as T;
}
