import real from '../../node_modules/fast-check/lib/fast-check.js';

export * from '../../node_modules/fast-check/lib/fast-check.js';

/** So many times the cases of a property, from seeds of the moment unless one is given. */
const { FUZZ_TIMES = '20', FUZZ_SEED = `${Date.now() % 1e9}` } = process.env;

/** Holds a property against more cases than it asks for; a failure tells its seed and path as ever. */
export function assert<T>(
  property: Parameters<typeof real.assert<T>>[0],
  of: Parameters<typeof real.assert<T>>[1] = {},
) {
  const { numRuns = 100 } = { ...real.readConfigureGlobal(), ...of };
  const more = { numRuns: numRuns * Number(FUZZ_TIMES), seed: (of.seed ?? 0) + Number(FUZZ_SEED) };
  return real.assert<T>(property, { ...of, ...more });
}

/** fast-check as the tests know it, as a whole (`import fc`) as well as by its names (`import * as fc`). */
const fuzzed = { ...real, assert };

export { fuzzed as default };
