import * as z from 'zod';
import {
  dailyInterval,
  duration,
  positiveDuration,
  runInstant,
  timeOfDay,
  weekday,
} from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { countOrUnlimited, declaredName, name, names } from './name-field.ts';
import { windowField } from './window.ts';

const SELECTOR_KEYS = ['tag', 'host', 'datastore', 'cluster'] as const;

/** Every VM that has this tag, host, datastore or cluster. */
export interface GroupSelector {
  readonly by: (typeof SELECTOR_KEYS)[number];
  readonly word: string;
}

const group = z
  .strictObject({
    tag: name().optional().describe('VMs that have this tag.'),
    host: name().optional().describe('VMs that run on this host.'),
    datastore: name().optional().describe('VMs with a disk on this datastore.'),
    cluster: name().optional().describe('VMs on hosts of this cluster.'),
  })
  .transform((given, context): GroupSelector => {
    const said = SELECTOR_KEYS.filter((key) => given[key] !== undefined);
    const by = said[0];
    if (by !== undefined && said.length === 1) return { by, word: given[by]! };
    const keys = SELECTOR_KEYS.join(', ');
    const message =
      by === undefined ? `A selector needs one of ${keys}.` : `A selector has exactly one of ${keys}.`;
    context.addIssue({
      code: 'custom',
      message,
      params: { code: by === undefined ? 'missing-key' : 'contradiction' },
    });
    return z.NEVER;
  });

export const selector = z
  .union([name(), group])
  .describe('VMs by name (with * and ?), by tag, host, datastore or cluster.');

export const schedule = z
  .strictObject({
    start: duration()
      .optional()
      .describe('Once, this long after the start of the run: a job started by hand.'),
    at: z
      .union([runInstant(), z.array(runInstant()).min(1)])
      .optional()
      .describe(
        'Once or more: a date and time, a time of day (the first after the start), or a time after the start.',
      ),
    daily: timeOfDay().optional().describe('Every day at this time.'),
    days: z.array(weekday()).min(1).optional().describe('With daily: only on these days, mon to sun.'),
    every: positiveDuration().optional().describe('Again and again, counted from midnight.'),
    offset: duration().optional().describe('With every: shift from midnight. Default 0.'),
    within: dailyInterval().optional().describe('With every: starts only in this interval of the day.'),
    after: name().optional().describe('When this job has ended, after its retries, also when it failed.'),
  })
  .describe(
    'When sessions start: exactly one of start, at, daily, every, after. Default: by hand, at the start.',
  );

const JOB_TYPES = [
  'backup',
  'replication',
  'vm-copy',
  'quick-migration',
  'restore',
  'backup-copy',
  'snapshot-scan',
] as const;

const days = z.strictObject({ days: z.array(weekday()).min(1).describe('mon to sun.') });

export const job = z
  .strictObject({
    name: declaredName(),
    type: z.enum(JOB_TYPES).optional().describe('Default backup.'),
    vms: z.array(selector).min(1).describe('What it protects, in this order; each VM once.'),
    exclude: z.array(selector).optional().describe('What it leaves out.'),
    repository: name()
      .optional()
      .describe(
        'Where a backup or backup copy goes to and a restore comes from; a VM copy has this or a target, a replication keeps its metadata there.',
      ),
    source: name().optional().describe('Of a backup copy: the repository that it reads.'),
    method: z
      .enum(['forward-incremental', 'forever-incremental', 'reverse-incremental', 'active-full'])
      .optional()
      .describe(`Of a backup. ${stated(DEFAULTS.method)}`),
    run: z
      .enum(['full', 'incremental', 'auto'])
      .optional()
      .describe(
        'What the first session does; auto: full where no restore point is known. Default incremental; full for active-full, VM copy, quick migration and restore.',
      ),
    schedule: schedule.optional(),
    window: windowField.optional(),
    priority: z.enum(['normal', 'high']).optional().describe('Default normal.'),
    compression: z
      .enum(['none', 'dedupe-friendly', 'optimal', 'high', 'extreme'])
      .optional()
      .describe(stated(DEFAULTS.compression)),
    compressionRatio: z
      .number()
      .positive()
      .max(2)
      .optional()
      .describe('Transferred bytes per byte of data. Default by compression: optimal 0.5 [guide].'),
    vmPrepare: duration()
      .optional()
      .describe(
        'Per VM of this job, before its snapshot, such as application-aware processing. Default: as the overheads have it.',
      ),
    encryption: z.boolean().optional().describe('Default false.'),
    bitLooker: z
      .boolean()
      .optional()
      .describe(`Skip deleted-file blocks and swap files of Windows guests. ${stated(DEFAULTS.bitLooker)}`),
    blockSize: z.enum(['256 KB', '512 KB', '1 MB', '4 MB']).optional().describe(stated(DEFAULTS.blockSize)),
    proxies: names()
      .min(1)
      .optional()
      .describe(
        "The job's own proxies: a restriction. A restore's write; a backup copy has none. Default: any.",
      ),
    retries: z
      .union([
        z.int().min(0).max(100),
        z.strictObject({
          times: z.int().min(0).max(100).optional().describe(stated(DEFAULTS.retryTimes)),
          wait: duration().optional().describe(stated(DEFAULTS.retryWait)),
        }),
      ])
      .optional()
      .describe('How often, and how far apart, failed VMs are tried again.'),
    enabled: z.boolean().optional().describe('Default true.'),
    target: z
      .strictObject({
        datastore: name().optional().describe('Where it writes. Default, of a restore: where each disk was.'),
        host: name()
          .optional()
          .describe('Where the VM will run. Default: the first host that mounts the datastore.'),
        proxies: names().min(1).optional().describe('Proxies that may write: a restriction. Default: any.'),
      })
      .optional()
      .describe('What a replication, quick migration, VM copy or restore writes to.'),
    activeFull: days
      .optional()
      .describe(
        'Of a backup: the days on which the first session makes an active full; a daily job runs on them in any case.',
      ),
    syntheticFull: days
      .optional()
      .describe(
        'Of a forward-incremental backup: the days on which the first increment is made into a full; a daily job runs on them in any case.',
      ),
    restorePoints: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe(
        `Restore points kept; a longer forever-incremental chain is merged. ${stated(DEFAULTS.restorePoints)}`,
      ),
    storageSnapshots: z
      .union([
        z.boolean(),
        z.strictObject({
          vmsPerSnapshot: countOrUnlimited().describe('VMs that one snapshot of the array serves at most.'),
        }),
      ])
      .optional()
      .describe(
        'Read from snapshots of an integrated array: true, or { vmsPerSnapshot: 10 }. Default false.',
      ),
  })
  .describe('A job.');
