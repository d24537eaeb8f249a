import type { SourceText } from '../diagnostics/diagnostic.ts';
import type { InventoryTable } from './cross-check/inventory/inventory.ts';
import type { ScenarioFiles } from './parse.ts';

/**
 * A scenario's text and everything it names, as plain data: what another thread or machine needs to read the same
 * scenario, whatever has become of the files since.
 */
export interface ScenarioSources {
  readonly source: SourceText;
  /** In the order in which they were found, which depends on the texts alone. */
  readonly texts: readonly SourceText[];
  readonly tables: readonly InventoryTable[];
}

export function sourceFiles({ texts, tables }: ScenarioSources): ScenarioFiles {
  return {
    text: (name) => texts.find((text) => text.name === name),
    table: (name) => tables.find((table) => table.source.name === name),
  };
}
