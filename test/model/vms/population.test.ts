import { describe, expect, test } from 'vitest';
import { modelOf, type Sections } from '../../helpers/night.ts';

const POPULATION =
  'disks: { count: { uniform: [1, 3] }, size: { lognormal: { median: 80 GB, p95: 400 GB } }, used: { uniform: [20%, 90%] }, changeRate: { uniform: [1%, 9%] }, datastores: [ds1, ds2] }';
const base: Sections = { datastores: '[{ name: ds1 }, { name: ds2 }]' };

/** Every figure of every disk of the VMs of one name. */
function disks(sections: Sections, name: string, options: Parameters<typeof modelOf>[1] = {}) {
  const model = modelOf({ ...base, ...sections }, options);
  return model.vms.disksOf(model.vms.names.indexOf(name)).map((row) => {
    const { size, used, changeRate } = model.disks.at(row);
    return { size, used, changeRate };
  });
}

const twenty = { vms: `[{ name: "app{1..20}", ${POPULATION} }]` };

describe('a generated population', () => {
  test('is the same for the same seed and replication', () => {
    expect(disks(twenty, 'app7')).toEqual(disks(twenty, 'app7'));
  });

  test('another seed or replication draws anew', () => {
    const sizes = (options: Parameters<typeof modelOf>[1]) => disks(twenty, 'app7', options)[0]!.size;
    expect(new Set([sizes({}), sizes({ seed: 2 }), sizes({ replication: 1 })]).size).toBe(3);
  });

  test('one more VM, before or after the others, changes none of their draws', () => {
    const other = `{ name: other, ${POPULATION} }`;
    const before = { vms: `[${other}, { name: "app{1..20}", ${POPULATION} }]` };
    const after = { vms: `[{ name: "app{1..25}", ${POPULATION} }, ${other}]` };
    expect(disks(before, 'app7')).toEqual(disks(twenty, 'app7'));
    expect(disks(after, 'app7')).toEqual(disks(twenty, 'app7'));
  });

  test('one more proxy changes no draw', () => {
    const more = { ...twenty, proxies: '[{ name: px1 }, { name: px2 }, { name: px3 }]' };
    expect(disks(more, 'app7')).toEqual(disks(twenty, 'app7'));
  });

  test('the distribution of one figure does not change the draws of others', () => {
    const vms = `[{ name: "app{1..20}", ${POPULATION.replace('uniform: [20%, 90%]', 'uniform: [10%, 30%]')} }]`;
    const without = (list: ReturnType<typeof disks>) =>
      list.map(({ size, changeRate }) => ({ size, changeRate }));
    expect(without(disks({ vms }, 'app7'))).toEqual(without(disks(twenty, 'app7')));
    expect(disks({ vms }, 'app7')[0]?.used).not.toBe(disks(twenty, 'app7')[0]?.used);
  });

  test('uses never more than its size, and has whole bytes', () => {
    const vms = `[{ name: "app{1..50}", disks: { size: { uniform: [1 GB, 100 GB] }, used: { uniform: [1 GB, 100 GB] }, datastores: [ds1] } }]`;
    const drawn = [...modelOf({ ...base, vms }).disks];
    expect(drawn.filter(({ size, used }) => used > size)).toEqual([]);
    expect(drawn.filter(({ size, used }) => used === size).length).toBeGreaterThan(5);
    expect(drawn.filter(({ size, used }) => used < size).length).toBeGreaterThan(5);
    expect(drawn.every(({ size, used }) => Number.isInteger(size) && Number.isInteger(used))).toBe(true);
  });

  test('takes its datastores in turn over all its disks', () => {
    const vms = '[{ name: "app{1..3}", disks: { count: 3, size: 1 GB, datastores: [ds1, ds2] } }]';
    expect(Array.from(modelOf({ ...base, vms }).disks, ({ datastore }) => datastore)).toEqual([
      0, 1, 0, 1, 0, 1, 0, 1, 0,
    ]);
  });

  test('follows its distribution: the median of 400 lognormal sizes is near 80 GB', () => {
    const vms = `[{ name: "app{1..400}", disks: { size: { lognormal: { median: 80 GB, p95: 400 GB } }, datastores: [ds1] } }]`;
    const sizes = modelOf({ ...base, vms }).disks.figures.size.toSorted();
    // sigma = ln 5 / 1.645 = 0.98; the median of 400 has a standard error of 1.25 x 0.98 / 20 = 6 %: four of them.
    expect(sizes[200]! / 80e9).toBeGreaterThan(0.76);
    expect(sizes[200]! / 80e9).toBeLessThan(1.28);
    // 5 % of 400 lie above 400 GB: 20, standard deviation 4.4.
    expect(Math.abs(sizes.filter((size) => size > 400e9).length - 20)).toBeLessThan(18);
  });
});
