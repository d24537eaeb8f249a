import * as fc from 'fast-check';
import { type Entry, randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { distinct, index, maybe, one, pick, rarely } from '../../laws/domain/draws.ts';

const PORTS = { protocols: ['fc', 'iscsi', 'nfs', 'sas'] };

const given = fc.record({
  /** Of each datastore: none, one that is integrated, or one that is not. */
  arrays: fc.array(one('array1', 'array1', 'array1', 'array2', 'plain', undefined), {
    minLength: 4,
    maxLength: 4,
  }),
  isBlock: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  proxies: fc.array(
    fc.record({
      hasPorts: fc.boolean(),
      modes: rarely(
        one(['storage-snapshot'], ['storage-snapshot', 'nbd'], ['san', 'nfs', 'storage-snapshot']),
      ),
    }),
    { minLength: 4, maxLength: 4 },
  ),
  /** All disks of a VM where its first one is. */
  isTogether: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  jobs: fc.array(
    fc.record({
      asks: one<unknown>(true, true, { vmsPerSnapshot: 1 }, { vmsPerSnapshot: 2 }, false, undefined),
      takes: maybe(fc.uniqueArray(index, { minLength: 2, maxLength: 6 })),
      target: rarely(index),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  overheads: one<unknown>(
    'default',
    undefined,
    'none',
    { snapshotHandoff: '0s' },
    { snapshotHandoff: '3 min', snapshotRemove: '2 min' },
    { base: 'none', snapshotHandoff: '30s', snapshotRemove: '5 min', vmFinalise: '7s' },
    { base: 'none', openStorageSnapshot: '20s', snapshotCreate: '5s', consolidation: '1 MB/s' },
  ),
});

/** Nights in which some datastores stand on arrays, whose snapshots some jobs ask for. */
export const storageSnapshotNight: fc.Arbitrary<ScenarioData> = fc
  .tuple(randomScenario, given)
  .map(([data, more]) => withArrays(data, more));

function withArrays(data: ScenarioData, given: Given): ScenarioData {
  const datastores = data.datastores.map((store, n) => {
    const array = given.arrays[n];
    const isBlock = array !== undefined && given.isBlock[n] === true;
    return { ...store, array, ...(isBlock ? { type: 'vmfs', protocol: n === 2 ? 'iscsi' : 'fc' } : {}) };
  });
  const proxies = data.proxies.map((proxy, n) => {
    const { hasPorts, modes } = given.proxies[n]!;
    if (!hasPorts) return proxy;
    const storage = { ...PORTS, bandwidth: n % 2 === 0 ? '300 MB/s' : undefined };
    return { ...proxy, kind: 'physical', host: undefined, storage, modes: modes ?? proxy['modes'] };
  });
  const vms = data.vms.map((vm, n) => {
    const disks = vm['disks'] as { readonly datastore: string }[];
    const first = disks[0]!.datastore;
    return given.isTogether[n] === true
      ? { ...vm, disks: disks.map((disk) => ({ ...disk, datastore: first })) }
      : vm;
  });
  const whole = {
    ...data,
    arrays: ARRAYS,
    datastores,
    proxies,
    vms,
    overheads: given.overheads ?? data['overheads'],
  };
  return { ...whole, jobs: data.jobs.map((job, n) => jobOf(whole, job, given.jobs[n]!)) };
}

const ARRAYS = [{ name: 'array1' }, { name: 'array2' }, { name: 'plain', integrated: false }];

type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

function jobOf(data: ScenarioData, job: Entry, { asks, takes, target }: Given['jobs'][number]): Entry {
  const vms =
    takes === undefined ? (job['vms'] as string[]) : distinct(takes.map((at) => pick(data.vms, at).name));
  const storageSnapshots = vms.some((vm) => hasIntegrated(data, vm)) ? asks : undefined;
  if (target === undefined) return { ...job, vms, storageSnapshots };
  const { method, ...more } = job;
  void method;
  const store = pick(data.datastores, target).name;
  return { ...more, vms, storageSnapshots, type: 'replication', target: { datastore: store } };
}

/** Whether a VM has a disk of which there are snapshots of its array. */
export function hasIntegrated({ vms, datastores }: ScenarioData, name: string): boolean {
  const disks = vms.find((vm) => vm.name === name)!['disks'] as { readonly datastore: string }[];
  return disks.some(({ datastore }) => {
    const array = datastores.find((store) => store.name === datastore)!['array'];
    return array === 'array1' || array === 'array2';
  });
}
