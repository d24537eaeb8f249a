import type { RunResult } from '../../src/metrics/run-result.ts';
import type { Entry, ScenarioData } from '../helpers/random-scenario.ts';

export type Figures = ReturnType<typeof figuresOf>;

/** A result without what identifies its file, for comparing two scenarios that should do the same. */
export function figuresOf({ summary, tasks, sessions, utilisation, waits }: RunResult) {
  const { scenario: _scenario, policy: _policy, diagnostics, ...figures } = summary;
  const warnings = diagnostics.map(({ code, path }) => `${code} ${path}`);
  return { figures, warnings, tasks, sessions, utilisation, waits };
}

/** Sorted, because the order of declaration decides the order in which resources are reported, and must decide nothing else. */
export function byResource(rows: RunResult['utilisation']): RunResult['utilisation'] {
  const key = ({ seconds, resource }: (typeof rows)[number]) =>
    `${String(seconds).padStart(20, '0')} ${resource}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Sections of a drawn scenario whose entries have names. */
export const NAMED_SECTIONS = [
  'links',
  'fabrics',
  'hosts',
  'datastores',
  'proxies',
  'repositories',
  'throttles',
  'vms',
  'jobs',
];

/** Every name that a drawn scenario gives, also those of clusters, which only their hosts name. */
export function namesOf(data: ScenarioData): string[] {
  const entries = [...NAMED_SECTIONS, 'arrays'].flatMap((section) => (data[section] ?? []) as Entry[]);
  const clusters = new Set(data.hosts.flatMap(({ cluster }) => (typeof cluster === 'string' ? cluster : [])));
  return [...data.sites, ...entries.map(({ name }) => name), ...clusters];
}

/** Replaces every name wherever it is a whole word, in keys and composed names, too. */
export function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  const words = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w-])(${words.join('|')})(?![\\w-])`, 'g');
  return JSON.parse(JSON.stringify(value).replace(pattern, (word) => names.get(word)!)) as T;
}
