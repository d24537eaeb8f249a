import * as fc from 'fast-check';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { boolean, distinct, index, maybe, one, pick, rarely } from './draws.ts';
import { vmsOnArray } from './random-estate.ts';

const retries = one<unknown>(
  undefined,
  0,
  { times: 1, wait: '2 min' },
  { times: 2, wait: '0s' },
  { times: 3, wait: '7 min' },
);

/** What a backup of the plain estate does otherwise. */
const backup = fc.record({
  method: one(undefined, undefined, 'forever-incremental', 'reverse-incremental', 'active-full'),
  activeFull: rarely(one({ days: ['mon'] }, { days: ['tue'] })),
  syntheticFull: rarely(one({ days: ['mon'] }, { days: ['tue', 'wed'] })),
  restorePoints: one(undefined, 1, 2),
  storageSnapshots: one<unknown>(undefined, true, { vmsPerSnapshot: 1 }, { vmsPerSnapshot: 2 }),
  retries,
  /** By hand there are no retries: most start by the calendar. */
  scheduled: boolean,
  toScaleOut: boolean,
});

const otherJob = fc.record({
  type: one(
    'backup',
    'replication',
    'replication',
    'vm-copy',
    'quick-migration',
    'restore',
    'backup-copy',
    'snapshot-scan',
  ),
  onHyperV: boolean,
  takes: fc.uniqueArray(index, { minLength: 1, maxLength: 4 }),
  repository: index,
  source: index,
  target: index,
  toDatastore: boolean,
  offHostOnly: rarely(fc.constant(true)),
  writers: rarely(fc.uniqueArray(index, { minLength: 1, maxLength: 2 })),
  schedule: one<Record<string, unknown> | undefined>(
    undefined,
    { at: '20:01' },
    { at: ['20:02', '21:30'] },
    { daily: '20:05' },
    { every: '6h' },
    { after: 'job1' },
  ),
  window: rarely(
    one<unknown>(
      { length: '4 min', onClose: 'stop' },
      { length: '40 min', onClose: 'stop' },
      { length: '19:30-22:00', onClose: 'stop' },
      { length: '19:30-22:00', onClose: 'report' },
      // From every evening to midnight, and from Monday's and Wednesday's until the next one's.
      {
        length: [{ within: '19:30-24:00' }, { days: ['tue', 'thu'], within: '00:00-19:30' }],
        onClose: 'stop',
      },
    ),
  ),
  retries,
  run: rarely(one('full', 'incremental')),
  priority: rarely(fc.constant('high')),
});

/** Jobs of the whole domain. */
export const work = fc.record({
  backups: fc.array(backup, { minLength: 3, maxLength: 3 }),
  others: fc.array(otherJob, { minLength: 0, maxLength: 3 }),
  nights: maybe(one('2d', '3d')),
});

export type Work = typeof work extends fc.Arbitrary<infer T> ? T : never;
type OtherJob = Work['others'][number];

/** Changes the plain jobs and adds others. */
export function withWork(data: ScenarioData, given: Work): ScenarioData {
  const onArray = new Set(vmsOnArray(data));
  const hasScaleOut = data.repositories.some(({ name }) => name === 'sobr');
  const jobs = data.jobs.map((job, n): Entry => {
    const { scheduled, toScaleOut, storageSnapshots, method, ...more } = given.backups[n]!;
    const forward = method === undefined;
    const asks = (job['vms'] as string[]).some((vm) => onArray.has(vm));
    return {
      ...job,
      ...more,
      method: method ?? job['method'],
      activeFull: method === 'active-full' ? undefined : more.activeFull,
      syntheticFull:
        forward && job['method'] === undefined && more.activeFull === undefined
          ? more.syntheticFull
          : undefined,
      storageSnapshots: asks ? storageSnapshots : undefined,
      schedule: job['schedule'] ?? (scheduled ? { at: '20:00' } : undefined),
      repository: hasScaleOut && toScaleOut ? 'sobr' : job['repository'],
    };
  });
  const others = given.others.flatMap((other, n) => otherJobOf(data, other, `other${n + 1}`));
  const { nights } = given;
  const clock = nights === undefined ? data.clock : { ...data.clock, horizon: nights };
  return { ...data, clock, jobs: [...jobs, ...others] };
}

/** A job of a type that the estate allows; none where it does not. */
function otherJobOf(data: ScenarioData, given: OtherJob, name: string): Entry[] {
  const { type, schedule, window, retries: tries, priority } = given;
  const common = { name, type, schedule, window, retries: tries, priority };
  const guests = data.vms.map((vm) => vm.name).filter((vm) => vm.startsWith('guest'));
  const onHyperV = given.onHyperV && guests.length > 0;
  const all = onHyperV ? guests : data.vms.map((vm) => vm.name).filter((vm) => !vm.startsWith('guest'));
  const vms = distinct(given.takes.map((at) => pick(all, at)));
  // An extent is not a job's own repository.
  const repositories = data.repositories.map((r) => r.name).filter((r) => !r.startsWith('extent'));
  const repository = pick(repositories, given.repository);
  const stores = data.datastores.map((d) => d.name).filter((d) => d.startsWith('csv') === onHyperV);
  const target = {
    datastore: pick(stores, given.target),
    proxies: onHyperV ? undefined : given.writers?.map((at) => pick(data.proxies.filter(isPlain), at).name),
  };
  const proxies =
    onHyperV && given.offHostOnly === true && data.proxies.some((p) => p.name === 'off1')
      ? ['off1']
      : undefined;
  switch (type) {
    case 'backup':
      return [{ ...common, vms, repository, proxies, run: given.run }];
    case 'replication':
      return [
        { ...common, vms, target, run: given.run, repository: given.toDatastore ? repository : undefined },
      ];
    case 'vm-copy':
      return [{ ...common, vms, ...(given.toDatastore ? { target } : { repository }) }];
    case 'quick-migration':
      return [{ ...common, vms, target }];
    case 'restore':
      return [{ ...common, vms, repository, target: given.toDatastore ? target : undefined }];
    case 'backup-copy': {
      const source = pick(repositories, given.source);
      return source === repository ? [] : [{ ...common, vms, repository, source, run: given.run }];
    }
    case 'snapshot-scan': {
      const onArray = vmsOnArray(data);
      const scanned = onArray.length === 0 ? [] : distinct(given.takes.map((at) => pick(onArray, at)));
      return scanned.length === 0 ? [] : [{ ...common, vms: scanned }];
    }
  }
}

function isPlain({ name }: Entry): boolean {
  return name !== 'off1';
}
