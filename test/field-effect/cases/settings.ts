import {
  type Data,
  type FieldCase,
  NFS_PROXY,
  NFS_STORE,
  SAN_PROXY,
  SMALL,
  small,
  VIRTUAL_PROXY,
  withMore,
} from '../field-case.ts';

const SLOW_CORES: Data = small({ profile: { full: '30 MB/s', incremental: '30 MB/s' } });
const INCREMENTAL: Data = withMore('jobs', { run: 'incremental' }, SLOW_CORES);
const DEFAULTS: Data = small({ overheads: { base: 'default' } });
const OVER_SAN: Data = small({ proxies: [SAN_PROXY] });
const OVER_NFS: Data = small({ proxies: [NFS_PROXY], datastores: [NFS_STORE] });
const OVER_HOTADD: Data = small({ proxies: [VIRTUAL_PROXY] });
const OVER_NBDSSL: Data = withMore('proxies', { modes: ['nbdssl'] });
const DRAWN: Data = withMore('vms', {
  disks: { size: { uniform: ['1 GB', '90 GB'] }, datastores: ['ds1'] },
});
/** Two disks of one VM, so that turns matter, on more tasks than one core carries. */
const CROWDED: Data = withMore('proxies', { cores: 1, maxConcurrentTasks: 2 }, SLOW_CORES);
const SMALL_MEMORY: Data = withMore('proxies', { ram: '3 GB' });

function growing(blockSize: string): Data {
  return withMore('jobs', { run: 'incremental', blockSize });
}

const OVERHEADS: readonly FieldCase[] = [
  { at: 'overheads', base: SMALL, value: 'default' },
  { at: 'overheads.base', base: DEFAULTS, value: 'none' },
  { at: 'overheads.jobInit', base: DEFAULTS, value: '1 min' },
  { at: 'overheads.vmPrepare', base: DEFAULTS, value: '1 min' },
  { at: 'overheads.snapshotCreate', base: DEFAULTS, value: '1 min' },
  { at: 'overheads.openNbd', base: DEFAULTS, value: '1 min' },
  { at: 'overheads.openSan', base: { ...OVER_SAN, overheads: {} }, value: '1 min' },
  { at: 'overheads.openNfs', base: { ...OVER_NFS, overheads: {} }, value: '1 min' },
  { at: 'overheads.hotaddAttach', base: { ...OVER_HOTADD, overheads: {} }, value: '1 min' },
  { at: 'overheads.hotaddDetach', base: { ...OVER_HOTADD, overheads: {} }, value: '1 min' },
  { at: 'overheads.snapshotRemove', base: DEFAULTS, value: '1 min' },
  { at: 'overheads.consolidation', base: DEFAULTS, value: '1 kB/s' },
  { at: 'overheads.vmFinalise', base: DEFAULTS, value: '1 min' },
  { at: 'overheads.jobFinalise', base: DEFAULTS, value: '1 min' },
  {
    at: 'overheads.deploy',
    base: { ...withMore('proxies', { added: '1 min' }), overheads: {} },
    value: '5 min',
  },
];

const TRANSPORT: readonly FieldCase[] = [
  { at: 'transport.san.perTask', base: OVER_SAN, value: '5 MB/s' },
  { at: 'transport.nfs.perTask', base: OVER_NFS, value: '5 MB/s' },
  { at: 'transport.hotadd.perTask', base: OVER_HOTADD, value: '5 MB/s' },
  { at: 'transport.nbd.perTask', base: SMALL, value: '5 MB/s' },
  { at: 'transport.nbdssl.perTask', base: OVER_NBDSSL, value: '5 MB/s' },
];

const CLOCK: readonly FieldCase[] = [
  {
    at: 'clock.start',
    base: { ...withMore('jobs', { schedule: { daily: '22:00' } }), clock: { start: '2026-01-05T20:00' } },
    value: '2026-01-05T21:00',
  },
  { at: 'clock.horizon', base: SMALL, value: '1 min' },
  { at: 'clock.sample', base: SMALL, value: '10s' },
  // Of 140 s both slots are taken for 80, of the last 110 for 50.
  {
    at: 'clock.warmUp',
    base: small({ expect: [{ metric: 'proxies.px1.slotUtilisation', min: 0 }] }),
    value: '30s',
  },
];

const INCLUDED = {
  texts: {
    'slow.yaml': 'seed: 1\nprofile: { full: 5 MB/s, incremental: 5 MB/s }',
    'slower.yaml': 'profile: { full: 4 MB/s, incremental: 4 MB/s }',
  },
};

const INCLUDE: readonly FieldCase[] = [
  { at: 'include', base: SMALL, value: 'slow.yaml' },
  { at: 'include.file', base: { ...SMALL, include: { file: 'slow.yaml' } }, value: 'slower.yaml' },
  { at: 'include.sections', base: { ...SMALL, include: { file: 'slow.yaml' } }, value: ['seed'] },
  { at: 'include.0.file', base: { ...SMALL, include: [{ file: 'slow.yaml' }] }, value: 'slower.yaml' },
  { at: 'include.0.sections', base: { ...SMALL, include: [{ file: 'slow.yaml' }] }, value: ['seed'] },
].map((fieldCase) => ({ ...fieldCase, files: INCLUDED }));

export const SETTINGS: readonly FieldCase[] = [
  ...INCLUDE,
  { at: 'set', base: SMALL, value: { 'profile.full': '5 MB/s', 'profile.incremental': '5 MB/s' } },
  { at: 'seed', base: { ...DRAWN, seed: 1 }, value: 2 },
  ...CLOCK,
  { at: 'profile', base: withMore('datastores', { read: '1 GB/s' }), value: 'bp95' },
  { at: 'profile.full', base: SLOW_CORES, value: '10 MB/s' },
  { at: 'profile.incremental', base: INCREMENTAL, value: '10 MB/s' },
  ...OVERHEADS,
  ...TRANSPORT,
  { at: 'dataFactor', base: SMALL, value: 1.15 },
  { at: 'coresPerTask', base: SLOW_CORES, value: 0.5 },
  { at: 'parallelProcessing', base: SMALL, value: false },
  { at: 'oversubscriptionPenalty', base: CROWDED, value: 1 },
  { at: 'enforceRam', base: SMALL_MEMORY, value: true },
  { at: 'blockGrowth.256 KB', base: growing('256 KB'), value: 0.5 },
  { at: 'blockGrowth.512 KB', base: growing('512 KB'), value: 0.5 },
  { at: 'blockGrowth.1 MB', base: growing('1 MB'), value: 0.5 },
  { at: 'blockGrowth.4 MB', base: growing('4 MB'), value: 2 },
];
