import type { Scenario } from '../../../src/scenario/scenario.ts';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import type { TestRun } from '../../helpers/run-scenario-text.ts';
import { startsOf } from '../simulator/calendar.ts';
import { deltaBytesOf } from '../simulator/sessions.ts';
import { endsOf, type Task } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';

/** What is compared of a task, in microseconds and bytes; null for what never happened. */
export interface TaskOutcome {
  readonly task: string;
  readonly place: string;
  readonly readyUs: number;
  readonly startUs: number | null;
  readonly transferUs: readonly (number | null)[];
  readonly endUs: number | null;
  readonly bytes: readonly number[];
  readonly result: string;
  readonly waited: string;
  readonly decidedBy: string | null;
  readonly interruptions: number;
}

export interface Outcome {
  readonly tasks: Readonly<Record<string, TaskOutcome>>;
  readonly sessions: Readonly<Record<string, string>>;
  readonly snapshots: Readonly<Record<string, string>>;
  /** Work inside repositories, by session. */
  readonly transforms: Readonly<Record<string, readonly string[]>>;
  /** What was out of the ordinary, whatever comes first at one instant, but for unprotected VMs. */
  readonly events: readonly string[];
}

/** What is cut off may have read a byte more or less. */
function inAnyOrder(events: readonly string[]): string[] {
  return events.map((event) => event.replace(/, \d+ bytes read$/, '')).sort();
}

function us(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1e6);
}

export function outcomeOfProduct(run: TestRun, scenario: Scenario): Outcome {
  const tasks = run.tasks.map(
    (row): TaskOutcome => ({
      task: `${row.job} ${row.session}.${row.attempt} ${row.vm}/${row.disk}`,
      place: `${row.proxy} ${row.mode} ${row.repository}${row.secondProxy === null ? '' : ` to ${row.secondProxy} ${row.secondMode}`}`,
      readyUs: us(row.readySeconds)!,
      startUs: us(row.startSeconds),
      transferUs: [us(row.transferStartSeconds), us(row.transferEndSeconds)],
      endUs: us(row.endSeconds),
      bytes: [row.readBytes, row.transferredBytes],
      result: row.result,
      waited: row.waitedFor.map(({ cause, seconds }) => `${cause} ${us(seconds)}`).join(', '),
      decidedBy: row.decidedBy,
      interruptions: row.interruptions,
    }),
  );
  return {
    tasks: Object.fromEntries(tasks.map((task) => [task.task, task])),
    sessions: Object.fromEntries(
      run.sessions.map((s) => [
        `${s.job} ${s.session}`,
        `${us(s.startSeconds)} to ${us(s.endSeconds)} ${s.result}, attempts ${s.attempts}`,
      ]),
    ),
    snapshots: Object.fromEntries(
      run.snapshots.map((s) => [
        `${s.job} ${s.session}.${s.attempt} ${s.vm}`,
        `${us(s.createdSeconds)} to ${us(s.removalStartSeconds)} to ${us(s.goneSeconds)}, ${s.deltaBytes} bytes`,
      ]),
    ),
    transforms: transformsOfProduct(run, scenario),
    events: inAnyOrder(
      run.events
        .filter(({ kind }) => kind !== 'vm-unprotected')
        .map(({ seconds, kind, what, name, detail }) =>
          [us(seconds), kind, what, name, detail].join(' ').trim(),
        ),
    ),
  };
}

export function outcomeOfReference(world: World): Outcome {
  return {
    tasks: Object.fromEntries(world.tasks.map((task) => [nameOf(task), taskOutcome(task)])),
    sessions: Object.fromEntries(
      world.sessions.map((s) => [
        `${s.job.name} ${s.number}`,
        `${s.startUs} to ${s.endUs ?? null} ${s.result}, attempts ${s.attempts}`,
      ]),
    ),
    snapshots: Object.fromEntries(
      world.vmRuns
        .filter(({ createdUs, removingUs }) => createdUs !== undefined || removingUs !== undefined)
        .map((run) => [
          `${run.session.job.name} ${run.session.number}.${run.attempt} ${run.vm.name}`,
          `${run.createdUs ?? null} to ${run.removingUs ?? null} to ${run.removedUs ?? null}, ${deltaBytesOf(run, world.now)} bytes`,
        ]),
    ),
    events: inAnyOrder(eventsOf(world)),
    transforms: inLists(
      world.transforms.flatMap(({ session, work, repository, readBytes, startUs, endUs }) =>
        startUs === undefined
          ? []
          : [
              [
                `${session.job.name} ${session.number}`,
                `${startUs} to ${endUs ?? null}: ${work} of ${readBytes} at ${repository.name}`,
              ] as const,
            ],
      ),
    ),
  };
}

/** What strikes once all work is over, and none is to come, concerns nobody. */
function eventsOf({ sessions, events, scenario: { jobs, clock } }: World): string[] {
  const starts = jobs.filter(({ enabled }) => enabled).flatMap((job) => startsOf(job, clock));
  const ends = sessions.map(({ endUs = Number.POSITIVE_INFINITY }) => endUs);
  const overUs = Math.max(-1, ...starts, ...ends);
  return events.filter((event) => Number.parseInt(event, 10) <= overUs);
}

function transformsOfProduct({ trace }: TestRun, { jobs, repositories }: Scenario): Outcome['transforms'] {
  const sessions = new Map<number, string>();
  const ends = new Map<number, number>();
  for (const record of trace) {
    if (record.kind === 'session-started')
      sessions.set(record.session, `${jobs[record.job]!.name} ${record.number}`);
    if (record.kind === 'transform-ended') ends.set(record.transform, record.at);
  }
  return inLists(
    trace.flatMap((record) => {
      if (record.kind !== 'transform-started') return [];
      const { at, session, transform, work, repository, bytes } = record;
      const times = `${at} to ${ends.get(transform) ?? null}`;
      const what = `${work} of ${bytes} at ${repositories[repository]!.name}`;
      return [[sessions.get(session)!, `${times}: ${what}`] as const];
    }),
  );
}

function inLists(rows: readonly (readonly [string, string])[]): Record<string, readonly string[]> {
  const lists: Record<string, string[]> = {};
  for (const [name, row] of [...rows].sort()) {
    lists[name] ??= [];
    lists[name].push(row);
  }
  return lists;
}

function nameOf({ vmRun, disk }: Task): string {
  const { session, attempt, vm } = vmRun;
  return `${session.job.name} ${session.number}.${attempt} ${vm.name}/${disk.name}`;
}

function taskOutcome(task: Task): TaskOutcome {
  const { repository, job } = task;
  const [first, second] = endsOf(task);
  const ratio = task.readBytes === 0 ? 0 : task.transferredBytes / task.readBytes;
  // A copy: its data goes from repository to repository.
  const withoutProxy = task.source === undefined ? null : 'repository';
  const isWhole = task.result === 'success';
  return {
    task: nameOf(task),
    place: `${first?.proxy.name ?? null} ${first?.mode ?? withoutProxy} ${repository?.name ?? job.repository ?? ''}${second === undefined ? '' : ` to ${second.proxy.name} ${second.mode}`}`,
    readyUs: task.readyUs,
    startUs: task.startUs ?? null,
    transferUs: [task.transferStartUs ?? null, task.transferEndUs ?? null],
    endUs: task.endUs ?? null,
    bytes: isWhole
      ? [task.readBytes, task.transferredBytes]
      : [Math.round(task.doneBytes), Math.round(task.doneBytes * ratio)],
    // At the end of the run this includes tasks that only have to detach their disk.
    result: task.state === 'ended' ? task.result : 'unfinished',
    waited: WAIT_CAUSES.map((cause) => [cause, task.waited.get(cause) ?? 0] as const)
      .filter(([, waitedUs]) => waitedUs > 0)
      .map(([cause, waitedUs]) => `${cause} ${waitedUs}`)
      .join(', '),
    decidedBy: task.decidedBy ?? null,
    interruptions: task.interruptions,
  };
}

/** The product's outcome, with bytes of transfers that were cut off replaced by the reference's where they differ by one byte. */
export function withinOneByte(product: Outcome, reference: Outcome): Outcome {
  const tasks = Object.entries(product.tasks).map(([name, task]): [string, TaskOutcome] => {
    const ours = reference.tasks[name]?.bytes;
    const isCut = task.result !== 'success' && ours !== undefined;
    const isNear = isCut && task.bytes.every((bytes, n) => Math.abs(bytes - ours[n]!) <= 1);
    return [name, isNear ? { ...task, bytes: ours } : task];
  });
  return { ...product, tasks: Object.fromEntries(tasks) };
}
