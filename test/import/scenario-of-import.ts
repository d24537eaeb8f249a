import { csvText } from '../../src/cli/files/write-csv.ts';
import { renderDiagnostics } from '../../src/diagnostics/render.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** The scenario of the two files that an import has made; throws with every diagnostic where it is none. */
export function scenarioOfImport(made: {
  readonly scenarioYaml: string;
  readonly inventoryRows: readonly (readonly string[])[];
}): Scenario {
  const [header = [], ...rows] = made.inventoryRows;
  const scenario = parseScenario({
    source: { name: 'scenario.yaml', text: made.scenarioYaml },
    overlays: [],
    files: {
      text: () => undefined,
      table: (name) => ({
        source: { name, text: csvText(made.inventoryRows) },
        header,
        rows: rows.map((cells, index) => ({ line: index + 2, cells })),
      }),
    },
  });
  if (!scenario.ok) throw new Error(`${renderDiagnostics(scenario.diagnostics)}\n${made.scenarioYaml}`);
  return scenario.value;
}
