import * as fc from 'fast-check';
import { randomScenario, type ScenarioData } from '../helpers/random-scenario.ts';
import { randomDomain } from './domain/random-domain.ts';

/** Fixed, so that a failure on one machine is a failure on all; fast-check prints seed and path of what it finds. */
const SEED = 20_260_105;

export interface LawOptions {
  readonly runs: number;
  /** Changes every scenario before it is checked: to the part of the world for which the law holds. */
  readonly given?: (data: ScenarioData) => ScenarioData;
}

/** Holds a law against many random scenarios; what fails is shrunk and printed. */
export function holdsFor(
  { runs, given = (data) => data }: LawOptions,
  check: (data: ScenarioData) => void,
): void {
  fc.assert(fc.property(randomScenario.map(given), check), { seed: SEED, numRuns: runs });
}

/** Likewise, over the whole domain: every kind of work and platform, faults and retries. */
export function holdsInDomain(
  { runs, given = (data) => data }: LawOptions,
  check: (data: ScenarioData) => void,
): void {
  fc.assert(fc.property(randomDomain.map(given), check), { seed: SEED, numRuns: runs });
}

/** Likewise, with something else drawn beside the scenario. */
export function holdsWith<T>(
  { runs, given = (data) => data }: LawOptions,
  beside: fc.Arbitrary<T>,
  check: (data: ScenarioData, drawn: T) => void,
): void {
  fc.assert(fc.property(randomScenario.map(given), beside, check), { seed: SEED, numRuns: runs });
}

/** Throws unless low <= value <= high: what `expect` says, at a price that bears to be asked at every record. */
export function checkWithin(low: number, value: number, high: number, what: string): void {
  if (!(value >= low && value <= high)) throw new Error(`${what} is ${value}, not within ${low} and ${high}`);
}
