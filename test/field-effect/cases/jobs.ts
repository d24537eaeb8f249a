import { type Data, type FieldCase, SMALL, small, withMore } from '../field-case.ts';

const TWO_PROXIES: Data = small({
  proxies: [
    { name: 'px1', site: 'hq', cores: 2 },
    { name: 'px2', site: 'hq', cores: 2 },
  ],
});
const TWO_REPOSITORIES: Data = small({
  repositories: [
    { name: 'repo1', site: 'hq' },
    { name: 'repo2', site: 'hq', write: '5 MB/s' },
  ],
});
const WEEK: Data = { clock: { horizon: '7d' } };
const BUSY_CORES: Data = small({ profile: { full: '30 MB/s', incremental: '30 MB/s' } });
const ENCRYPTING: Data = withMore('jobs', { encryption: true }, BUSY_CORES);
const DIRTY: Data = withMore('vms', {
  guest: 'windows',
  disks: [{ size: '10 GB', datastore: 'ds1', deleted: '40%' }],
});
const GROWING: Data = { ...withMore('jobs', { run: 'incremental' }), blockGrowth: { '4 MB': 2 } };
/** Two jobs compete for one slot; the second is the smaller one. */
const COMPETING: Data = {
  ...withMore('proxies', { maxConcurrentTasks: 1 }),
  jobs: [
    { name: 'first', vms: ['vm1'], repository: 'repo1', run: 'full' },
    { name: 'second', vms: ['vm2'], repository: 'repo1', run: 'full' },
  ],
};
const CUT: Data = withMore('jobs', { window: { length: '1 min', onClose: 'report' } });

const TWO_KINDS: Data = small({
  hosts: [
    { name: 'esx1', site: 'hq', cluster: 'blue' },
    { name: 'esx2', site: 'hq', cluster: 'red' },
  ],
  datastores: [
    { name: 'ds1', site: 'hq' },
    { name: 'ds2', site: 'hq' },
  ],
  vms: [
    { name: 'vm1', host: 'esx1', tags: ['sql'], disks: [{ size: '10 GB', datastore: 'ds1' }] },
    { name: 'vm2', host: 'esx2', tags: ['web'], disks: [{ size: '4 GB', datastore: 'ds2' }] },
  ],
});
const selecting = (selector: Data): Data => withMore('jobs', { vms: [selector] }, TWO_KINDS);
const leavingOut = (selector: Data): Data =>
  withMore('jobs', { vms: ['vm1', 'vm2'], exclude: [selector] }, TWO_KINDS);

const SELECTORS: readonly FieldCase[] = (
  [
    ['tag', 'sql', 'web'],
    ['host', 'esx1', 'esx2'],
    ['datastore', 'ds1', 'ds2'],
    ['cluster', 'blue', 'red'],
  ] as const
).flatMap(([by, one, other]) => [
  { at: `jobs.0.vms.0.${by}`, base: selecting({ [by]: one }), value: other },
  { at: `jobs.0.exclude.0.${by}`, base: leavingOut({ [by]: one }), value: other },
]);

function scheduled(schedule: Data, more: Data = {}): Data {
  return { ...withMore('jobs', { schedule }), ...more };
}

const SCHEDULES: readonly FieldCase[] = [
  { at: 'jobs.0.schedule.start', base: scheduled({ start: '1 min' }), value: '1h' },
  { at: 'jobs.0.schedule.at', base: scheduled({ at: '21:00' }), value: '22:00' },
  { at: 'jobs.0.schedule.daily', base: scheduled({ daily: '21:00' }), value: '22:00' },
  { at: 'jobs.0.schedule.days', base: scheduled({ daily: '21:00' }, WEEK), value: ['tue'] },
  { at: 'jobs.0.schedule.every', base: scheduled({ every: '8h' }), value: '4h' },
  { at: 'jobs.0.schedule.offset', base: scheduled({ every: '8h' }), value: '1h' },
  { at: 'jobs.0.schedule.within', base: scheduled({ every: '4h' }), value: '20:00-02:00' },
  {
    at: 'jobs.1.schedule.after',
    base: { ...SMALL, jobs: chain() },
    value: 'b',
  },
];

function chain(): Data[] {
  const job = (name: string, start: string) => ({
    name,
    vms: ['vm1'],
    repository: 'repo1',
    schedule: { start },
  });
  return [
    job('a', '1 min'),
    { name: 'follower', vms: ['vm2'], repository: 'repo1', schedule: { after: 'a' } },
    job('b', '2h'),
  ];
}

/** An hourly job, open on two days from 22:00 on. */
const PARTS_OF_THE_WEEK: readonly FieldCase[] = (
  [
    ['window', (parts: Data[]) => parts],
    ['window.length', (parts: Data[]) => ({ length: parts })],
  ] as const
).flatMap(([at, windowOf]) => {
  const window = windowOf([{ days: ['mon', 'wed'], within: '22:00-06:00' }]);
  const base = { ...SMALL, ...WEEK, ...withMore('jobs', { schedule: { every: '1h' }, window }) };
  return [
    { at: `jobs.0.${at}.0.days`, base, value: ['mon', 'thu'] },
    { at: `jobs.0.${at}.0.within`, base, value: '22:00-05:00' },
  ];
});

export const JOBS: readonly FieldCase[] = [
  { at: 'jobs.0.vms', base: SMALL, value: ['vm1'] },
  { at: 'jobs.0.exclude', base: SMALL, value: ['vm1'] },
  ...SELECTORS,
  { at: 'jobs.0.repository', base: TWO_REPOSITORIES, value: 'repo2' },
  {
    at: 'jobs.0.method',
    base: { ...scheduled({ daily: '21:00' }, WEEK), ...{} },
    value: 'active-full',
  },
  { at: 'jobs.0.run', base: SMALL, value: 'incremental' },
  { at: 'jobs.0.rpo', base: scheduled({ daily: '21:00' }, WEEK), value: '12h' },
  ...SCHEDULES,
  { at: 'jobs.0.window', base: SMALL, value: '1 min' },
  {
    at: 'jobs.0.window',
    base: { ...SMALL, ...WEEK, ...withMore('jobs', { schedule: { every: '1h' } }) },
    value: '22:00-06:00',
  },
  ...PARTS_OF_THE_WEEK,
  { at: 'jobs.0.window.length', base: CUT, value: '30s' },
  { at: 'jobs.0.window.onClose', base: CUT, value: 'stop' },
  { at: 'jobs.1.priority', base: COMPETING, value: 'high' },
  { at: 'jobs.0.compression', base: SMALL, value: 'high' },
  { at: 'jobs.0.compressionRatio', base: SMALL, value: 0.25 },
  { at: 'jobs.0.compressionCost', base: BUSY_CORES, value: 2 },
  { at: 'jobs.0.encryptionCost', base: ENCRYPTING, value: 1.5 },
  { at: 'jobs.0.vmPrepare', base: SMALL, value: '2 min' },
  { at: 'jobs.0.encryption', base: BUSY_CORES, value: true },
  { at: 'jobs.0.bitLooker', base: DIRTY, value: false },
  { at: 'jobs.0.blockSize', base: GROWING, value: '4 MB' },
  { at: 'jobs.0.proxies', base: TWO_PROXIES, value: ['px2'] },
  { at: 'jobs.0.enabled', base: COMPETING, value: false },
];

const EXPECTING: Data = { ...SMALL, expect: [{ metric: 'totals.tasks', min: 1 }] };

/** What an expectation says shows in whether it is met, and in the figure that it is held against. */
export const EXPECT: readonly FieldCase[] = [
  { at: 'expect.0.metric', base: EXPECTING, value: 'totals.failed' },
  { at: 'expect.0.min', base: EXPECTING, value: 3 },
  { at: 'expect.0.max', base: EXPECTING, value: 1 },
  { at: 'expect.0.equals', base: { ...SMALL, expect: [{ metric: 'totals.tasks', min: 1 }] }, value: 5 },
  {
    at: 'expect.0.tolerance',
    base: { ...SMALL, expect: [{ metric: 'totals.tasks', equals: 3 }] },
    value: 1,
  },
];
