import * as z from 'zod';
import { MONTHS, WEEKS_OF_MONTH } from '../../units/calendar-days.ts';
import {
  dailyInterval,
  duration,
  positiveDuration,
  runInstant,
  startAfter,
  timeOfDay,
  weekday,
} from '../decode/quantity-field.ts';
import { DEFAULTS, ENCRYPTION_COST } from '../defaults.ts';
import { BACKUP_METHODS, BLOCK_SIZES, COMPRESSIONS, JOB_TYPES } from '../job.ts';
import { countOrUnlimited, declaredName, name, names } from './name-field.ts';
import { optional } from './optional.ts';
import { windowField } from './window.ts';

/** Of fields that tell how large stored data is. */
const AS_STORED = 'A copy or restore that leaves it out takes that of the job that stored what it reads.';

const SELECTOR_KEYS = ['tag', 'host', 'datastore', 'cluster'] as const;

/** Every VM that has this tag, host, datastore or cluster. */
export interface GroupSelector {
  readonly by: (typeof SELECTOR_KEYS)[number];
  readonly word: string;
}

const group = z
  .strictObject({
    tag: optional(name(), 'VMs that have this tag.'),
    host: optional(name(), 'VMs that run on this host.'),
    datastore: optional(name(), 'VMs with a disk on this datastore.'),
    cluster: optional(name(), 'VMs on hosts of this cluster.'),
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

const selector = z
  .union([name(), group])
  .describe('Selects VMs by name (with * and ?), or by tag, host, datastore or cluster.');

const schedule = z
  .strictObject({
    start: optional(startAfter(), 'Once, this long after the start of the run, as if started by hand.'),
    at: optional(
      z.union([runInstant(), z.array(runInstant()).min(1)]),
      'At one or more times: a date and time, a time of day (the first after the start of the run), or a time after the start.',
    ),
    daily: optional(timeOfDay(), 'Every day at this time.'),
    days: optional(z.array(weekday()).min(1), 'With daily: the days, mon to sun. Default every day.'),
    every: optional(positiveDuration(), 'Periodically, counted from midnight.'),
    offset: optional(duration(), 'With every: offset from midnight. Default 0s.'),
    within: optional(
      dailyInterval(),
      'With every: the interval of the day in which starts are allowed. Default all day.',
    ),
    after: optional(
      name(),
      'When this other job has ended, including its retries, whether it succeeded or failed.',
    ),
  })
  .describe(
    'When sessions start: exactly one of start, at, daily, every and after. Default: once, at the start of the run.',
  );

const days = z.strictObject({
  days: z.array(weekday()).min(1).describe('Days of the week, mon to sun.'),
  weeks: optional(
    z.array(z.enum(WEEKS_OF_MONTH)).min(1),
    'Which of these days in a month: [first] of [sat] is the first Saturday. Default all.',
  ),
  months: optional(z.array(z.enum(MONTHS)).min(1), 'Months, jan to dec. Default all.'),
});

/** Processor time relative to something else. */
const cost = z.number().positive().max(1000);

export const job = z
  .strictObject({
    name: declaredName(),
    type: optional(z.enum(JOB_TYPES), 'Kind of job. Default backup.'),
    vms: z
      .array(selector)
      .min(1)
      .describe('The VMs of the job, in this order; a VM that is selected twice counts once.'),
    exclude: optional(z.array(selector), 'VMs that are left out.'),
    repository: optional(
      name(),
      'The repository that a backup or backup copy writes to, or that a restore reads. A VM copy has this or a target; a replication keeps its metadata there.',
    ),
    source: optional(name(), 'For a backup copy: the repository that it reads.'),
    method: optional(z.enum(BACKUP_METHODS), 'Backup method.', DEFAULTS.method),
    run: optional(
      z.enum(['full', 'incremental', 'auto']),
      'What the first session does; auto: full for VMs without a known restore point, else incremental. Default incremental, but full for active-full, VM copy, quick migration and restore.',
    ),
    schedule: schedule.optional(),
    window: windowField.optional(),
    priority: optional(z.enum(['normal', 'high']), 'Priority in the queue. Default normal.'),
    compression: optional(z.enum(COMPRESSIONS), `Compression level. ${AS_STORED}`, DEFAULTS.compression),
    compressionRatio: optional(
      z.number().positive().max(2),
      `Transferred bytes per byte of data. ${AS_STORED} Default: by compression level, for optimal 0.5 [guide].`,
    ),
    compressionCost: optional(
      cost,
      'Processor time per byte that is read, relative to compression optimal. Default: by compression level, for high 2 [doc].',
    ),
    vmPrepare: optional(
      duration(),
      'Time to prepare each VM of this job before its snapshot, such as for application-aware processing. Default: vmPrepare of the overheads.',
    ),
    encryption: optional(z.boolean(), 'Whether data is encrypted. Default false.'),
    encryptionCost: optional(
      cost,
      'Factor by which encryption lengthens the processor time per byte.',
      ENCRYPTION_COST,
    ),
    bitLooker: optional(
      z.boolean(),
      `Whether blocks of deleted files and swap files of Windows guests are skipped. ${AS_STORED}`,
      DEFAULTS.bitLooker,
    ),
    blockSize: optional(z.enum(BLOCK_SIZES), `Block size. ${AS_STORED}`, DEFAULTS.blockSize),
    proxies: optional(
      names().min(1),
      'The only proxies that the job may use; for a restore those that write. A backup copy uses none. Default any.',
    ),
    retries: optional(
      z.union([
        z.int().min(0).max(100),
        z.strictObject({
          times: optional(z.int().min(0).max(100), 'Number of retries.', DEFAULTS.retryTimes),
          wait: optional(duration(), 'Wait before each retry.', DEFAULTS.retryWait),
        }),
      ]),
      'Retries of failed VMs: their number, or { times, wait }.',
    ),
    enabled: optional(z.boolean(), 'Whether the job runs. Default true.'),
    target: optional(
      z.strictObject({
        datastore: optional(
          name(),
          'The datastore that is written to. A restore may leave it out: each disk then returns to its own.',
        ),
        host: optional(
          name(),
          'The host on which the VM will run. Default: the first host that mounts the datastore.',
        ),
        proxies: optional(names().min(1), 'The only proxies that may write. Default any.'),
      }),
      'Where a replication, quick migration, VM copy or restore writes to.',
    ),
    activeFull: optional(
      days,
      'For a backup: the days on which the first session makes an active full. A daily job runs on these days even if its schedule leaves them out.',
    ),
    syntheticFull: optional(
      days,
      'For a forward-incremental backup: the days on which the first increment is turned into a synthetic full. A daily job runs on these days even if its schedule leaves them out.',
    ),
    restorePoints: optional(
      z.int().min(1).max(100_000),
      'Number of restore points kept; a longer forever-incremental chain is merged.',
      DEFAULTS.restorePoints,
    ),
    rpo: optional(
      positiveDuration(),
      'Recovery point objective, for a backup, backup copy or replication: the longest time that a VM may go without a newer restore point of this job, such as 24h. A VM that goes longer counts as unprotected. Default none.',
    ),
    storageSnapshots: optional(
      z.union([
        z.boolean(),
        z.strictObject({
          vmsPerSnapshot: countOrUnlimited().describe('Most VMs that share one snapshot of the array.'),
        }),
      ]),
      'Whether VMs are read from snapshots of an integrated storage array: true, false, or { vmsPerSnapshot: 10 }. Default false.',
    ),
  })
  .describe('A job.');
