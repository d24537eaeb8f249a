import * as fc from 'fast-check';
import { type Entry, randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { distinct, index, maybe, one, pick, rarely } from '../../laws/domain/draws.ts';

/** Every distribution, of a quantity that its values are given in. */
function drawn<T>(...values: readonly [T, T, T]) {
  const [low, middle, high] = values;
  return one<unknown>(
    middle,
    { uniform: [low, high] },
    { uniform: [low, high] },
    { exponential: { mean: middle } },
    { lognormal: { median: low, p95: high } },
    { lognormal: { median: middle, p95: high, min: low, max: high } },
    { triangular: [low, middle, high] },
    { triangular: [low, low, high] },
    { triangular: [middle, middle, middle] },
    { discrete: { values: [high, low, middle] } },
    { discrete: { values: [low, high, middle], weights: [3, 0, 0.5] } },
  );
}

export const populations = fc.record({
  populations: fc.array(
    fc.record({
      vms: fc.integer({ min: 1, max: 4 }),
      /** Of the whole population, where its VMs do not run by their disks. */
      hosts: maybe(fc.uniqueArray(index, { minLength: 1, maxLength: 3 })),
      guest: one('windows', 'windows', undefined),
      tracking: rarely(fc.constant('none')),
      lastBackup: rarely(one('24h', '6h', '72h')),
      disks: fc.record({
        count: maybe(
          one<unknown>(
            2,
            { uniform: [1, 4] },
            { discrete: { values: [1, 3] } },
            { exponential: { mean: 1 } },
          ),
        ),
        size: drawn('2 GB', '7 GB', '40 GB'),
        used: maybe(fc.oneof(drawn('10%', '60%', '100%'), drawn('1 GB', '3 GB', '50 GB'))),
        changeRate: maybe(drawn('1%', '8%', '60%')),
        deleted: rarely(drawn('1%', '20%', '80%')),
        swap: rarely(drawn('1%', '10%', '70%')),
        thin: rarely(fc.constant(true)),
        datastores: fc.array(index, { minLength: 1, maxLength: 3 }),
      }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  /** Of each job: what it takes of them. */
  takes: fc.array(fc.array(index, { minLength: 0, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
  dataFactor: rarely(one(0.37, 1.15, 2.5)),
  seed: one<number | string | undefined>(undefined, 'a text', 7),
});

type Populations = typeof populations extends fc.Arbitrary<infer T> ? T : never;

/** Nights in which some VMs come from populations, whose disks are drawn. */
export const populationNight: fc.Arbitrary<ScenarioData> = fc
  .tuple(randomScenario, populations)
  .map(([data, more]) => withPopulations(data, more));

export function withPopulations(data: ScenarioData, given: Populations): ScenarioData {
  const { vms, jobs, hosts, datastores } = data;
  const platformOf = (store: Entry) => {
    const [mounting] = store['hosts'] as string[];
    return hosts.find(({ name }) => name === mounting)?.['platform'];
  };
  const names = given.populations.map((_, n) => `pop${n + 1}-*`);
  return {
    ...data,
    dataFactor: given.dataFactor,
    // A text seeds as well as a number does.
    seed: (given.seed ?? data.seed) as number,
    vms: [
      ...vms,
      ...given.populations.map(({ vms: count, hosts: own, disks, ...traits }, n) => {
        // All of one platform: that of the first.
        const platform = platformOf(pick(datastores, disks.datastores[0]!));
        const ownHosts = hosts.filter((host) => host['platform'] === platform);
        const stores = datastores.filter((store) => platformOf(store) === platform);
        return {
          ...traits,
          name: `pop${n + 1}-{1..${count}}`,
          hosts: own && distinct(own.map((at) => pick(ownHosts, at).name)),
          disks: { ...disks, datastores: disks.datastores.map((at) => pick(stores, at).name) },
        };
      }),
    ],
    jobs: jobs.map((job, n): Entry => {
      // Jobs of other kinds may have other platforms.
      const takes = job['type'] === undefined ? (given.takes[n] ?? []) : [];
      const taken = distinct(takes.map((at) => pick(names, at)));
      const needsAll = taken.length === 0 || job['storageSnapshots'] !== undefined;
      return { ...job, vms: [...taken, ...(job['vms'] as string[]).slice(0, needsAll ? undefined : 1)] };
    }),
  };
}
