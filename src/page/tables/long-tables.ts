import { NEVER } from '../../metrics/columns/task-columns.ts';
import { printable } from '../../report/characters/printable.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { formatRate } from '../../units/format-quantity.ts';
import type { TaskWords } from '../task-words.ts';
import { bytes, duration, figure, moment } from './columns.ts';
import type { GridContent } from './grid-content.ts';
import { lateTasks, lengthOf, mostOfVms } from './on-paper.ts';
import { vmFigures } from './vm-figures.ts';

/** The long tables of a report, by the id of their place in the page. */
export function longTables(data: ReportData, words: TaskWords): Readonly<Record<string, GridContent>> {
  return {
    tasks: tasksTable(data, words),
    vms: vmsTable(data, words),
    sessions: sessionsTable(data, words),
    snapshots: snapshotsTable(data, words),
  };
}

function tasksTable(data: ReportData, words: TaskWords): GridContent {
  const { tasks } = data;
  return {
    caption: 'Tasks',
    count: tasks.count,
    columns: [
      { head: 'Task', text: (task) => words.name(task) },
      { head: 'Job', text: (task) => words.job(task) },
      figure('Session', (task) => tasks.session[task]!),
      { head: 'Proxy', text: (task) => words.proxy(task) },
      { head: 'Mode', text: (task) => words.mode(task) },
      moment('Start', (task) => tasks.start[task]!, words),
      moment('End', (task) => tasks.end[task]!, words),
      duration('Waited', (task) => words.waited(task)),
      bytes('Read', (task) => tasks.readBytes[task]!),
      figure(
        'Rate',
        (task) => words.rate(task),
        (rate) => (rate === NEVER ? '–' : formatRate(rate)),
      ),
      { head: 'Limited by', text: (task) => words.bottleneck(task) },
      { head: 'Result', text: (task) => words.result(task) },
    ],
    words: (task) =>
      `${words.name(task)} ${words.job(task)} ${words.proxy(task)} ${words.mode(task)} ${words.result(task)}`.toLowerCase(),
    onPaper: {
      words: 'those without success first, then the latest, then the longest',
      measures: [
        (task) => (words.result(task) === 'success' ? 0 : 1),
        inRows(() => lateTasks(data)),
        (task) => lengthOf(tasks, task),
      ],
    },
  };
}

function vmsTable(data: ReportData, words: TaskWords): GridContent {
  const { tasks } = data;
  const vms = vmFigures(tasks);
  const why = new Map(data.unprotected.map(({ vm, reason }) => [vm, reason]));
  const name = (vm: number) => printable(tasks.vms[vm]!);
  const jobs = (vm: number) => vms.jobs[vm]!.map((job) => printable(tasks.jobs[job]!)).join(', ');
  const outcome = (vm: number) => printable(why.get(tasks.vms[vm]!) ?? 'done');
  return {
    caption: 'VMs',
    count: tasks.vms.length,
    columns: [
      { head: 'VM', text: name },
      { head: 'Jobs', text: jobs },
      figure('Tasks', (vm) => vms.tasks[vm]!),
      bytes('Read', (vm) => vms.readBytes[vm]!),
      duration('Waited', (vm) => vms.waited[vm]!),
      moment('First start', (vm) => vms.start[vm]!, words),
      moment('Last end', (vm) => vms.end[vm]!, words),
      { head: 'Outcome', text: outcome },
    ],
    words: (vm) => `${name(vm)} ${jobs(vm)} ${outcome(vm)}`.toLowerCase(),
    onPaper: {
      words: 'unprotected ones first, then the latest, then those with the longest task',
      measures: [
        (vm) => (why.has(tasks.vms[vm]!) ? 1 : 0),
        inRows(() => {
          const late = lateTasks(data);
          return mostOfVms(tasks, (task) => late[task]!);
        }),
        inRows(() => mostOfVms(tasks, (task) => lengthOf(tasks, task))),
      ],
    },
  };
}

function sessionsTable({ sessions }: ReportData, words: TaskWords): GridContent {
  const at = (row: number) => sessions[row]!;
  return {
    caption: 'Sessions',
    count: sessions.length,
    columns: [
      { head: 'Job', text: (row) => printable(at(row).job) },
      figure('Session', (row) => at(row).session),
      { head: 'Kind', text: (row) => at(row).kind },
      moment('Start', (row) => at(row).startSeconds, words),
      moment('End', (row) => at(row).endSeconds ?? NEVER, words),
      duration('Window', (row) => at(row).window?.seconds ?? NEVER),
      duration('Late', (row) => lateSeconds(at(row))),
      figure('Tasks', (row) => at(row).tasks),
      bytes('Read', (row) => at(row).readBytes),
      figure('Rate', (row) => at(row).processingRate, formatRate),
      { head: 'Bottleneck', text: (row) => at(row).bottleneck },
      { head: 'Result', text: (row) => at(row).result },
    ],
    words: (row) => `${at(row).job} ${at(row).kind} ${at(row).bottleneck} ${at(row).result}`.toLowerCase(),
    onPaper: {
      words: 'those without success first, then the latest, then the longest',
      measures: [
        (row) => (at(row).result === 'success' ? 0 : 1),
        (row) => lateSeconds(at(row)),
        (row) => at(row).window?.seconds ?? 0,
      ],
    },
  };
}

/** Figures by row, computed only if they are needed, once. */
function inRows(make: () => Float64Array): (row: number) => number {
  let made: Float64Array | undefined;
  return (row) => {
    made ??= make();
    return made[row]!;
  };
}

/** By the measure of the answer: the end of the session, when its snapshots are gone, against the close of its window. */
function lateSeconds({ endSeconds, closesSeconds }: ReportData['sessions'][number]): number {
  return endSeconds === null || closesSeconds === null ? 0 : Math.max(0, endSeconds - closesSeconds);
}

function snapshotsTable({ snapshots }: ReportData, words: TaskWords): GridContent {
  const { vms, jobs, vm, job, session } = snapshots;
  const { created, lifeSeconds, idleSeconds, removalSeconds, deltaBytes, stunSeconds } = snapshots;
  const vmName = (row: number) => printable(vms[vm[row]!]!);
  const jobName = (row: number) => printable(jobs[job[row]!]!);
  return {
    caption: 'Snapshots',
    count: snapshots.count,
    columns: [
      { head: 'VM', text: vmName },
      { head: 'Job', text: jobName },
      figure('Session', (row) => session[row]!),
      moment('Created', (row) => created[row]!, words),
      duration('Lifetime', (row) => lifeSeconds[row]!),
      duration('Without work', (row) => idleSeconds[row]!),
      bytes('Delta', (row) => deltaBytes[row]!),
      duration('Removal', (row) => removalSeconds[row]!),
      duration('Stun in all (estimated)', (row) => stunSeconds[row]!),
    ],
    words: (row) => `${vmName(row)} ${jobName(row)}`.toLowerCase(),
    onPaper: { words: 'those that lived longest', measures: [(row) => lifeSeconds[row]!] },
  };
}
