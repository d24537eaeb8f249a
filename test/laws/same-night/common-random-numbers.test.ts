import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

const distribution = fc.constantFrom<unknown>(
  '40 GB',
  { uniform: ['10 GB', '90 GB'] },
  { exponential: { mean: '50 GB' } },
  { lognormal: { median: '40 GB', p95: '200 GB', max: '900 GB' } },
  { triangular: ['10 GB', '20 GB', '90 GB'] },
  { discrete: { values: ['10 GB', '80 GB'], weights: [3, 1] } },
);

const nights = fc.record({
  seed: fc.nat({ max: 10_000 }),
  replication: fc.nat({ max: 3 }),
  vms: fc.integer({ min: 1, max: 12 }),
  count: fc.constantFrom<unknown>(1, 3, { uniform: [1, 4] }),
  size: distribution,
  used: fc.constantFrom<unknown>('60%', { uniform: ['10%', '90%'] }),
  changeRate: fc.constantFrom<unknown>('5%', { uniform: ['1%', '9%'] }),
});

type NightData = typeof nights extends fc.Arbitrary<infer T> ? T : never;

/** Every disk of the population as it was drawn, by name. */
function drawnDisks(
  { seed, replication, vms, ...disks }: NightData,
  more: Record<string, unknown> = {},
): Map<string, unknown> {
  const scenario = scenarioOf(
    textOf({
      version: 1,
      seed,
      hosts: [{ name: 'esx1' }],
      datastores: [{ name: 'ds1' }, { name: 'ds2' }],
      proxies: [{ name: 'px1', cores: 4 }],
      repositories: [{ name: 'repo1' }],
      vms: [{ name: `app{1..${vms}}`, disks: { ...disks, datastores: ['ds1', 'ds2'] } }],
      jobs: [{ name: 'nightly', vms: ['app*'], repository: 'repo1' }],
      ...more,
    }),
  );
  const model = compile(scenario, { seed, replication });
  const figures = Array.from(model.disks, ({ vm, datastore, name, ...drawn }): [string, unknown] => [
    `${model.vms.nameOf(vm)}/${name}`,
    drawn,
  ]);
  return new Map(figures);
}

const OPTIONS = { seed: 20_260_105, numRuns: 100 };

test('adding a proxy, or anything else that draws nothing, changes no disk', () => {
  fc.assert(
    fc.property(nights, (night) => {
      const disks = drawnDisks(night);
      const proxies = [
        { name: 'px1', cores: 4 },
        { name: 'px2', cores: 8 },
      ];
      expect(drawnDisks(night, { proxies })).toEqual(disks);
      expect(drawnDisks(night, { policy: 'random', overheads: 'none', profile: 'bp95' })).toEqual(disks);
    }),
    OPTIONS,
  );
});

test('a further VM of a population leaves the figures of the others as they were', () => {
  fc.assert(
    fc.property(nights, (night) => {
      const disks = drawnDisks(night);
      const more = drawnDisks({ ...night, vms: night.vms + 1 });
      expect(more.size).toBeGreaterThan(disks.size);
      for (const [name, figures] of disks) expect(more.get(name), name).toEqual(figures);
    }),
    OPTIONS,
  );
});

test('the draw of one figure does not depend on how another is drawn', () => {
  fc.assert(
    fc.property(nights, (night) => {
      const sizes = (disks: Map<string, unknown>) =>
        [...disks].map(([name, figures]) => [name, (figures as { size: number }).size]);
      const other = drawnDisks({ ...night, changeRate: { triangular: ['1%', '2%', '9%'] } });
      expect(sizes(other)).toEqual(sizes(drawnDisks(night)));
    }),
    OPTIONS,
  );
});

test('every disk is drawn on its own; another seed, and another replication, draws other disks', () => {
  const night: NightData = {
    seed: 1,
    replication: 0,
    vms: 4,
    count: 2,
    size: { uniform: ['10 GB', '90 GB'] },
    used: '60%',
    changeRate: '5%',
  };
  const sizes = [...drawnDisks(night).values()].map((figures) => JSON.stringify(figures));
  expect(new Set(sizes).size).toBe(sizes.length);
  expect(drawnDisks({ ...night, seed: 2 })).not.toEqual(drawnDisks(night));
  expect(drawnDisks({ ...night, replication: 1 })).not.toEqual(drawnDisks(night));
});
