import { present } from '../../../collections/present.ts';
import {
  type CalendarDays,
  isWeekly,
  MONTHS,
  NO_DAYS,
  WEEKS_OF_MONTH,
} from '../../../units/calendar-days.ts';
import { WEEKDAYS } from '../../../units/civil-time.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { DEFAULTS } from '../../defaults.ts';
import type { Job, JobType } from '../../job.ts';
import type { StorageArray } from '../../scenario.ts';
import type { Context } from '../context.ts';
import type { Mounts } from '../infrastructure/mounts.ts';
import { typeWords } from './job-places.ts';
import { daysOf, type JobEntry } from './schedule.ts';
import type { VmsOfJob } from './vms-of-job.ts';

/** Keys of backup jobs only. */
const OF_BACKUP = ['method', 'activeFull', 'syntheticFull'] as const;
const FROM_SNAPSHOTS: readonly JobType[] = ['backup', 'replication'];
/** Jobs whose every session moves all the data. */
const ALWAYS_FULL: readonly JobType[] = ['vm-copy', 'quick-migration', 'restore'];

type Method = Pick<
  Job,
  'method' | 'run' | 'activeFullDays' | 'syntheticFullDays' | 'restorePoints' | 'storageSnapshots'
>;

/** How a job makes fulls and increments, and whether it reads them from storage snapshots. */
export function methodOf(context: Context, entry: JobEntry, vms: VmsOfJob, storage: StorageOf): Method {
  const { value } = entry;
  const type = value.type ?? 'backup';
  const method = value.method ?? DEFAULTS.method.value;
  const full = method === 'active-full' || ALWAYS_FULL.includes(type);
  if (type !== 'backup') {
    for (const key of OF_BACKUP.filter((given) => value[given] !== undefined)) {
      const message = `${typeWords(type)} has no ${shown(key)}.`;
      context.report('contradiction', entry, [key], message, `Leave '${key}' out.`);
    }
  }
  checkFulls(context, entry, method);
  checkStorage(context, entry, type, vms, storage);
  return {
    method,
    run: value.run ?? (full ? 'full' : 'incremental'),
    activeFullDays: calendarDays(value.activeFull),
    syntheticFullDays: calendarDays(value.syntheticFull),
    restorePoints: context.defaultsTaken.orDefault(
      value.restorePoints,
      DEFAULTS.restorePoints,
      'jobs.restorePoints',
      entry.name,
    ),
    ...present({ storageSnapshots: storageSnapshotsOf(value.storageSnapshots) }),
  };
}

type DaysValue = NonNullable<JobEntry['value']['activeFull']>;

function calendarDays(given: DaysValue | undefined): CalendarDays {
  if (given === undefined) return NO_DAYS;
  const { days, weeks, months } = given;
  return {
    weekdays: daysOf(days),
    ...present({
      weeks: weeks && WEEKS_OF_MONTH.filter((week) => weeks.includes(week)),
      months: months && inOrder(months.map((month) => MONTHS.indexOf(month) + 1)),
    }),
  };
}

const inOrder = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

function storageSnapshotsOf(given: JobEntry['value']['storageSnapshots']): Job['storageSnapshots'] {
  if (given === undefined || given === false) return undefined;
  return given === true ? { vmsPerSnapshot: Number.POSITIVE_INFINITY } : given;
}

function checkFulls(context: Context, entry: JobEntry, method: Job['method']): void {
  const { activeFull, syntheticFull } = entry.value;
  if (syntheticFull === undefined) return;
  if (method !== 'forward-incremental') {
    const message = `A ${method.replace('-', ' ')} backup makes no synthetic fulls.`;
    const hint = "Only 'method: forward-incremental' makes them.";
    context.report('contradiction', entry, ['syntheticFull'], message, hint);
  }
  // A day of every week; on one of some weeks or months, the active full takes the place of the synthetic one [doc].
  const isEvery = activeFull !== undefined && isWeekly(calendarDays(activeFull));
  const both = isEvery ? activeFull.days.filter((day) => syntheticFull.days.includes(day)) : [];
  if (both.length > 0) {
    const row = syntheticFull.days.indexOf(both[0]!);
    const message = `Both an active and a synthetic full are set for ${WEEKDAYS[both[0]!]}.`;
    const hint = 'Remove the day from one of them.';
    context.report('contradiction', entry, ['syntheticFull', 'days', row], message, hint);
  }
}

/** Knows which datastores are on an array whose snapshots can be used. */
export class StorageOf {
  readonly #mounts: Mounts;
  readonly #integrated: ReadonlySet<string>;

  constructor(mounts: Mounts, arrays: readonly StorageArray[]) {
    this.#mounts = mounts;
    this.#integrated = new Set(arrays.filter(({ integrated }) => integrated).map(({ name }) => name));
  }

  hasIntegrated(datastores: readonly string[]): boolean {
    return datastores.some((name) => this.#integrated.has(this.#mounts.datastore(name)?.array ?? ''));
  }
}

function checkStorage(
  context: Context,
  entry: JobEntry,
  type: JobType,
  vms: VmsOfJob,
  storage: StorageOf,
): void {
  const hint = "Declare the array in 'arrays' and name it in the datastore: 'array: array1'.";
  if (type === 'snapshot-scan') {
    const without = vms.rows.find((vm) => !storage.hasIntegrated(vms.datastoresOf(vm)));
    if (without === undefined || context.isBroken('arrays') || context.isBroken('datastores')) return;
    const message = `${shown(vms.nameOf(without))} has no disk on an integrated array, so there is no storage snapshot to scan.`;
    context.report('contradiction', entry, ['vms'], message, hint);
  }
  if (storageSnapshotsOf(entry.value.storageSnapshots) === undefined) return;
  if (!FROM_SNAPSHOTS.includes(type)) {
    const message = `${typeWords(type)} does not read from storage snapshots.`;
    context.report('contradiction', entry, ['storageSnapshots'], message, "Leave 'storageSnapshots' out.");
  } else if (vms.rows.length > 0 && !vms.rows.some((vm) => storage.hasIntegrated(vms.datastoresOf(vm)))) {
    if (context.isBroken('arrays') || context.isBroken('datastores')) return;
    const message = `No VM of ${shown(entry.name)} has a disk on an integrated array.`;
    context.report('contradiction', entry, ['storageSnapshots'], message, hint);
  }
}
