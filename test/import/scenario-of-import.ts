import { csvText } from '../../src/cli/files/write-csv.ts';
import { renderDiagnostics } from '../../src/diagnostics/render.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/**
 * The scenario of the files that an import has made, the second of which it may not need; throws with every diagnostic where
 * it is none. `others`: texts that it may name.
 */
export function scenarioOfImport(
  made: { readonly scenarioYaml: string; readonly inventoryRows?: readonly (readonly string[])[] },
  others: Readonly<Record<string, string>> = {},
): Scenario {
  const { inventoryRows = [] } = made;
  const [header = [], ...rows] = inventoryRows;
  const scenario = parseScenario({
    source: { name: 'scenario.yaml', text: made.scenarioYaml },
    overlays: [],
    files: {
      text: (name) => (others[name] === undefined ? undefined : { name, text: others[name] }),
      // As a reader of CSV gives it, which understands quotes.
      table: (name) => ({
        source: { name, text: csvText(inventoryRows) },
        header,
        rows: rows.map((cells, index) => ({ line: index + 2, cells })),
      }),
    },
  });
  if (!scenario.ok) throw new Error(`${renderDiagnostics(scenario.diagnostics)}\n${made.scenarioYaml}`);
  return scenario.value;
}
