import * as fc from 'fast-check';
import { randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { estate, withEstate } from './random-estate.ts';
import { faults, withFaults } from './random-faults.ts';
import { withWork, work } from './random-work.ts';

/** The whole domain: a plain random scenario, and everything that the plain ones leave out. */
export const randomDomain: fc.Arbitrary<ScenarioData> = fc
  .record({ plain: randomScenario, estate, work, faults })
  .map(({ plain, estate, work, faults }) => withFaults(withWork(withEstate(plain, estate), work), faults));
