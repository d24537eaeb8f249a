import { parse } from 'yaml';
import { csvText } from '../../../src/cli/files/write-csv.ts';
import type { PastSession, PastTask } from '../../../src/history/past-session.ts';
import type { SessionsOptions } from '../../../src/import/sessions/options.ts';
import { importSessions, type SessionsImport } from '../../../src/import/sessions.ts';
import { DAY_US, daysFromCivil, HOUR_US, MINUTE_US } from '../../../src/units/civil-time.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';

export type ImportedSessions = Extract<SessionsImport, { ok: true }>;

export const GB = 1e9;

/** Midnight of a day of January 2024, microseconds since 1970; the 1st is a Monday. */
export function january(day: number): number {
  return daysFromCivil({ year: 2024, month: 1, day }) * DAY_US;
}

export function at(day: number, hour: number, minute = 0): number {
  return january(day) + hour * HOUR_US + minute * MINUTE_US;
}

/** A successful increment of the job Nightly without tasks, with what is said otherwise. */
export function session(startUs: number, told: Partial<PastSession> = {}): PastSession {
  const plain = {
    job: 'Nightly',
    result: 'success',
    isRetry: false,
    kind: 'incremental',
    tasks: [],
  } as const;
  return { ...plain, startUs, ...told };
}

/** A successful increment of a VM that has taken a minute, with what is said otherwise. */
export function task(vm: string, told: Partial<PastTask> = {}): PastTask {
  return { vm, result: 'success', kind: 'incremental', seconds: 60, ...told };
}

export function imported(sessions: readonly PastSession[], options?: SessionsOptions): ImportedSessions {
  const result = importSessions(sessions, options);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('; '));
  return result;
}

/** The inventory file as one record per VM. */
export function vmRecords({ inventoryRows }: ImportedSessions): Record<string, string>[] {
  const [header = [], ...rows] = inventoryRows;
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

/** The scenario that was written, run together with its inventory. */
export function runImported({ scenarioYaml, inventoryRows }: ImportedSessions): TestRun {
  const [header = [], ...records] = inventoryRows;
  const source = { name: 'inventory.csv', text: csvText(inventoryRows) };
  const rows = records.map((cells, index) => ({ line: index + 2, cells }));
  return runText(scenarioYaml, { tables: { 'inventory.csv': { source, header, rows } } });
}

/** A job of the scenario that was written. */
export interface WrittenJob {
  readonly name: string;
  readonly vms: readonly { readonly tag: string }[];
  readonly [field: string]: unknown;
}

export function jobs({ scenarioYaml }: ImportedSessions): readonly WrittenJob[] {
  return parse(scenarioYaml).jobs;
}

export function codes({ diagnostics }: Pick<ImportedSessions, 'diagnostics'>): string[] {
  return diagnostics.map(({ code }) => code);
}
