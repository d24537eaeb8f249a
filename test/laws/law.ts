import * as fc from 'fast-check';
import { randomScenario, type ScenarioData } from '../helpers/random-scenario.ts';
import { randomDomain } from './domain/random-domain.ts';

/** Fixed, so that a failure on one machine is a failure on all; fast-check prints the seed and path of a failure. */
const SEED = 20_260_105;

export interface LawOptions {
  readonly runs: number;
  /** Restricts every scenario, before it is checked, to those for which the law holds. */
  readonly given?: (data: ScenarioData) => ScenarioData;
}

type Nights = fc.Arbitrary<ScenarioData>;
type Check = (data: ScenarioData) => void;

function holdsOver(nights: Nights, { runs, given = (data) => data }: LawOptions, check: Check): void {
  fc.assert(fc.property(nights.map(given), check), { seed: SEED, numRuns: runs });
}

/** Checks a law on many plain random scenarios: vSphere backups in which nothing fails. A failure is shrunk and printed. */
export function holdsFor(options: LawOptions, check: Check): void {
  holdsOver(randomScenario, options, check);
}

/** Likewise over the whole domain: every kind of work and platform, faults and retries. */
export function holdsInDomain(options: LawOptions, check: Check): void {
  holdsOver(randomDomain, options, check);
}

/** Likewise on plain scenarios, or on `nights`, with something else drawn beside the scenario. */
export function holdsWith<T>(
  { runs, given = (data) => data, nights = randomScenario }: LawOptions & { readonly nights?: Nights },
  beside: fc.Arbitrary<T>,
  check: (data: ScenarioData, drawn: T) => void,
): void {
  fc.assert(fc.property(nights.map(given), beside, check), { seed: SEED, numRuns: runs });
}

/** For laws that hold in both: `test.each(WORLDS)`. */
export const WORLDS = [
  { where: 'plain nights', holds: holdsFor, nights: randomScenario },
  { where: 'the whole domain', holds: holdsInDomain, nights: randomDomain },
] as const;

/** Throws unless low <= value <= high: as `expect`, but cheap enough to be asked at every record. */
export function checkWithin(low: number, value: number, high: number, what: string): void {
  if (!(value >= low && value <= high)) throw new Error(`${what} is ${value}, not within ${low} and ${high}`);
}
