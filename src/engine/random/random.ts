import seedrandom from 'seedrandom';

/** A stream of random numbers for one purpose of one entity; no stream serves a whole run. */
export interface Random {
  /** A number in [0, 1) with 53 random bits. */
  next(): number;
  /** A whole number from 0 to n - 1, all equally likely; n is a whole number from 1 to 2^53. */
  below(n: number): number;
  /** The generator's state as plain data, equal for streams that will give equal numbers. */
  state(): unknown;
}

/**
 * The random stream of one purpose and entity: seedrandom's Alea generator, seeded with the four names. A stream depends
 * on its names alone and never on what other streams have drawn, so adding an entity leaves the numbers of all others
 * as they are. That makes scenarios comparable by common random numbers (Law, Simulation Modeling and Analysis, 11.2).
 * @param replication whole number of the replication, from 0
 */
export function stream(seed: string | number, replication: number, purpose: string, entity: string): Random {
  const generator = seedrandom.alea(JSON.stringify([seed, replication, purpose, entity]), { state: true });
  return {
    next: () => generator.double(),
    below(n: number): number {
      if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`below(n) needs a whole n >= 1, got ${n}`);
      // u <= 1 - 2^-53, so the product stays below n even after rounding.
      return Math.floor(generator.double() * n);
    },
    state: () => generator.state(),
  };
}
