import { interruptionsOf, uninterrupted } from '../metrics/columns/interruption-columns.ts';
import { NEVER, NO_NAME, TASK_BOTTLENECKS, waitsOf } from '../metrics/columns/task-columns.ts';
import { TASK_RESULTS, WAIT_CAUSES } from '../metrics/summary/summary.ts';
import { printable } from '../report/characters/printable.ts';
import type { ReportData } from '../report/data/report-data.ts';
import { type Clock, wallClock } from '../report/wording/clock.ts';
import { formatSeconds } from '../report/wording/metric-value.ts';
import { firstOf } from '../units/cut-list.ts';
import { formatBytes, formatRate } from '../units/format-quantity.ts';

/** In shorter runs many tasks begin and end within the same minute, so times include seconds. */
const SHORT_SECONDS = 2 * 3600;
const INTERRUPTIONS_SHOWN = 2;

/** Cells and sentences about tasks. */
export class TaskWords {
  readonly clock: Clock;
  readonly #data: ReportData;

  constructor(data: ReportData) {
    this.#data = data;
    const window = data.summary.window?.seconds ?? 0;
    this.clock = wallClock(data.clockStartUs, window < SHORT_SECONDS ? 'second' : 'minute');
  }

  name(task: number): string {
    const { tasks } = this.#data;
    return printable(`${tasks.vms[tasks.vm[task]!]}/${tasks.disks[tasks.disk[task]!]}`);
  }

  job(task: number): string {
    const { tasks } = this.#data;
    return printable(tasks.jobs[tasks.job[task]!]!);
  }

  /** `px1`, `px1 → px2`, or `–` if no proxy was needed or the task never started. */
  proxy(task: number): string {
    const { proxies, proxy, secondProxy } = this.#data.tasks;
    return this.#both(proxies, proxy[task]!, secondProxy[task]!);
  }

  mode(task: number): string {
    const { modes, mode, secondMode } = this.#data.tasks;
    return this.#both(modes, mode[task]!, secondMode[task]!);
  }

  #both(names: readonly string[], first: number, second: number): string {
    const of = (row: number) => (row === NO_NAME ? '–' : printable(names[row]!));
    return second === NO_NAME ? of(first) : `${of(first)} → ${of(second)}`;
  }

  time(seconds: number): string {
    return seconds === NEVER ? '–' : this.clock(seconds);
  }

  waited(task: number): number {
    return waitsOf(this.#data.tasks, task).reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** Bytes per second while data flowed; NEVER: it did not. */
  rate(task: number): number {
    const { tasks } = this.#data;
    const from = tasks.transferStart[task]!;
    const to = tasks.transferEnd[task]!;
    if (from === NEVER || to === NEVER) return NEVER;
    const flows = uninterrupted(tasks, task, { from, to });
    const seconds = flows.reduce((sum, flow) => sum + (flow.to - flow.from), 0);
    return seconds <= 0 ? NEVER : tasks.readBytes[task]! / seconds;
  }

  result(task: number): string {
    return TASK_RESULTS[this.#data.tasks.result[task]!]!;
  }

  bottleneck(task: number): string {
    return TASK_BOTTLENECKS[this.#data.tasks.bottleneck[task]!] ?? '–';
  }

  /** Task, mode, rate and wait, in a few lines. */
  told(task: number): string {
    const { tasks } = this.#data;
    const session = tasks.session[task]! > 1 ? ` #${tasks.session[task]}` : '';
    const attempt = tasks.attempt[task]! > 1 ? `, attempt ${tasks.attempt[task]}` : '';
    const rate = this.rate(task);
    const speed = rate === NEVER ? '' : ` at ${formatRate(rate)}, limited by ${this.bottleneck(task)}`;
    const end = tasks.end[task] === NEVER ? 'the end of the run' : this.time(tasks.end[task]!);
    const waits = waitsOf(tasks, task);
    const causes = waits.map(({ cause, seconds }) => `${formatSeconds(seconds)} for ${WAIT_CAUSES[cause]}`);
    return [
      `${this.name(task)} of ${this.job(task)}${session}${attempt}`,
      `${this.proxy(task)} by ${this.mode(task)}, ${this.time(tasks.start[task]!)} to ${end}`,
      `${formatBytes(tasks.readBytes[task]!)} read${speed}; ${this.result(task)}`,
      causes.length === 0 ? 'waited for nothing' : `waited ${causes.join(', ')}`,
      ...this.#interruptions(task),
    ].join('\n');
  }

  #interruptions(task: number): string[] {
    const spans = interruptionsOf(this.#data.tasks, task).map(
      ({ from, to }) => `${this.time(from)} to ${this.time(to)}`,
    );
    return spans.length === 0
      ? []
      : [`connection lost ${firstOf(spans, INTERRUPTIONS_SHOWN, (span) => span)}`];
  }
}
