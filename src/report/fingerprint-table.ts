import type { Summary } from '../metrics/summary.ts';

/** One line of `results/fingerprints.tsv`. Everything is text: the file is compared, not computed with. */
export interface FingerprintRow {
  /** Path of the scenario file from the project's folder. */
  readonly scenario: string;
  readonly policy: string;
  readonly seed: string;
  readonly replication: string;
  readonly fingerprint: string;
  readonly windowSeconds: string;
}

const COLUMNS = ['scenario', 'policy', 'seed', 'replication', 'fingerprint', 'windowSeconds'] as const;
const HEADER = COLUMNS.join('\t');

export function fingerprintRow(scenario: string, summary: Summary): FingerprintRow {
  return {
    scenario,
    policy: summary.policy,
    seed: field(`${summary.seed}`),
    replication: `${summary.replication}`,
    fingerprint: summary.fingerprint,
    windowSeconds: summary.window === null ? '' : `${summary.window.seconds}`,
  };
}

/** A seed may be any word; a tab in it must not make a column. */
function field(text: string): string {
  return text.replace(/[\t\r\n]/g, ' ');
}

/** The file's text: one line per scenario in the order of their paths, so that a change in behaviour is one line of a review. */
export function fingerprintsText(rows: Iterable<FingerprintRow>): string {
  const sorted = [...rows].sort((a, b) => (a.scenario < b.scenario ? -1 : a.scenario > b.scenario ? 1 : 0));
  const lines = sorted.map((row) => COLUMNS.map((column) => row[column]).join('\t'));
  return [HEADER, ...lines].map((line) => `${line}\n`).join('');
}

/** The rows by scenario; undefined where the text is not such a file. */
export function readFingerprints(text: string): Map<string, FingerprintRow> | undefined {
  const [header, ...lines] = text.split(/\r?\n/);
  if (header !== HEADER) return undefined;
  const rows = new Map<string, FingerprintRow>();
  for (const line of lines) {
    if (line === '') continue;
    const cells = line.split('\t');
    const [scenario, policy, seed, replication, fingerprint, windowSeconds] = cells;
    if (cells.length !== COLUMNS.length || scenario === undefined || rows.has(scenario)) return undefined;
    rows.set(scenario, {
      scenario,
      policy: policy!,
      seed: seed!,
      replication: replication!,
      fingerprint: fingerprint!,
      windowSeconds: windowSeconds!,
    });
  }
  return rows;
}
