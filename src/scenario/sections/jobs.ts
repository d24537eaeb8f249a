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
  .describe('Selects VMs by name (with * and ?), or by tag, host, datastore or cluster.');

export const schedule = z
  .strictObject({
    start: duration()
      .optional()
      .describe('Once, this long after the start of the run, as if started by hand.'),
    at: z
      .union([runInstant(), z.array(runInstant()).min(1)])
      .optional()
      .describe(
        'At one or more times: a date and time, a time of day (the first after the start of the run), or a time after the start.',
      ),
    daily: timeOfDay().optional().describe('Every day at this time.'),
    days: z
      .array(weekday())
      .min(1)
      .optional()
      .describe('With daily: the days, mon to sun. Default every day.'),
    every: positiveDuration().optional().describe('Periodically, counted from midnight.'),
    offset: duration().optional().describe('With every: offset from midnight. Default 0s.'),
    within: dailyInterval()
      .optional()
      .describe('With every: the interval of the day in which starts are allowed. Default all day.'),
    after: name()
      .optional()
      .describe('When this other job has ended, including its retries, whether it succeeded or failed.'),
  })
  .describe(
    'When sessions start: exactly one of start, at, daily, every and after. Default: once, at the start of the run.',
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

const days = z.strictObject({ days: z.array(weekday()).min(1).describe('Days of the week, mon to sun.') });

export const job = z
  .strictObject({
    name: declaredName(),
    type: z.enum(JOB_TYPES).optional().describe('Kind of job. Default backup.'),
    vms: z
      .array(selector)
      .min(1)
      .describe('The VMs of the job, in this order; a VM that is selected twice counts once.'),
    exclude: z.array(selector).optional().describe('VMs that are left out.'),
    repository: name()
      .optional()
      .describe(
        'The repository that a backup or backup copy writes to, or that a restore reads. A VM copy has this or a target; a replication keeps its metadata there.',
      ),
    source: name().optional().describe('For a backup copy: the repository that it reads.'),
    method: z
      .enum(['forward-incremental', 'forever-incremental', 'reverse-incremental', 'active-full'])
      .optional()
      .describe(`Backup method. ${stated(DEFAULTS.method)}`),
    run: z
      .enum(['full', 'incremental', 'auto'])
      .optional()
      .describe(
        'What the first session does; auto: full for VMs without a known restore point, else incremental. Default incremental, but full for active-full, VM copy, quick migration and restore.',
      ),
    schedule: schedule.optional(),
    window: windowField.optional(),
    priority: z.enum(['normal', 'high']).optional().describe('Priority in the queue. Default normal.'),
    compression: z
      .enum(['none', 'dedupe-friendly', 'optimal', 'high', 'extreme'])
      .optional()
      .describe(`Compression level. ${stated(DEFAULTS.compression)}`),
    compressionRatio: z
      .number()
      .positive()
      .max(2)
      .optional()
      .describe(
        'Transferred bytes per byte of data. Default: by compression level, for optimal 0.5 [guide].',
      ),
    vmPrepare: duration()
      .optional()
      .describe(
        'Time to prepare each VM of this job before its snapshot, such as for application-aware processing. Default: vmPrepare of the overheads.',
      ),
    encryption: z.boolean().optional().describe('Whether data is encrypted. Default false.'),
    bitLooker: z
      .boolean()
      .optional()
      .describe(
        `Whether blocks of deleted files and swap files of Windows guests are skipped. ${stated(DEFAULTS.bitLooker)}`,
      ),
    blockSize: z
      .enum(['256 KB', '512 KB', '1 MB', '4 MB'])
      .optional()
      .describe(`Block size. ${stated(DEFAULTS.blockSize)}`),
    proxies: names()
      .min(1)
      .optional()
      .describe(
        'The only proxies that the job may use; for a restore those that write. A backup copy uses none. Default any.',
      ),
    retries: z
      .union([
        z.int().min(0).max(100),
        z.strictObject({
          times: z
            .int()
            .min(0)
            .max(100)
            .optional()
            .describe(`Number of retries. ${stated(DEFAULTS.retryTimes)}`),
          wait: duration()
            .optional()
            .describe(`Wait before each retry. ${stated(DEFAULTS.retryWait)}`),
        }),
      ])
      .optional()
      .describe('Retries of failed VMs: their number, or { times, wait }.'),
    enabled: z.boolean().optional().describe('Whether the job runs. Default true.'),
    target: z
      .strictObject({
        datastore: name()
          .optional()
          .describe(
            'The datastore that is written to. A restore may leave it out: each disk then returns to its own.',
          ),
        host: name()
          .optional()
          .describe('The host on which the VM will run. Default: the first host that mounts the datastore.'),
        proxies: names().min(1).optional().describe('The only proxies that may write. Default any.'),
      })
      .optional()
      .describe('Where a replication, quick migration, VM copy or restore writes to.'),
    activeFull: days
      .optional()
      .describe(
        'For a backup: the days on which the first session makes an active full. A daily job runs on these days even if its schedule leaves them out.',
      ),
    syntheticFull: days
      .optional()
      .describe(
        'For a forward-incremental backup: the days on which the first increment is turned into a synthetic full. A daily job runs on these days even if its schedule leaves them out.',
      ),
    restorePoints: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe(
        `Number of restore points kept; a longer forever-incremental chain is merged. ${stated(DEFAULTS.restorePoints)}`,
      ),
    storageSnapshots: z
      .union([
        z.boolean(),
        z.strictObject({
          vmsPerSnapshot: countOrUnlimited().describe('Most VMs that share one snapshot of the array.'),
        }),
      ])
      .optional()
      .describe(
        'Whether VMs are read from snapshots of an integrated storage array: true, false, or { vmsPerSnapshot: 10 }. Default false.',
      ),
  })
  .describe('A job.');
