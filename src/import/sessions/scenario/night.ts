import { groupedBy } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import type { PastKind, PastSession } from '../../../history/past-session.ts';
import { DAY_US, HOUR_US, timeOfDayOf } from '../../../units/civil-time.ts';
import { formatDateTime, formatTimeOfDay } from '../../../units/format-quantity.ts';
import { compressionRatioOf } from '../past/job-habits.ts';
import { type JobRecord, recordJobs } from '../past/job-record.ts';
import { bytesByVm } from '../past/vm-bytes.ts';
import { figuresOfVms, HALF, LARGEST_VM, NOTHING_KNOWN, type VmFigures } from '../past/vm-figures.ts';
import { type JobPlan, labelled } from './job-plan.ts';

const NOON_US = 12 * HOUR_US;

/** A real night: a job for each of its sessions, and in each its VMs as they were then. */
export interface Night {
  readonly startUs: number;
  readonly plans: readonly JobPlan[];
  /** A VM is listed once for each session that it was in, since another amount changes each time. */
  readonly vms: readonly VmFigures[];
}

/** The night from noon of a day to the next, `dayUs` being its midnight; undefined where nothing has begun in it. */
export function nightOf(sessions: readonly PastSession[], dayUs: number): Night | undefined {
  const startUs = dayUs + NOON_US;
  const until = sessions.filter((session) => session.startUs < startUs + DAY_US);
  const within = until.filter((session) => session.startUs >= startUs);
  if (within.length === 0) return undefined;
  const usual = new Map(figuresOfVms(recordJobs(until, Number.POSITIVE_INFINITY)).map((vm) => [vm.name, vm]));
  const byJob = groupedBy(within, ({ job }) => job);
  const records = within.map((session) => recordOf(session, byJob.get(session.job)?.length === 1));
  // Two sessions of a job may begin in the same minute.
  const plans = labelled(records).map(({ record, label }) => replayPlan({ ...record, name: label }, label));
  return { startUs, plans, vms: plans.flatMap(({ record }) => vmsOfSession(record, usual)) };
}

/** A session as a job of its own: by the name of its job, with the time of day where it is not the job's only one. */
function recordOf(session: PastSession, isAlone: boolean): JobRecord {
  const { job, startUs, tasks } = session;
  return {
    name: isAlone ? job : `${job} ${formatTimeOfDay(timeOfDayOf(startUs)).slice(0, 5)}`,
    ...{ sessions: [session], recent: [session], increments: [], basis: [session] },
    vms: tasks.length === 0 ? [job] : [...new Set(tasks.map(({ vm }) => vm))],
    gone: [],
  };
}

/** At its time, and nothing is tried again. */
function replayPlan(record: JobRecord, label: string): JobPlan {
  const [session] = record.sessions;
  return {
    ...{ record, label, retries: 0, schedule: { at: formatDateTime(session?.startUs ?? 0) } },
    ...present({
      run: session?.kind === 'full' ? ('full' as const) : undefined,
      compressionRatio: compressionRatioOf(record),
    }),
  };
}

/** The VMs of a session. */
function vmsOfSession(
  { name, sessions, vms }: JobRecord,
  usual: ReadonlyMap<string, VmFigures>,
): VmFigures[] {
  const { tasks = [], dataBytes, kind, job = '' } = sessions[0] ?? {};
  const read = tasks.length === 0 ? new Map([[job, dataBytes]]) : bytesByVm(tasks, dataBytes);
  const modes = new Map(tasks.map((task) => [task.vm, task.mode]));
  return vms.map((vm) => {
    const { restorePointUs, ...known } = usual.get(vm) ?? { name: vm, jobs: [], ...NOTHING_KNOWN };
    const bytes = read.get(vm);
    const moved = bytes === undefined ? present({ restorePointUs }) : movedIn(kind, bytes, known);
    return { ...known, jobs: [name], ...moved, ...present({ mode: modes.get(vm) ?? known.mode }) };
  });
}

/** So much of it has changed in the day before as the session has read; a full has read all that is used. */
function movedIn(kind: PastKind | undefined, told: number, known: Omit<VmFigures, 'restorePointUs'>) {
  const bytes = Math.min(told, LARGEST_VM * HALF);
  const isExceeded = kind !== 'full' && bytes >= known.usedBytes;
  const usedBytes = kind === 'full' ? bytes : isExceeded ? bytes / HALF : known.usedBytes;
  const sizeBytes = Math.max(usedBytes, known.sizeBytes);
  const changed = { changeRate: bytes / usedBytes, changeFrom: 'increments' } as const;
  return {
    usedBytes,
    sizeBytes,
    isExceeded: isExceeded || known.isExceeded,
    ...(kind === 'full' ? {} : changed),
  };
}
