import { smallest } from '../../../collections/extremes.ts';
import { groupedBy } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import type { Increment } from '../../../history/increments.ts';
import type { PastMode, PastSession, PastTask } from '../../../history/past-session.ts';
import { median } from '../../../metrics/quantile.ts';
import { DEFAULTS } from '../../../scenario/defaults.ts';
import { DAY_US, MINUTE_US } from '../../../units/civil-time.ts';
import { usedBehind, usualRate, type VmChange } from './change-rate.ts';
import type { JobRecord } from './job-record.ts';
import { mostSaid } from './most-said.ts';
import { bytesOfFulls, changesByVm } from './vm-bytes.ts';

/** What past sessions show of a VM, or what is assumed from them. */
export interface VmFigures {
  /** As the reports call it. */
  readonly name: string;
  /** Names of the jobs that back it up. */
  readonly jobs: readonly string[];
  readonly sizeBytes: number;
  readonly usedBytes: number;
  /** `report`: it has the figure; `full`: what its last full has read; `change`: what usual changes are of; `nothing`. */
  readonly usedFrom: 'report' | 'full' | 'change' | 'nothing';
  /**
   * More was read in a day than it seems to use: the used space is then twice that, as nothing changes by more than
   * half in a day.
   */
  readonly isExceeded: boolean;
  /** Share of the used space that changes in a day. */
  readonly changeRate: number;
  /** `nothing`: it is the one that scenarios assume. */
  readonly changeFrom: 'increments' | 'nothing';
  /** Usual age of its restore point, where that is clearly less than the day that a scenario assumes. */
  readonly restorePointUs?: number;
  /** How its data went most often. */
  readonly mode?: PastMode;
}

/** More is an error of a report, or of what is concluded from it. */
export const LARGEST_VM = 1e15;
/** The daily rate in the place of one that is more than all. */
export const HALF = 0.5;
/** In the place of a size that nothing tells. */
const ASSUMED_USED = 100e9;
/** Jobs that run more often than every 21 hours find less than a day's change. */
const CLEARLY_LESS = 21 / 24;

/** Of a VM that no report says anything of. */
export const NOTHING_KNOWN: Omit<VmFigures, 'name' | 'jobs'> = {
  ...{ sizeBytes: ASSUMED_USED, usedBytes: ASSUMED_USED, usedFrom: 'nothing', isExceeded: false },
  ...{ changeRate: DEFAULTS.changeRate.value, changeFrom: 'nothing' },
};

/** The VMs of jobs, in the order of the jobs. */
export function figuresOfVms(records: readonly JobRecord[]): VmFigures[] {
  const changes = changesByVm(records);
  const fulls = bytesOfFulls(records, changes);
  const tasks = groupedBy(
    records.flatMap(({ name, recent }) => recent.flatMap((session) => tasksOf(session, name))),
    ({ vm }) => vm,
  );
  const members = groupedBy(
    records.flatMap((record) => record.vms.map((vm) => ({ vm, record }))),
    ({ vm }) => vm,
  );
  const ages = new Map(records.map((record) => [record, usualAge(record)]));
  return [...members].map(([name, memberships]) => {
    const own = memberships.map(({ record }) => record);
    const told = toldOf(tasks.get(name) ?? []);
    const changed = changes.get(name) ?? [];
    const { usedFrom, ...size } = usedOf(told, fulls.get(name), changed);
    const isExceeded = changed.length > 0 && usualRate(changed, size.usedBytes) >= 1;
    const usedBytes = isExceeded ? Math.min(usedBehind(changed, HALF), LARGEST_VM) : size.usedBytes;
    return {
      name,
      jobs: own.map((record) => record.name),
      ...{ usedBytes, usedFrom, isExceeded },
      sizeBytes: Math.min(Math.max(told.sizeBytes ?? 0, usedBytes), LARGEST_VM),
      ...(changed.length === 0
        ? { changeRate: DEFAULTS.changeRate.value, changeFrom: 'nothing' }
        : { changeRate: usualRate(changed, usedBytes), changeFrom: 'increments' }),
      ...present({ restorePointUs: oldest(own.map((record) => ages.get(record)!)), mode: told.mode }),
    };
  });
}

/** What a session tells of sizes: of each VM, or of the one that stands for all of its job. */
function tasksOf({ tasks, result, sizeBytes, usedBytes }: PastSession, job: string): readonly PastTask[] {
  return tasks.length > 0 ? tasks : [{ vm: job, result, ...present({ sizeBytes, usedBytes }) }];
}

/** What reports say of a VM in so many words; of sizes the last one. */
function toldOf(tasks: readonly PastTask[]): Pick<PastTask, 'sizeBytes' | 'usedBytes' | 'mode'> {
  const newestFirst = tasks.toReversed();
  return present({
    sizeBytes: newestFirst.find(({ sizeBytes = 0 }) => sizeBytes > 0)?.sizeBytes,
    usedBytes: newestFirst.find(({ usedBytes = 0 }) => usedBytes > 0)?.usedBytes,
    mode: mostSaid<PastMode>(tasks.map(({ mode }) => mode)),
  });
}

function usedOf(
  { sizeBytes, usedBytes }: Pick<PastTask, 'sizeBytes' | 'usedBytes'>,
  full: number | undefined,
  changes: readonly VmChange[],
): Pick<VmFigures, 'usedBytes' | 'usedFrom'> {
  const most = Math.min(sizeBytes ?? LARGEST_VM, LARGEST_VM);
  if (usedBytes !== undefined) return { usedBytes: Math.min(usedBytes, LARGEST_VM), usedFrom: 'report' };
  if (full !== undefined) return { usedBytes: Math.min(full, LARGEST_VM), usedFrom: 'full' };
  const behind = usedBehind(changes, DEFAULTS.changeRate.value);
  if (behind > 0) return { usedBytes: Math.min(behind, most), usedFrom: 'change' };
  return { usedBytes: sizeBytes === undefined ? ASSUMED_USED : most, usedFrom: 'nothing' };
}

/** Of the VMs of a job, microseconds: a day where nothing tells. */
function usualAge({ increments }: JobRecord): number {
  return increments.length === 0 ? DAY_US : median(increments.map(ageBefore));
}

/** By the job that runs least often: of another one, the first session finds more than it would. */
function oldest(ages: readonly number[]): number | undefined {
  const ageUs = Math.max(...ages);
  return ageUs < CLEARLY_LESS * DAY_US ? Math.round(ageUs / MINUTE_US) * MINUTE_US : undefined;
}

/** Its VMs' ages differ only where one failed in the session before. */
function ageBefore({ parts }: Increment): number {
  return smallest(parts.map(({ sinceUs = DAY_US }) => sinceUs)) ?? DAY_US;
}
