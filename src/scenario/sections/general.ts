import * as z from 'zod';
import { capacity, dateTime, duration, positiveDuration } from '../decode/quantity-field.ts';
import { BLOCK_GROWTH, DEFAULTS, OVERHEADS, PROFILES, stated } from '../defaults.ts';
import type { Overheads } from '../scenario.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import { name } from './name-field.ts';

export const version = z.literal(1).describe('Version of this format: 1.');
export const scenarioName = z
  .string()
  .min(1)
  .describe('Title of the scenario. Default: the name of its file.');
export const seed = z
  .union([z.int(), z.string().min(1)])
  .describe(`Seed of everything random: a whole number or a text. ${stated(DEFAULTS.seed)}`);

export const clock = z
  .strictObject({
    start: dateTime()
      .optional()
      .describe(`Start of the simulated time, local. ${stated(DEFAULTS.clockStart)}`),
    horizon: positiveDuration()
      .optional()
      .describe(
        'Stop at the latest this long after the start; work left is reported unfinished. Default: until all work is done.',
      ),
    sample: positiveDuration()
      .optional()
      .describe(`Step of the utilisation time series. ${stated(DEFAULTS.sample)}`),
    warmUp: duration()
      .optional()
      .describe(`Head of the run left out of utilisations. ${stated(DEFAULTS.warmUp)}`),
  })
  .describe('The simulated time.');

const profileNames = PROFILES.map(({ value }) => value.name) as [string, ...string[]];

export const profile = z
  .union([
    z.enum(profileNames),
    z.strictObject({
      name: name().optional().describe('What reports call it. Default: custom.'),
      full: capacity().describe(
        'Bytes per second that one core processes in a full run; unlimited: costs nothing.',
      ),
      incremental: capacity().describe('Bytes per second that one core processes in an incremental run.'),
    }),
  ])
  .describe(`Data rate of one proxy core: a profile of the guides, or your own. ${stated(DEFAULTS.profile)}`);

const overheadFields = {
  jobInit: duration()
    .optional()
    .describe(`Start of a session. ${stated(OVERHEADS.jobInit)}`),
  vmPrepare: duration()
    .optional()
    .describe(`Per VM, before its snapshot. ${stated(OVERHEADS.vmPrepare)}`),
  snapshotCreate: duration()
    .optional()
    .describe(`Per VM. ${stated(OVERHEADS.snapshotCreate)}`),
  openNbd: duration()
    .optional()
    .describe(`Per disk over network mode. ${stated(OVERHEADS.openNbd)}`),
  openSan: duration()
    .optional()
    .describe(`Per disk over direct SAN. ${stated(OVERHEADS.openSan)}`),
  openNfs: duration()
    .optional()
    .describe(`Per disk over direct NFS. ${stated(OVERHEADS.openNfs)}`),
  openStorageSnapshot: duration()
    .optional()
    .describe(`Per disk from a storage snapshot. ${stated(OVERHEADS.openStorageSnapshot)}`),
  hotaddAttach: duration()
    .optional()
    .describe(`Per VM and proxy. ${stated(OVERHEADS.hotaddAttach)}`),
  hotaddDetach: duration()
    .optional()
    .describe(`Per VM and proxy. ${stated(OVERHEADS.hotaddDetach)}`),
  offHost: duration()
    .optional()
    .describe(`Per VM and proxy, transport of the volume snapshot. ${stated(OVERHEADS.offHost)}`),
  snapshotRemove: duration()
    .optional()
    .describe(`Per VM, beside the consolidation. ${stated(OVERHEADS.snapshotRemove)}`),
  consolidation: capacity()
    .optional()
    .describe(`Rate at which a snapshot's delta is merged back. ${stated(OVERHEADS.consolidation)}`),
  vmFinalise: duration()
    .optional()
    .describe(`Per VM, after its snapshot. ${stated(OVERHEADS.vmFinalise)}`),
  jobFinalise: duration()
    .optional()
    .describe(`End of a session. ${stated(OVERHEADS.jobFinalise)}`),
  deploy: duration()
    .optional()
    .describe(`Installation of a proxy added in the run. ${stated(OVERHEADS.deploy)}`),
  snapshotHandoff: duration()
    .optional()
    .describe(
      `How long a VM snapshot is kept until the array's own stands. ${stated(OVERHEADS.snapshotHandoff)}`,
    ),
} satisfies Readonly<Record<keyof Overheads, z.ZodType>>;

export const overheads = z
  .union([
    z.enum(['default', 'none']),
    z.strictObject({
      base: z.enum(['default', 'none']).optional().describe('What the others are. Default: default.'),
      ...overheadFields,
    }),
  ])
  .describe('Times that work takes beside its transfer: default, none (all 0), or single ones over these.');

const transportSettings = z.strictObject({
  perTask: capacity()
    .optional()
    .describe('Rate of one task in this mode at most, bytes read per second. Default unlimited.'),
});

export const transport = z
  .strictObject(
    Object.fromEntries(
      TRANSPORT_MODES.map((mode) => [mode, transportSettings.optional().describe(`Of tasks by ${mode}.`)]),
    ) as Record<(typeof TRANSPORT_MODES)[number], z.ZodOptional<typeof transportSettings>>,
  )
  .describe('Settings by transport mode.');

/** What `dataFactor` may be at most. */
export const LARGEST_DATA_FACTOR = 1000;

export const dataFactor = z
  .number()
  .positive()
  .max(LARGEST_DATA_FACTOR)
  .describe(
    `How many times the data that the VMs state there is: sizes and what is used of them. 1.15 is 15 % more. ${stated(DEFAULTS.dataFactor)}`,
  );

export const coresPerTask = z
  .number()
  .positive()
  .max(1024)
  .describe(`Cores that one task may keep busy at most. ${stated(DEFAULTS.coresPerTask)}`);

export const parallelProcessing = z
  .boolean()
  .describe(
    `false: one VM at a time per job, one disk at a time per VM. ${stated(DEFAULTS.parallelProcessing)}`,
  );

export const oversubscriptionPenalty = z
  .number()
  .min(0)
  .max(1000)
  .describe(
    `Slow-down per unit of oversubscription (running tasks over cores, minus one). ${stated(DEFAULTS.oversubscriptionPenalty)}`,
  );

export const enforceRam = z
  .boolean()
  .describe(
    `Whether a proxy without RAM for one more task refuses it (2 GB and 1 GB per task). ${stated(DEFAULTS.enforceRam)}`,
  );

export const rescan = positiveDuration().describe(
  `Time between two looks at what each proxy reaches; in between the scheduler believes the last one. ${stated(DEFAULTS.rescan)}`,
);

export const resume = duration().describe(
  `For how long a disk may go on from where it was after a lost connection. ${stated(DEFAULTS.resume)}`,
);

export const latencyControl = z
  .union([
    z.boolean(),
    z.strictObject({
      stop: duration()
        .optional()
        .describe(`From this latency on no task starts on the datastore. ${stated(DEFAULTS.latencyStop)}`),
      throttle: duration()
        .optional()
        .describe(
          `From this latency on the datastore's backup traffic is slowed down. ${stated(DEFAULTS.latencyThrottle)}`,
        ),
      spacing: duration()
        .optional()
        .describe(`Starts on one datastore are this far apart. ${stated(DEFAULTS.startSpacing)}`),
    }),
  ])
  .describe(
    'Protection of production on datastores that have a latency model: true, false, or its figures. Default: on where a datastore has one [model].',
  );

const growth = z.number().positive().max(100).optional();

export const blockGrowth = z
  .strictObject({
    '256 KB': growth.describe(`At 256 KB. ${stated(BLOCK_GROWTH['256 KB'])}`),
    '512 KB': growth.describe(`At 512 KB. ${stated(BLOCK_GROWTH['512 KB'])}`),
    '1 MB': growth.describe(`At 1 MB. ${stated(BLOCK_GROWTH['1 MB'])}`),
    '4 MB': growth.describe(`At 4 MB. ${stated(BLOCK_GROWTH['4 MB'])}`),
  })
  .describe('Growth of changed data by the block size of the job, as a factor.');

/** `sections`: the top-level keys that may be taken alone. */
export function include(sections: readonly string[]) {
  const file = z.string().min(1);
  const part = z.strictObject({
    file: file.describe('Its name from here.'),
    sections: z
      .array(z.enum(sections))
      .min(1)
      .optional()
      .describe('Only these of its sections. Default: all.'),
  });
  const entry = z.union([file, part]);
  return z
    .union([entry, z.array(entry)])
    .describe('Files that this one is written over, by their names from here. This file wins.');
}

export const set = z
  .record(z.string(), z.unknown())
  .describe(
    'Values by path, as --set takes them: { proxies.px1.maxConcurrentTasks: 16 }. What this file and those that it includes say otherwise.',
  );
