import { tableOf } from '../../scenario/inventory-table.ts';
import { type Data, type FieldCase, SMALL, small, withMore } from '../field-case.ts';

const INCREMENTAL: Data = withMore('jobs', { run: 'incremental' });
const TWO_STORES: Data = small({
  datastores: [
    { name: 'ds1', site: 'hq', hosts: ['esx1'], read: '100 MB/s' },
    { name: 'ds2', site: 'hq', hosts: ['esx1'], read: '10 MB/s' },
  ],
});
const TWO_HOSTS: Data = small({
  hosts: [
    { name: 'esx1', site: 'hq' },
    { name: 'esx2', site: 'hq', managementNetwork: '10 MB/s' },
  ],
});
const DIRTY: Data = small({
  vms: [
    {
      name: 'vm1',
      guest: 'windows',
      disks: [{ size: '10 GB', datastore: 'ds1', deleted: '10%', swap: '10%' }],
    },
  ],
  jobs: [{ name: 'nightly', vms: ['vm1'], repository: 'repo1', run: 'full' }],
});
const POPULATION: Data = {
  ...TWO_HOSTS,
  vms: [{ name: 'app{1..4}', hosts: ['esx1'], disks: { size: '5 GB', datastores: ['ds1'] } }],
  jobs: [{ name: 'nightly', vms: ['app*'], repository: 'repo1', run: 'full' }],
};

export const VMS: readonly FieldCase[] = [
  { at: 'vms.0.host', base: TWO_HOSTS, value: 'esx2' },
  { at: 'vms.0.hosts', base: POPULATION, value: ['esx1', 'esx2'] },
  {
    at: 'vms.1.tags',
    base: withMore('jobs', { vms: ['vm1', { tag: 'sql' }] }, taggedFirst()),
    value: ['sql'],
  },
  { at: 'vms.0.guest', base: withMore('vms', { guest: undefined }, DIRTY), value: 'windows' },
  { at: 'vms.0.tracking', base: INCREMENTAL, value: 'none' },
  { at: 'vms.0.lastBackup', base: INCREMENTAL, value: '72h' },
  { at: 'vms.0.disks.0.size', base: SMALL, value: '30 GB' },
  { at: 'vms.0.disks.0.used', base: SMALL, value: '40%' },
  { at: 'vms.0.disks.0.datastore', base: TWO_STORES, value: 'ds2' },
  { at: 'vms.0.disks.0.changeRate', base: INCREMENTAL, value: '50%' },
  { at: 'vms.0.disks.0.deleted', base: DIRTY, value: '40%' },
  { at: 'vms.0.disks.0.swap', base: DIRTY, value: '40%' },
  { at: 'vms.0.disks.datastores', base: populationOn(TWO_STORES), value: ['ds1', 'ds2'] },
  {
    at: 'vms.0.inventory',
    base: { ...SMALL, vms: [{ inventory: 'small.csv' }], jobs: everything() },
    value: 'large.csv',
    files: {
      tables: {
        'small.csv': tableOf('small.csv', 'vm,datastore,size\nvm1,ds1,1 GB\n'),
        'large.csv': tableOf('large.csv', 'vm,datastore,size\nvm1,ds1,9 GB\n'),
      },
    },
  },
];

function taggedFirst(): Data {
  return withMore('vms', { tags: ['sql'] });
}

function everything(): Data[] {
  return [{ name: 'nightly', vms: ['*'], repository: 'repo1', run: 'full' }];
}

function populationOn(base: Data): Data {
  return {
    ...base,
    vms: [{ name: 'app{1..4}', disks: { size: '5 GB', datastores: ['ds1'] } }],
    jobs: everything(),
  };
}

/** For each figure of a population: values from small to large, as a scenario writes them. */
const FIGURES: Readonly<Record<string, readonly [unknown, unknown, unknown, unknown]>> = {
  count: [1, 2, 4, 8],
  size: ['1 GB', '5 GB', '20 GB', '90 GB'],
  used: ['5%', '20%', '50%', '90%'],
  changeRate: ['1%', '5%', '20%', '60%'],
  deleted: ['1%', '5%', '20%', '45%'],
  swap: ['1%', '5%', '20%', '45%'],
};

/** Every way to draw a figure: one value of each is changed, and the night must be another one. */
export const POPULATIONS: readonly FieldCase[] = Object.entries(FIGURES).flatMap(([figure, values]) => {
  const [a, b, c, d] = values;
  const base = (drawn: unknown): Data => ({
    ...SMALL,
    vms: [
      {
        name: 'app{1..6}',
        guest: 'windows',
        disks: { size: '5 GB', datastores: ['ds1'], ...{ [figure]: drawn } },
      },
    ],
    jobs: [{ name: 'nightly', vms: ['app*'], repository: 'repo1', run: runOf(figure) }],
  });
  const at = (field: string) => `vms.0.disks.${figure}${field}`;
  return [
    { at: at(''), base: base(a), value: c },
    { at: at('.uniform'), base: base({ uniform: [a, b] }), value: [c, d] },
    { at: at('.exponential.mean'), base: base({ exponential: { mean: a } }), value: c },
    { at: at('.lognormal.median'), base: base({ lognormal: { median: a, p95: d } }), value: b },
    { at: at('.lognormal.p95'), base: base({ lognormal: { median: a, p95: b } }), value: d },
    { at: at('.lognormal.min'), base: base({ lognormal: { median: b, p95: d } }), value: c },
    { at: at('.lognormal.max'), base: base({ lognormal: { median: c, p95: d } }), value: b },
    { at: at('.triangular'), base: base({ triangular: [a, b, c] }), value: [b, c, d] },
    {
      at: at('.discrete.values'),
      base: base({ discrete: { values: [a, b], weights: [1, 1] } }),
      value: [c, d],
    },
    {
      at: at('.discrete.weights'),
      base: base({ discrete: { values: [a, d], weights: [1, 99] } }),
      value: [99, 1],
    },
  ];
});

/** What changes in a day shows in an increment only, what a disk holds in a full run. */
function runOf(figure: string): string {
  return figure === 'changeRate' ? 'incremental' : 'full';
}
