import type { SourceText } from '../diagnostics/diagnostic.ts';
import type { InventoryTable } from './cross-check/inventory/inventory.ts';
import type { ScenarioFiles } from './parse.ts';

/**
 * The text of a scenario and of all files that it refers to, as plain data: enough for another thread or machine to read the
 * same scenario, even if the files have changed since.
 */
export interface ScenarioSources {
  readonly source: SourceText;
  /** In the order in which they were found, which depends only on the texts. */
  readonly texts: readonly SourceText[];
  readonly tables: readonly InventoryTable[];
}

/** The included files and inventories as `parseScenario` asks for them. */
export function sourceFiles({ texts, tables }: ScenarioSources): ScenarioFiles {
  return {
    text: (name) => texts.find((text) => text.name === name),
    table: (name) => tables.find((table) => table.source.name === name),
  };
}

/**
 * The text with LF at the end of each line. Digests are taken of this form: a checkout on Windows often ends lines in
 * CRLF, which changes no meaning.
 */
export function withPlainBreaks(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
