import type { Scenario } from '../../../src/scenario/scenario.ts';
import { type ScenarioData, textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import type { Night } from '../simulator/night.ts';

/**
 * A night as each simulator gets it. For the product, loading the text applies `dataFactor`; the reference gets the scenario without
 * it, and applies the factor itself.
 */
export function asked(
  data: ScenarioData,
  replication = 0,
): { readonly scenario: Scenario; readonly night: Night } {
  const { dataFactor = 1 } = data;
  const scenario = scenarioOf(textOf(data));
  if (dataFactor === 1) return { scenario, night: { scenario, replication } };
  const stated = scenarioOf(textOf({ ...data, dataFactor: undefined }));
  return { scenario, night: { scenario: stated, dataFactor: dataFactor as number, replication } };
}
