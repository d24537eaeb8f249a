import * as z from 'zod';
import { recordOf } from '../../collections/record-of.ts';
import { capacity, dateTime, duration, positiveDuration } from '../decode/quantity-field.ts';
import { BLOCK_GROWTH, DEFAULTS, OVERHEADS, PROFILES, stated } from '../defaults.ts';
import { BLOCK_SIZES } from '../job.ts';
import type { Overheads } from '../scenario.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import { name } from './name-field.ts';
import { optional } from './optional.ts';

export const version = z.literal(1).describe('Version of the scenario format: 1.');
export const scenarioName = z
  .string()
  .min(1)
  .describe('Title of the scenario. Default: the name of its file.');
export const seed = z
  .union([z.int(), z.string().min(1)])
  .describe(`Seed of all random numbers: a whole number or text. ${stated(DEFAULTS.seed)}`);

export const clock = z
  .strictObject({
    start: optional(
      dateTime(),
      'Start of the simulated time, as a local date and time.',
      DEFAULTS.clockStart,
    ),
    horizon: optional(
      positiveDuration(),
      'The run stops at the latest this long after its start; remaining work is reported as unfinished. Default: until all work is done.',
    ),
    sample: optional(positiveDuration(), 'Time step of the utilisation time series.', DEFAULTS.sample),
    warmUp: optional(
      duration(),
      'Time at the start of the run that utilisations leave out.',
      DEFAULTS.warmUp,
    ),
  })
  .describe('The simulated time.');

const profileNames = PROFILES.map(({ value }) => value.name) as [string, ...string[]];

export const profile = z
  .union([
    z.enum(profileNames),
    z.strictObject({
      name: optional(name(), 'Name in reports. Default custom.'),
      full: capacity().describe('Data rate of one core in a full run; unlimited: processing costs nothing.'),
      incremental: capacity().describe(
        'Data rate of one core in an incremental run; unlimited: processing costs nothing.',
      ),
    }),
  ])
  .describe(
    `Data rate of one proxy core: a profile from the sizing guides, or rates of your own. ${stated(DEFAULTS.profile)}`,
  );

const OVERHEAD_WORDS: Readonly<Record<keyof Overheads, string>> = {
  jobInit: 'Time to start a session.',
  vmPrepare: 'Time to prepare each VM, before its snapshot.',
  snapshotCreate: 'Time to create the snapshot of each VM.',
  openNbd: 'Time to open each disk over network mode.',
  openSan: 'Time to open each disk over direct SAN.',
  openNfs: 'Time to open each disk over direct NFS.',
  openStorageSnapshot: 'Time to open each disk from a storage snapshot.',
  hotaddAttach: 'Time to hot-add disks, per VM and proxy.',
  hotaddDetach: 'Time to detach hot-added disks, per VM and proxy.',
  offHost: 'Time to transport the volume snapshot to an off-host proxy, per VM and proxy.',
  snapshotRemove: 'Time to remove the snapshot of each VM, in addition to the consolidation.',
  consolidation: 'Data rate at which the delta of a removed snapshot is merged.',
  vmFinalise: 'Time to finish each VM, after its snapshot is removed.',
  jobFinalise: 'Time to finish a session.',
  deploy: 'Time to install a proxy that is added during the run.',
  snapshotHandoff: 'How long a VM snapshot exists until the array has taken its own.',
};

const overheadFields = recordOf(Object.keys(OVERHEAD_WORDS) as (keyof Overheads)[], (key) =>
  optional(key === 'consolidation' ? capacity() : duration(), OVERHEAD_WORDS[key], OVERHEADS[key]),
);

export const overheads = z
  .union([
    z.enum(['default', 'none']),
    z.strictObject({
      base: optional(
        z.enum(['default', 'none']),
        'Values of the overheads that are not given: default, or none (all 0). Default: default.',
      ),
      ...overheadFields,
    }),
  ])
  .describe(
    'Time that work takes besides data transfer: default, none (all 0), or single values that replace these.',
  );

const transportSettings = z.strictObject({
  perTask: optional(capacity(), 'Most that one task in this mode can read per second. Default unlimited.'),
});

export const transport = z
  .strictObject(
    recordOf(TRANSPORT_MODES, (mode) => optional(transportSettings, `Settings of transport mode ${mode}.`)),
  )
  .describe('Settings of transport modes.');

/** What `dataFactor` may be at most. */
export const LARGEST_DATA_FACTOR = 1000;

export const dataFactor = z
  .number()
  .positive()
  .max(LARGEST_DATA_FACTOR)
  .describe(
    `Factor by which sizes and used space of all disks are multiplied: 1.15 is 15 % more data. ${stated(DEFAULTS.dataFactor)}`,
  );

export const coresPerTask = z
  .number()
  .positive()
  .max(1024)
  .describe(`Most cores that one task can use. ${stated(DEFAULTS.coresPerTask)}`);

export const parallelProcessing = z
  .boolean()
  .describe(
    `Whether a job processes several VMs, and several disks of a VM, at a time; false: one at a time. ${stated(DEFAULTS.parallelProcessing)}`,
  );

export const oversubscriptionPenalty = z
  .number()
  .min(0)
  .max(1000)
  .describe(
    `Loss when more tasks run than a proxy has cores: the cores' speed is divided by 1 + this value × (tasks ÷ cores − 1). ${stated(DEFAULTS.oversubscriptionPenalty)}`,
  );

export const enforceRam = z
  .boolean()
  .describe(
    `Whether a proxy refuses a task for which it lacks RAM (it needs 2 GB, and 1 GB per task). ${stated(DEFAULTS.enforceRam)}`,
  );

export const rescan = positiveDuration().describe(
  `Interval at which the datastores that each proxy reaches are discovered anew; until then the scheduler relies on the last result. ${stated(DEFAULTS.rescan)}`,
);

export const resume = duration().describe(
  `How long after a lost connection a disk may still resume where it stopped. ${stated(DEFAULTS.resume)}`,
);

export const latencyControl = z
  .union([
    z.boolean(),
    z.strictObject({
      stop: optional(
        duration(),
        'At this latency no new task starts on the datastore.',
        DEFAULTS.latencyStop,
      ),
      throttle: optional(
        duration(),
        'At this latency backup traffic on the datastore is throttled.',
        DEFAULTS.latencyThrottle,
      ),
      spacing: optional(
        duration(),
        'Time between two task starts on the same datastore.',
        DEFAULTS.startSpacing,
      ),
    }),
  ])
  .describe(
    'Storage latency control, for datastores that have a latency model: true, false, or its settings. Default: true if a datastore has one [model].',
  );

export const hostFailover = z
  .union([
    z.boolean(),
    z.strictObject({
      vms: optional(
        duration(),
        'Time from the failure of a host until its VMs run on other hosts.',
        DEFAULTS.failoverOfVms,
      ),
      volumes: optional(
        duration(),
        'Time from the failure of a host until other hosts own its cluster shared volumes.',
        DEFAULTS.failoverOfVolumes,
      ),
    }),
  ])
  .describe(
    'Whether the VMs and volumes of a host that goes down move to other hosts of its cluster, where hosts name one: true, false, or after which times. Default true [model].',
  );

const growth = z.number().positive().max(100);

export const blockGrowth = z
  .strictObject(recordOf(BLOCK_SIZES, (size) => optional(growth, `Factor at ${size}.`, BLOCK_GROWTH[size])))
  .describe('Factor by which the amount of changed data depends on the block size of the job.');

/** `sections`: the top-level keys that an include may select. */
export function include(sections: readonly string[]) {
  const file = z.string().min(1);
  const part = z.strictObject({
    file: file.describe('Its name, relative to this file.'),
    sections: optional(z.array(z.enum(sections)).min(1), 'The sections to take from it. Default all.'),
  });
  const entry = z.union([file, part]);
  return z
    .union([entry, z.array(entry)])
    .describe('Files that this one extends, by names relative to this file. What this file says wins.');
}

export const set = z
  .record(z.string(), z.unknown())
  .describe(
    'Values by path, as in --set: { proxies.px1.maxConcurrentTasks: 16 }. They replace what this file and its includes say.',
  );
