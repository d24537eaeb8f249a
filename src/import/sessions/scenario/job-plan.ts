import { present } from '../../../collections/present.ts';
import { safeTag } from '../../../scenario/names/safe-name.ts';
import { uniqueLabels } from '../../label.ts';
import { compressionRatioOf, daysOf, retriesOf } from '../past/job-habits.ts';
import type { JobRecord } from '../past/job-record.ts';
import { type GuessedSchedule, guessSchedule } from './schedule-guess.ts';

/** A job as a scenario has it. */
export interface JobPlan {
  readonly record: JobRecord;
  /** Its name there, which is also the tag of its VMs. */
  readonly label: string;
  readonly schedule: GuessedSchedule | { readonly at: string };
  readonly run?: 'full';
  readonly activeFull?: { readonly days: readonly string[] };
  readonly syntheticFull?: { readonly days: readonly string[] };
  readonly compressionRatio?: number;
  readonly retries?: number | { readonly times: number; readonly wait: string };
}

/** Jobs as they usually are. */
export function usualPlans(records: readonly JobRecord[]): JobPlan[] {
  return labelled(records).map(({ record, label }) => {
    const ordinary = record.sessions.filter(({ isRetry }) => !isRetry);
    const starts = (ordinary.length > 0 ? ordinary : record.sessions).map(({ startUs }) => startUs);
    return {
      ...{ record, label, schedule: guessSchedule(starts) },
      ...present({
        activeFull: daysOrNone(daysOf(record, 'full')),
        syntheticFull: daysOrNone(daysOf(record, 'synthetic-full')),
        compressionRatio: compressionRatioOf(record),
        retries: retriesOf(record),
      }),
    };
  });
}

/** Jobs with names that a scenario can have. */
export function labelled(records: readonly JobRecord[]): Pick<JobPlan, 'record' | 'label'>[] {
  const labels = uniqueLabels(records.map(({ name }) => safeTag(name)));
  return records.map((record, at) => ({ record, label: labels[at]! }));
}

function daysOrNone(days: readonly string[]) {
  return days.length === 0 ? undefined : { days };
}
