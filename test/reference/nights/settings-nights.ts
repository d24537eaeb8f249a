import * as fc from 'fast-check';
import { type Entry, randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { maybe, one, rarely } from '../../laws/domain/draws.ts';
import { hypervNight } from './hyperv-nights.ts';
import { storageSnapshotNight } from './storage-snapshots-nights.ts';

const duration = one('0s', '3s', '20s', '70s');
const perTask = fc.record({ perTask: one('30 MB/s', '70 MB/s') });
const growth = one(0.6, 1.5, 2);
const whenBusy = one('wait', 'degrade');

export const settings = fc.record({
  overheads: fc.record({
    base: maybe(one('none')),
    jobInit: maybe(duration),
    vmPrepare: maybe(duration),
    snapshotCreate: maybe(duration),
    openNbd: maybe(duration),
    openSan: maybe(duration),
    openNfs: maybe(duration),
    openStorageSnapshot: maybe(duration),
    hotaddAttach: maybe(duration),
    hotaddDetach: maybe(duration),
    offHost: maybe(duration),
    snapshotRemove: maybe(duration),
    consolidation: maybe(one('1 MB/s', '20 MB/s')),
    vmFinalise: maybe(duration),
    jobFinalise: maybe(duration),
    deploy: maybe(duration),
    snapshotHandoff: maybe(duration),
  }),
  transport: fc.record({
    san: maybe(perTask),
    nfs: maybe(perTask),
    'storage-snapshot': maybe(perTask),
    hotadd: maybe(perTask),
    nbd: maybe(perTask),
    nbdssl: maybe(perTask),
    'off-host': maybe(perTask),
    'on-host': maybe(perTask),
  }),
  blockGrowth: fc.record({
    '256 KB': maybe(growth),
    '512 KB': maybe(growth),
    '1 MB': maybe(growth),
    '4 MB': maybe(growth),
  }),
  blockSize: maybe(one('256 KB', '512 KB', '1 MB', '4 MB')),
  profile: maybe(one('bp95', 'bp12-virtual-block', 'bp12-physical-object')),
  preset: maybe(
    one(
      ...['fifo', 'list', 'largest-first', 'smallest-first', 'longest-job-first', 'load-first'],
      ...['round-robin', 'least-loaded', 'most-free-slots'],
    ),
  ),
  whenBestBusy: maybe(
    fc.record({
      default: maybe(whenBusy),
      san: maybe(whenBusy),
      nfs: maybe(whenBusy),
      'storage-snapshot': maybe(whenBusy),
      hotadd: maybe(whenBusy),
      nbd: maybe(whenBusy),
      nbdssl: maybe(whenBusy),
      'off-host': maybe(whenBusy),
      'on-host': maybe(whenBusy),
    }),
  ),
  filters: rarely(
    fc.subarray([
      'datastore-snapshots',
      'datastore-latency',
      'start-spacing',
      'hotadd-disks',
      'nbd-connections',
      'ram',
    ]),
  ),
  scores: rarely(
    fc.shuffledSubarray(
      [
        'affinity',
        'connection-class',
        'same-site',
        'load-ratio',
        'running-tasks',
        'most-free-slots',
        'least-recent',
      ],
      { minLength: 1 },
    ),
  ),
  dataFactor: maybe(one(0.37, 1.15, 2.5)),
  /** Of every second proxy. */
  added: maybe(one('25s', '2 min')),
  isFirstJobOff: rarely(fc.constant(true)),
});

type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

/** Nights that set what others leave as it is: times beside the transfers, limits of modes, presets, how much data there is. */
export const settingsNight: fc.Arbitrary<ScenarioData> = fc
  .tuple(
    fc.oneof({ weight: 2, arbitrary: randomScenario }, hypervNight, {
      weight: 2,
      arbitrary: storageSnapshotNight,
    }),
    settings,
  )
  .map(([data, given]) => withSettings(data, given));

export function withSettings(data: ScenarioData, given: Settings): ScenarioData {
  const { added, isFirstJobOff, blockSize, preset, whenBestBusy, profile, filters, scores, ...more } = given;
  const { jobs, proxies, policy } = data;
  return {
    ...data,
    ...more,
    profile: profile ?? data['profile'],
    policy: {
      ...policy,
      ...(preset === undefined ? {} : { preset, order: undefined, select: undefined }),
      whenBestBusy: whenBestBusy ?? policy['whenBestBusy'],
      // How busy a proxy is has one name among scores.
      load: scores === undefined ? policy['load'] : undefined,
      filters,
      scores,
    },
    proxies: proxies.map((proxy, n) => (added !== undefined && n % 2 === 1 ? { ...proxy, added } : proxy)),
    jobs: jobs.map((job, n) => ({
      ...job,
      blockSize: blockSize ?? job['blockSize'],
      enabled: n === 0 && isFirstJobOff ? false : job['enabled'],
    })),
  };
}

/** By path, what a night sets of this. */
export function settingsOf(data: ScenarioData): string[] {
  const inSections = ['overheads', 'transport', 'blockGrowth'].flatMap((section) => fieldsOf(data, section));
  const { whenBestBusy } = data.policy;
  return [
    ...inSections.filter((path) => path !== 'overheads.base'),
    ...(typeof whenBestBusy === 'object'
      ? fieldsOf(data.policy, 'whenBestBusy').map((path) => `policy.${path}`)
      : []),
    ...['preset', 'filters', 'scores']
      .filter((field) => data.policy[field] !== undefined)
      .map((field) => `policy.${field}`),
    ...(data['dataFactor'] === undefined ? [] : ['dataFactor']),
    ...(data.jobs[0]!['enabled'] === false ? ['jobs.enabled'] : []),
  ];
}

function fieldsOf(of: Readonly<Record<string, unknown>>, section: string): string[] {
  return Object.entries(of[section] as object)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => `${section}.${field}`);
}

/** The same night, as it were if that was not said. */
export function withoutSetting(data: ScenarioData, path: string): ScenarioData {
  return without(data, path.split('.')) as ScenarioData;
}

function without(value: unknown, [field, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, [field!, ...rest]));
  const entry = value as Entry;
  return { ...entry, [field!]: rest.length === 0 ? undefined : without(entry[field!], rest) };
}
