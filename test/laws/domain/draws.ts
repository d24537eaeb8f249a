import * as fc from 'fast-check';

/** Small pieces that random scenarios are drawn from. */
export const index = fc.nat({ max: 11 });
export const boolean = fc.boolean();
export const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const nothing = fc.constant(undefined);
export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(nothing, arbitrary);
export const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: nothing }, { weight: 1, arbitrary });
export const pick = <T>(from: readonly T[], at: number): T => from[at % from.length]!;
/** Few different figures, so that ties and exactly full capacities are common. */
export const rate = one('50 MB/s', '100 MB/s', '200 MB/s', '130 MB/s', '1 GB/s');

export function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
