import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import { alikeDatastores } from '../../../src/model/ways/alike-datastores.ts';
import { candidatesFor } from '../../../src/model/ways/transport.ts';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { holdsInDomain } from '../law.ts';

test('disks on datastores that are alike have the same candidates, whatever VM and job they are of', () => {
  let shared = 0;
  const hold = (data: ScenarioData) => {
    const scenario = scenarioOf(textOf(data));
    const model = compile(scenario, { seed: scenario.seed, replication: 0 });
    alikeDatastores(model).forEach((alike, datastore) => {
      if (alike === datastore) return;
      shared++;
      for (const [job, { vms }] of model.jobs.entries()) {
        for (const vm of vms) {
          expect(candidatesFor(model, { job, vm, datastore })).toEqual(
            candidatesFor(model, { job, vm, datastore: alike }),
          );
        }
      }
    });
  };
  holdsInDomain({ runs: 150 }, hold);
  expect(shared).toBeGreaterThan(20);
});
