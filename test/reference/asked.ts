import type { Scenario } from '../../src/scenario/scenario.ts';
import { type ScenarioData, textOf } from '../helpers/random-scenario.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';
import type { Night } from './simulator/night.ts';

/** A night as the product is asked about it, and as the reference is: what loading works out of a text that one works out itself. */
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
