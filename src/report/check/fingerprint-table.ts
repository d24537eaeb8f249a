import type { Summary } from '../../metrics/summary/summary.ts';
import { counted } from '../../units/counted.ts';
import { printable } from '../characters/printable.ts';

/** One line of `results/fingerprints.tsv`. Everything is text: the file is compared, not computed with. */
export interface FingerprintRow {
  /** Path of the scenario file, relative to the project's folder. */
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

/** A seed may be any text; a tab in it must not start another column. */
function field(text: string): string {
  return text.replace(/[\t\r\n]/g, ' ');
}

/** The file's text: one line per scenario, ordered by path, so that a change in behaviour is one line of a diff. */
export function fingerprintsText(rows: Iterable<FingerprintRow>): string {
  const sorted = [...rows].sort((a, b) => (a.scenario < b.scenario ? -1 : a.scenario > b.scenario ? 1 : 0));
  const lines = sorted.map((row) => COLUMNS.map((column) => row[column]).join('\t'));
  return [HEADER, ...lines].map((line) => `${line}\n`).join('');
}

export type ReadFingerprints =
  | { readonly ok: true; readonly rows: Map<string, FingerprintRow> }
  | { readonly ok: false; readonly problem: string };

/** The rows by scenario, or the reason why the text is not such a file. */
export function readFingerprints(text: string): ReadFingerprints {
  const [header, ...lines] = text.split(/\r?\n/);
  if (header !== HEADER)
    return { ok: false, problem: `line 1 does not name the columns ${COLUMNS.join(', ')}` };
  const rows = new Map<string, FingerprintRow>();
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const cells = line.split('\t');
    if (cells.length !== COLUMNS.length)
      return {
        ok: false,
        problem: `line ${i + 2} has ${counted(cells.length, 'column')}, not ${COLUMNS.length}`,
      };
    const [scenario, policy, seed, replication, fingerprint, windowSeconds] = cells as Cells;
    if (rows.has(scenario)) return { ok: false, problem: `line ${i + 2} repeats '${printable(scenario)}'` };
    rows.set(scenario, { scenario, policy, seed, replication, fingerprint, windowSeconds });
  }
  return { ok: true, rows };
}

type Cells = [string, string, string, string, string, string];
