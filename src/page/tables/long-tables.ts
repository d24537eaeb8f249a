import { NEVER } from '../../metrics/columns/task-columns.ts';
import { printable } from '../../report/characters/printable.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { formatSeconds } from '../../report/wording/metric-value.ts';
import { formatBytes, formatRate } from '../../units/format-quantity.ts';
import type { TaskWords } from '../task-words.ts';
import type { GridColumn, GridContent } from './grid.ts';
import { vmFigures } from './vm-figures.ts';

/** The long tables of a report, by the name under which the page has a place for them. */
export function longTables(data: ReportData, words: TaskWords): Readonly<Record<string, GridContent>> {
  return {
    tasks: tasksTable(data, words),
    vms: vmsTable(data, words),
    sessions: sessionsTable(data, words),
    snapshots: snapshotsTable(data, words),
  };
}

const seconds = (value: number) => (value === NEVER ? '–' : formatSeconds(value));

function tasksTable({ tasks }: ReportData, words: TaskWords): GridContent {
  const columns: GridColumn[] = [
    { head: 'Task', text: (task) => words.name(task) },
    { head: 'Job', text: (task) => words.job(task) },
    {
      head: 'Session',
      isFigure: true,
      text: (task) => `${tasks.session[task]}`,
      value: (task) => tasks.session[task]!,
    },
    { head: 'Proxy', text: (task) => words.proxy(task) },
    { head: 'Mode', text: (task) => words.mode(task) },
    { head: 'Start', text: (task) => words.time(tasks.start[task]!), value: (task) => tasks.start[task]! },
    { head: 'End', text: (task) => words.time(tasks.end[task]!), value: (task) => tasks.end[task]! },
    {
      head: 'Waited',
      isFigure: true,
      text: (task) => formatSeconds(words.waited(task)),
      value: (task) => words.waited(task),
    },
    {
      head: 'Read',
      isFigure: true,
      text: (task) => formatBytes(tasks.readBytes[task]!),
      value: (task) => tasks.readBytes[task]!,
    },
    {
      head: 'Rate',
      isFigure: true,
      text: (task) => (words.rate(task) === NEVER ? '–' : formatRate(words.rate(task))),
      value: (task) => words.rate(task),
    },
    { head: 'Limited by', text: (task) => words.bottleneck(task) },
    { head: 'Result', text: (task) => words.result(task) },
  ];
  return {
    caption: 'Tasks',
    count: tasks.count,
    columns,
    words: (task) =>
      `${words.name(task)} ${words.job(task)} ${words.proxy(task)} ${words.mode(task)} ${words.result(task)}`.toLowerCase(),
  };
}

function vmsTable(data: ReportData, words: TaskWords): GridContent {
  const { tasks } = data;
  const vms = vmFigures(tasks);
  const why = new Map(data.unprotected.map(({ vm, reason }) => [vm, reason]));
  const name = (vm: number) => printable(tasks.vms[vm]!);
  const jobs = (vm: number) => vms.jobs[vm]!.map((job) => printable(tasks.jobs[job]!)).join(', ');
  const state = (vm: number) => printable(why.get(tasks.vms[vm]!) ?? 'done');
  const columns: GridColumn[] = [
    { head: 'VM', text: name },
    { head: 'Jobs', text: jobs },
    { head: 'Tasks', isFigure: true, text: (vm) => `${vms.tasks[vm]}`, value: (vm) => vms.tasks[vm]! },
    {
      head: 'Read',
      isFigure: true,
      text: (vm) => formatBytes(vms.readBytes[vm]!),
      value: (vm) => vms.readBytes[vm]!,
    },
    {
      head: 'Waited',
      isFigure: true,
      text: (vm) => formatSeconds(vms.waited[vm]!),
      value: (vm) => vms.waited[vm]!,
    },
    { head: 'First start', text: (vm) => words.time(vms.start[vm]!), value: (vm) => vms.start[vm]! },
    { head: 'Last end', text: (vm) => words.time(vms.end[vm]!), value: (vm) => vms.end[vm]! },
    { head: 'Outcome', text: state },
  ];
  return {
    caption: 'VMs',
    count: tasks.vms.length,
    columns,
    words: (vm) => `${name(vm)} ${jobs(vm)} ${state(vm)}`.toLowerCase(),
  };
}

function sessionsTable({ sessions }: ReportData, words: TaskWords): GridContent {
  const at = (row: number) => sessions[row]!;
  const columns: GridColumn[] = [
    { head: 'Job', text: (row) => printable(at(row).job) },
    { head: 'Session', isFigure: true, text: (row) => `${at(row).session}`, value: (row) => at(row).session },
    { head: 'Kind', text: (row) => at(row).kind },
    { head: 'Start', text: (row) => words.time(at(row).startSeconds), value: (row) => at(row).startSeconds },
    {
      head: 'End',
      text: (row) => words.time(at(row).endSeconds ?? NEVER),
      value: (row) => at(row).endSeconds ?? NEVER,
    },
    {
      head: 'Window',
      isFigure: true,
      text: (row) => seconds(at(row).windowSeconds ?? NEVER),
      value: (row) => at(row).windowSeconds ?? NEVER,
    },
    {
      head: 'Late',
      isFigure: true,
      text: (row) => seconds(at(row).overrunSeconds),
      value: (row) => at(row).overrunSeconds,
    },
    { head: 'Tasks', isFigure: true, text: (row) => `${at(row).tasks}`, value: (row) => at(row).tasks },
    {
      head: 'Read',
      isFigure: true,
      text: (row) => formatBytes(at(row).readBytes),
      value: (row) => at(row).readBytes,
    },
    {
      head: 'Rate',
      isFigure: true,
      text: (row) => formatRate(at(row).processingRate),
      value: (row) => at(row).processingRate,
    },
    { head: 'Bottleneck', text: (row) => at(row).bottleneck },
    { head: 'Result', text: (row) => at(row).result },
  ];
  return {
    caption: 'Sessions',
    count: sessions.length,
    columns,
    words: (row) => `${at(row).job} ${at(row).kind} ${at(row).bottleneck} ${at(row).result}`.toLowerCase(),
  };
}

function snapshotsTable({ snapshots }: ReportData, words: TaskWords): GridContent {
  const { vms, jobs, vm, job, session, created, lifeSeconds, removalSeconds, deltaBytes, stunSeconds } =
    snapshots;
  const name = (row: number) => printable(vms[vm[row]!]!);
  const of = (row: number) => printable(jobs[job[row]!]!);
  const columns: GridColumn[] = [
    { head: 'VM', text: name },
    { head: 'Job', text: of },
    { head: 'Session', isFigure: true, text: (row) => `${session[row]}`, value: (row) => session[row]! },
    { head: 'Created', text: (row) => words.time(created[row]!), value: (row) => created[row]! },
    {
      head: 'Lived',
      isFigure: true,
      text: (row) => seconds(lifeSeconds[row]!),
      value: (row) => lifeSeconds[row]!,
    },
    {
      head: 'Grew to',
      isFigure: true,
      text: (row) => formatBytes(deltaBytes[row]!),
      value: (row) => deltaBytes[row]!,
    },
    {
      head: 'Removed in',
      isFigure: true,
      text: (row) => seconds(removalSeconds[row]!),
      value: (row) => removalSeconds[row]!,
    },
    {
      head: 'VM stood still in all, estimated',
      isFigure: true,
      text: (row) => formatSeconds(stunSeconds[row]!),
      value: (row) => stunSeconds[row]!,
    },
  ];
  return {
    caption: 'Snapshots',
    count: snapshots.count,
    columns,
    words: (row) => `${name(row)} ${of(row)}`.toLowerCase(),
  };
}
