import { type Data, type FieldCase, SMALL, small, withMore } from '../field-case.ts';

/** One repository of two extents; a full, then two increments. */
const TWO_EXTENTS: Data = small({
  clock: { horizon: '3d' },
  repositories: [
    { name: 'repo1', site: 'hq', extents: ['fast', 'slow'], perVmFiles: true },
    { name: 'fast', site: 'hq', write: '20 MB/s' },
    { name: 'slow', site: 'hq', write: '10 MB/s' },
  ],
  jobs: [
    { name: 'nightly', vms: ['vm1', 'vm2'], repository: 'repo1', run: 'auto', schedule: { daily: '21:00' } },
  ],
});
const OF_ONE: Data = withMore('repositories', { extents: ['fast'] }, TWO_EXTENTS);
const ONE_VM: Data = withMore('jobs', { vms: ['vm1'] }, TWO_EXTENTS);
const BEHIND_GATEWAY: Data = small({
  proxies: [
    { name: 'px1', site: 'hq', cores: 2, maxConcurrentTasks: 2 },
    { name: 'px2', site: 'hq', network: '10 MB/s', maxConcurrentTasks: 1, enabled: false },
  ],
});
const ONE_SLOT: Data = withMore('repositories', { maxConcurrentTasks: 1 });

/** What repositories do beside taking bytes in. */
export const SCALE_OUT: readonly FieldCase[] = [
  { at: 'repositories.0.extents', base: OF_ONE, value: ['slow'] },
  { at: 'repositories.0.placement', base: TWO_EXTENTS, value: 'performance' },
  {
    at: 'repositories.1.freeSpace',
    base: withEntry(ONE_VM, 2, { freeSpace: '200 GB' }),
    value: '100 GB',
  },
  { at: 'repositories.0.gateway', base: BEHIND_GATEWAY, value: 'px2' },
  { at: 'repositories.0.slotUnit', base: ONE_SLOT, value: 'chain' },
  { at: 'repositories.0.ingest', base: SMALL, value: '10 MB/s' },
  { at: 'repositories.0.ingest.write', base: SMALL, value: '10 MB/s' },
  { at: 'repositories.0.ingest.read', base: restoring(), value: '10 MB/s' },
  { at: 'repositories.0.read', base: restoring(), value: '10 MB/s' },
  {
    at: 'repositories.0.blockCloning',
    base: {
      ...withMore('jobs', { method: 'forever-incremental', run: 'incremental' }),
      repositories: [{ name: 'repo1', site: 'hq', write: '1 MB/s' }],
    },
    value: true,
  },
];

function restoring(): Data {
  return withMore('jobs', { type: 'restore' });
}

function withEntry(base: Data, row: number, more: Data): Data {
  const entries = base['repositories'] as Data[];
  return { ...base, repositories: entries.map((entry, i) => (i === row ? { ...entry, ...more } : entry)) };
}
