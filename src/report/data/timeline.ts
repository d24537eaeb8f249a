import { interruptionsOf, uninterrupted } from '../../metrics/columns/interruption-columns.ts';
import { NEVER, TASK_BOTTLENECKS, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import { WAIT_CAUSES, type WaitCause } from '../../metrics/summary/summary.ts';
import type { TimeRange } from '../../metrics/time-range.ts';
import { openVms } from './open-vms.ts';
import { spread, type TimeGrid } from './time-grid.ts';

/** Most steps that a run is divided into: a chart has no more points. */
const MOST_STEPS = 480;
/** Round lengths of a step, seconds; longer ones are whole days. */
const STEP_SECONDS = [
  0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600,
  43_200,
];
const DAY_SECONDS = 86_400;

/** Means over each step of a run. */
export interface Timeline extends TimeGrid {
  /** Tasks that hold slots. */
  readonly running: Float64Array;
  /** Those of them that stand still because a connection on their way was lost. */
  readonly interrupted: Float64Array;
  /** VMs between the start of their first task in an attempt and the end of their last one; in between, all may wait. */
  readonly openVms: Float64Array;
  /**
   * Waiting tasks by cause, in the order of WAIT_CAUSES. How long each task waited for which cause is exact, and so
   * is the sum at each instant. The order of causes within one task's wait is not recorded: pauses before retries and
   * turns are put first, the rest is mixed evenly.
   */
  readonly waiting: readonly Float64Array[];
  /** Bytes per second read by tasks, by what limits them, in the order of TASK_BOTTLENECKS. */
  readonly readRate: readonly Float64Array[];
}

/**
 * Null: no task ran or waited for any time. `endSeconds`: the end of tasks that had not ended when the run was cut off.
 * `range`: the part of the run, seconds; absent: from the first task that was ready to the last one's end.
 */
export function timelineOf(
  tasks: TaskColumns,
  endSeconds: number,
  range: TimeRange = rangeOf(tasks, endSeconds),
): Timeline | null {
  const grid = gridOf(range);
  if (grid === null) return null;
  const running = new Float64Array(grid.steps);
  const interrupted = new Float64Array(grid.steps);
  const open = new Float64Array(grid.steps);
  const waiting = WAIT_CAUSES.map(() => new Float64Array(grid.steps));
  const readRate = TASK_BOTTLENECKS.map(() => new Float64Array(grid.steps));
  for (let row = 0; row < tasks.count; row++) {
    addWaits(grid, waiting, tasks, row);
    const start = tasks.start[row]!;
    if (start === NEVER) continue;
    spread(grid, running, 1, start, orEnd(tasks.end[row]!, endSeconds));
    for (const { from, to } of interruptionsOf(tasks, row)) spread(grid, interrupted, 1, from, to);
    addRead(grid, readRate, { tasks, row, endSeconds });
  }
  const { count, from, to } = openVms(tasks, endSeconds);
  for (let vm = 0; vm < count; vm++) spread(grid, open, 1, from[vm]!, to[vm]!);
  return { ...grid, running, interrupted, openVms: open, waiting, readRate };
}

/** Adds the mean rate of a task while its data flowed. */
function addRead(
  grid: TimeGrid,
  readRate: readonly Float64Array[],
  {
    tasks,
    row,
    endSeconds,
  }: { readonly tasks: TaskColumns; readonly row: number; readonly endSeconds: number },
): void {
  const from = tasks.transferStart[row]!;
  if (from === NEVER) return;
  const flows = uninterrupted(tasks, row, { from, to: orEnd(tasks.transferEnd[row]!, endSeconds) });
  const seconds = flows.reduce((sum, flow) => sum + (flow.to - flow.from), 0);
  const rate = tasks.readBytes[row]! / seconds;
  for (const flow of flows) spread(grid, readRate[tasks.bottleneck[row]!]!, rate, flow.from, flow.to);
}

/** The sum of curves, step by step. */
export function sumOfCurves(curves: readonly Float64Array[]): Float64Array {
  return curves[0]!.map((_, step) => curves.reduce((sum, curve) => sum + curve[step]!, 0));
}

/** Larger than the rounding error in means of whole numbers of tasks. */
const ROUNDING = 1e-6;

/** A whole number of tasks or VMs for the highest mean of a curve. */
export function wholeCount(most: number): number {
  return Math.ceil(most - ROUNDING);
}

/** Whether open VMs have a curve of their own: where each has one disk and never waits, it is that of running tasks. */
export function hasOwnOpenVms({ openVms, running }: Timeline): boolean {
  return openVms.some((vms, step) => Math.abs(vms - running[step]!) > ROUNDING);
}

/** Tasks that wait for one thing, by step. */
export interface WaitingFor {
  readonly cause: WaitCause;
  readonly values: Float64Array;
}

/** The causes that occur at all, the one with the most waiting first. */
export function waitingByCause({ waiting }: Timeline): WaitingFor[] {
  const sumOf = ({ values }: WaitingFor) => values.reduce((a, b) => a + b, 0);
  return WAIT_CAUSES.map((cause, c) => ({ cause, values: waiting[c]! }))
    .filter((one) => sumOf(one) > 0)
    .sort((a, b) => sumOf(b) - sumOf(a));
}

/** Without tasks it has no length. */
function rangeOf(tasks: TaskColumns, endSeconds: number): { from: number; to: number } {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (let row = 0; row < tasks.count; row++) {
    from = Math.min(from, tasks.ready[row]!);
    to = Math.max(to, orEnd(tasks.end[row]!, endSeconds));
  }
  return { from, to };
}

function gridOf({ from, to }: TimeRange): TimeGrid | null {
  const length = Math.max(0, to - from);
  if (length === 0) return null;
  const step =
    STEP_SECONDS.find((seconds) => length / seconds <= MOST_STEPS - 2) ??
    Math.ceil(length / DAY_SECONDS / (MOST_STEPS - 2)) * DAY_SECONDS;
  const first = Math.floor(from / step);
  return { fromSeconds: first * step, stepSeconds: step, steps: Math.max(1, Math.ceil(to / step) - first) };
}

function orEnd(seconds: number, endSeconds: number): number {
  return seconds === NEVER ? endSeconds : seconds;
}

const AT_FIRST = [WAIT_CAUSES.indexOf('retry-wait'), WAIT_CAUSES.indexOf('sequential')];

/** Adds a task's wait, divided among its causes. */
function addWaits(grid: TimeGrid, waiting: readonly Float64Array[], tasks: TaskColumns, row: number): void {
  const { waitsFrom, waitCause, waitSeconds } = tasks;
  const end = waitsFrom[row + 1]!;
  let at = tasks.ready[row]!;
  let mixed = 0;
  for (let wait = waitsFrom[row]!; wait < end; wait++) {
    const seconds = waitSeconds[wait]!;
    if (!AT_FIRST.includes(waitCause[wait]!)) mixed += seconds;
    else {
      spread(grid, waiting[waitCause[wait]!]!, 1, at, at + seconds);
      at += seconds;
    }
  }
  for (let wait = waitsFrom[row]!; wait < end; wait++) {
    const cause = waitCause[wait]!;
    if (!AT_FIRST.includes(cause)) spread(grid, waiting[cause]!, waitSeconds[wait]! / mixed, at, at + mixed);
  }
}
