import { basename, dirname, join } from 'node:path';
import type { ImportDiagnostic } from '../../import/findings.ts';
import type { Table } from '../../import/tables/table.ts';
import { printable } from '../../report/characters/printable.ts';
import { firstOf } from '../../units/cut-list.ts';
import { IMPORTED_SCENARIO } from '../files/scenario-in-folder.ts';
import { SCHEMA_LINE, writeMissingSchema } from '../files/scenario-schema.ts';
import { csvText } from '../files/write-csv.ts';
import { writtenLines } from '../files/written-files.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../program/command-line.ts';
import { say } from '../terminal/say.ts';
import type { KnownFiles } from './read-known-tables.ts';
import type { TableRefusal } from './read-tables.ts';

/** The name under which findings about several files and folders are reported. */
export function sourceName(paths: readonly string[]): string {
  return paths.length === 1 ? paths[0]! : `${paths.length} sources`;
}

/** Prints the findings about an export, one per line. */
export function tellFindings(io: Io, source: string, findings: readonly ImportDiagnostic[]): void {
  for (const finding of findings) tell(io, source, finding);
}

/** Prints why a file cannot be used. */
export function tellRefusal(io: Io, { path, code, message }: TableRefusal<string>): void {
  tell(io, path, { severity: 'error', code, message });
}

/** Most files that are named. */
const NAMED = 5;

/**
 * The tables of an import's files. Files that were named and cannot be used are reported, and nothing is imported; files of
 * folders that were not used are only named.
 */
export function usableTables(
  io: Io,
  source: string,
  { tables, refusals, unused }: KnownFiles<string>,
): readonly Table[] | undefined {
  for (const refusal of refusals) tellRefusal(io, refusal);
  if (refusals.length > 0) return undefined;
  if (unused.length > 0) {
    const files = `${unused.length} (${firstOf(unused, NAMED, (path) => basename(path))})`;
    const message = `files of the folder that hold nothing to import are ignored: ${files}`;
    tell(io, source, { severity: 'info', code: 'file-not-used', message });
  }
  return tables;
}

function tell(
  io: Io,
  source: string,
  { severity, code, message }: Pick<ImportDiagnostic, 'severity' | 'code' | 'message'>,
): void {
  say(io.stderr, [`${printable(source)}: ${severity}[${code}] ${printable(message)}`]);
}

/** The files of an import into a folder. */
export interface ImportFiles {
  readonly scenario: string;
  /** Absent if the scenario includes the inventory of another one. */
  readonly inventory?: string;
}

export function importFiles(folder: string): Required<ImportFiles> {
  return { scenario: join(folder, IMPORTED_SCENARIO), inventory: join(folder, 'inventory.csv') };
}

/** The result of an import. */
interface Imported {
  readonly scenarioYaml: string;
  readonly inventoryRows?: readonly (readonly string[])[];
}

/**
 * Writes the files of an import, and the schema beside the scenario if there is none. The scenario comes last, so
 * that the files that it names exist when it does. Returns lines that list the files and the next step.
 */
export async function writeImport(
  io: Io,
  { scenario, inventory }: ImportFiles,
  { scenarioYaml, inventoryRows }: Imported,
): Promise<string> {
  if (inventory !== undefined) await io.writeFileAtomically(inventory, csvText(inventoryRows ?? []));
  const schema = await writeMissingSchema(io, dirname(scenario));
  await io.writeFileAtomically(scenario, `${SCHEMA_LINE}\n${scenarioYaml}`);
  const next = `read the assumptions at its top, then ${commandLine(['proxysim', 'run', scenario])}`;
  return writtenLines([scenario, ...(inventory === undefined ? [] : [inventory]), ...schema], next);
}
