import { groupedBy } from '../../../collections/grouped-by.ts';
import { type Increment, incrementsByJob, WHOLE_JOB } from '../../../history/increments.ts';
import type { PastSession } from '../../../history/past-session.ts';

/** What past sessions show of one job. */
export interface JobRecord {
  readonly name: string;
  /** In the order of time. */
  readonly sessions: readonly PastSession[];
  /** The last of them, which show what the job is now. */
  readonly recent: readonly PastSession[];
  /** Those that its figures come from, in the order of time: ordinary increments, whether or not their report has durations. */
  readonly increments: readonly Increment[];
  /** Sessions that its medians come from: those of its increments. */
  readonly basis: readonly PastSession[];
  /**
   * As reports call them, in the order in which they were first seen; one of the job's own name where reports have
   * sessions only.
   */
  readonly vms: readonly string[];
  /** VMs that it had before its last sessions. */
  readonly gone: readonly string[];
}

/** The jobs of past sessions, in the order of their first ones; its last `last` sessions, and increments, count. */
export function recordJobs(sessions: readonly PastSession[], last: number): JobRecord[] {
  const increments = incrementsByJob(sessions.map(withSeconds));
  const byJob = groupedBy(sessions, ({ job }) => job);
  return [...byJob].map(([name, own]) => {
    const recent = own.slice(-last);
    const counted = (increments.get(name) ?? []).slice(-last);
    const present = new Set(recent.flatMap(vmsOf));
    const seen = [...new Set(own.flatMap(vmsOf))];
    return {
      name,
      sessions: own,
      recent,
      increments: counted,
      basis: counted.map(({ session }) => session),
      vms: present.size === 0 ? [name] : seen.filter((vm) => present.has(vm)),
      gone: seen.filter((vm) => !present.has(vm)),
    };
  });
}

/** The VM of a part in the scenario: a job whose VMs are not known has one VM with the name of the job. */
export function vmOfPart(job: string, vm: string): string {
  return vm === WHOLE_JOB ? job : vm;
}

function vmsOf({ tasks }: PastSession): string[] {
  return tasks.map(({ vm }) => vm);
}

/** What has moved is known also where no report says how long it took. */
function withSeconds(session: PastSession): PastSession {
  if (session.tasks.length === 0) return { ...session, seconds: session.seconds ?? 0 };
  if (session.tasks.some(({ seconds }) => seconds !== undefined)) return session;
  return { ...session, tasks: session.tasks.map((task) => ({ ...task, seconds: 0 })) };
}
