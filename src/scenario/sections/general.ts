import * as z from 'zod';
import { capacity, dateTime, duration, positiveDuration } from '../decode/quantity-field.ts';
import { BLOCK_GROWTH, DEFAULTS, OVERHEADS, PROFILES, stated } from '../defaults.ts';
import type { Overheads } from '../scenario.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import { name } from './name-field.ts';

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
    start: dateTime()
      .optional()
      .describe(`Start of the simulated time, as a local date and time. ${stated(DEFAULTS.clockStart)}`),
    horizon: positiveDuration()
      .optional()
      .describe(
        'The run stops at the latest this long after its start; remaining work is reported as unfinished. Default: until all work is done.',
      ),
    sample: positiveDuration()
      .optional()
      .describe(`Time step of the utilisation time series. ${stated(DEFAULTS.sample)}`),
    warmUp: duration()
      .optional()
      .describe(`Time at the start of the run that utilisations leave out. ${stated(DEFAULTS.warmUp)}`),
  })
  .describe('The simulated time.');

const profileNames = PROFILES.map(({ value }) => value.name) as [string, ...string[]];

export const profile = z
  .union([
    z.enum(profileNames),
    z.strictObject({
      name: name().optional().describe('Name in reports. Default custom.'),
      full: capacity().describe('Data rate of one core in a full run; unlimited: processing costs nothing.'),
      incremental: capacity().describe(
        'Data rate of one core in an incremental run; unlimited: processing costs nothing.',
      ),
    }),
  ])
  .describe(
    `Data rate of one proxy core: a profile from the sizing guides, or rates of your own. ${stated(DEFAULTS.profile)}`,
  );

const overheadFields = {
  jobInit: duration()
    .optional()
    .describe(`Time to start a session. ${stated(OVERHEADS.jobInit)}`),
  vmPrepare: duration()
    .optional()
    .describe(`Time to prepare each VM, before its snapshot. ${stated(OVERHEADS.vmPrepare)}`),
  snapshotCreate: duration()
    .optional()
    .describe(`Time to create the snapshot of each VM. ${stated(OVERHEADS.snapshotCreate)}`),
  openNbd: duration()
    .optional()
    .describe(`Time to open each disk over network mode. ${stated(OVERHEADS.openNbd)}`),
  openSan: duration()
    .optional()
    .describe(`Time to open each disk over direct SAN. ${stated(OVERHEADS.openSan)}`),
  openNfs: duration()
    .optional()
    .describe(`Time to open each disk over direct NFS. ${stated(OVERHEADS.openNfs)}`),
  openStorageSnapshot: duration()
    .optional()
    .describe(`Time to open each disk from a storage snapshot. ${stated(OVERHEADS.openStorageSnapshot)}`),
  hotaddAttach: duration()
    .optional()
    .describe(`Time to hot-add disks, per VM and proxy. ${stated(OVERHEADS.hotaddAttach)}`),
  hotaddDetach: duration()
    .optional()
    .describe(`Time to detach hot-added disks, per VM and proxy. ${stated(OVERHEADS.hotaddDetach)}`),
  offHost: duration()
    .optional()
    .describe(
      `Time to transport the volume snapshot to an off-host proxy, per VM and proxy. ${stated(OVERHEADS.offHost)}`,
    ),
  snapshotRemove: duration()
    .optional()
    .describe(
      `Time to remove the snapshot of each VM, in addition to the consolidation. ${stated(OVERHEADS.snapshotRemove)}`,
    ),
  consolidation: capacity()
    .optional()
    .describe(
      `Data rate at which the delta of a removed snapshot is merged. ${stated(OVERHEADS.consolidation)}`,
    ),
  vmFinalise: duration()
    .optional()
    .describe(`Time to finish each VM, after its snapshot is removed. ${stated(OVERHEADS.vmFinalise)}`),
  jobFinalise: duration()
    .optional()
    .describe(`Time to finish a session. ${stated(OVERHEADS.jobFinalise)}`),
  deploy: duration()
    .optional()
    .describe(`Time to install a proxy that is added during the run. ${stated(OVERHEADS.deploy)}`),
  snapshotHandoff: duration()
    .optional()
    .describe(
      `How long a VM snapshot exists until the array has taken its own. ${stated(OVERHEADS.snapshotHandoff)}`,
    ),
} satisfies Readonly<Record<keyof Overheads, z.ZodType>>;

export const overheads = z
  .union([
    z.enum(['default', 'none']),
    z.strictObject({
      base: z
        .enum(['default', 'none'])
        .optional()
        .describe('Values of the overheads that are not given: default, or none (all 0). Default: default.'),
      ...overheadFields,
    }),
  ])
  .describe(
    'Time that work takes besides data transfer: default, none (all 0), or single values that replace these.',
  );

const transportSettings = z.strictObject({
  perTask: capacity()
    .optional()
    .describe('Most that one task in this mode can read per second. Default unlimited.'),
});

export const transport = z
  .strictObject(
    Object.fromEntries(
      TRANSPORT_MODES.map((mode) => [
        mode,
        transportSettings.optional().describe(`Settings of transport mode ${mode}.`),
      ]),
    ) as Record<(typeof TRANSPORT_MODES)[number], z.ZodOptional<typeof transportSettings>>,
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
      stop: duration()
        .optional()
        .describe(`At this latency no new task starts on the datastore. ${stated(DEFAULTS.latencyStop)}`),
      throttle: duration()
        .optional()
        .describe(
          `At this latency backup traffic on the datastore is throttled. ${stated(DEFAULTS.latencyThrottle)}`,
        ),
      spacing: duration()
        .optional()
        .describe(`Time between two task starts on the same datastore. ${stated(DEFAULTS.startSpacing)}`),
    }),
  ])
  .describe(
    'Storage latency control, for datastores that have a latency model: true, false, or its settings. Default: true if a datastore has one [model].',
  );

const growth = z.number().positive().max(100).optional();

export const blockGrowth = z
  .strictObject({
    '256 KB': growth.describe(`Factor at 256 KB. ${stated(BLOCK_GROWTH['256 KB'])}`),
    '512 KB': growth.describe(`Factor at 512 KB. ${stated(BLOCK_GROWTH['512 KB'])}`),
    '1 MB': growth.describe(`Factor at 1 MB. ${stated(BLOCK_GROWTH['1 MB'])}`),
    '4 MB': growth.describe(`Factor at 4 MB. ${stated(BLOCK_GROWTH['4 MB'])}`),
  })
  .describe('Factor by which the amount of changed data depends on the block size of the job.');

/** `sections`: the top-level keys that an include may select. */
export function include(sections: readonly string[]) {
  const file = z.string().min(1);
  const part = z.strictObject({
    file: file.describe('Its name, relative to this file.'),
    sections: z
      .array(z.enum(sections))
      .min(1)
      .optional()
      .describe('The sections to take from it. Default all.'),
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
