import { TASK_BOTTLENECKS } from '../../metrics/columns/task-columns.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatRate, formatShare } from '../../units/format-quantity.ts';
import type { ShownCurves } from '../data/longest-night.ts';
import type { ReportData } from '../data/report-data.ts';
import { beginOfStep } from '../data/time-grid.ts';
import { sumOfCurves, type Timeline, waitingByCause, wholeCount } from '../data/timeline.ts';
import { FULL } from '../data/used-over-time.ts';
import { wallClock } from './clock.ts';
import { faultText } from './fault-words.ts';
import { resourceLabels } from './resource-labels.ts';

/** Most of the busiest resources that are named. */
const RESOURCES_NAMED = 3;
/** How many faults are described, the first ones. */
const FAULTS_NAMED = 5;

/**
 * A description of the charts over time, for screen readers. Of several nights, peaks are those of the longest: a step
 * of the whole run may take hours, and its mean hides the peaks.
 */
export interface ChartWords {
  readonly faults: string;
  readonly tasks: string;
  readonly rate: string;
  readonly use: string;
  readonly proxies: string;
}

export function chartWords(data: ReportData, timeline: Timeline): ChartWords {
  const shown = data.longestNight?.timeline ?? timeline;
  const when = data.longestNight === null ? '' : ', in the longest night';
  return {
    faults: `${faultsWords(data)}.`,
    tasks: `${tasksWords(data, shown)}${when}.`,
    rate: rateWords(data, shown, when),
    use: useWords(data, timeline),
    proxies: proxiesWords(data),
  };
}

/** The first faults with their times; without the full stop. */
function faultsWords({ summary: { faults }, clockStartUs }: ReportData): string {
  const clock = wallClock(clockStartUs);
  return firstOf(faults, FAULTS_NAMED, (fault) => faultText(fault, clock));
}

/** Counts of tasks and VMs on one timeline, which may be that of one night; without the full stop. */
export function tasksWords(data: ReportData, timeline: Timeline): string {
  const { running, waiting, openVms } = timeline;
  const peak = (values: Float64Array) => {
    const { most, when } = highest(data, timeline, values);
    return `${wholeCount(most)} (at ${when})`;
  };
  const [longest] = waitingByCause(timeline);
  const waits =
    longest === undefined
      ? 'no task waits'
      : `up to ${peak(sumOfCurves(waiting))} waiting, mostly for ${longest.cause}`;
  return `Up to ${peak(running)} running; ${waits}; up to ${peak(openVms)} VMs open`;
}

function rateWords(data: ReportData, timeline: Timeline, night: string): string {
  const { most, when } = highest(data, timeline, sumOfCurves(timeline.readRate));
  if (most === 0) return 'Nothing was read.';
  const sums = timeline.readRate.map((rates) => rates.reduce((sum, rate) => sum + rate, 0));
  const whole = sums.reduce((sum, one) => sum + one, 0);
  const stages = TASK_BOTTLENECKS.map((stage, row) => ({ stage, share: sums[row]! / whole }))
    .filter(({ stage, share }) => stage !== null && share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ stage, share }) => `${stage} ${formatShare(share)}`);
  return `Up to ${formatRate(most)} at ${when}; limited by ${stages.join(', ')}${night}.`;
}

function useWords({ used }: ReportData, { steps }: Timeline): string {
  if (used === null || used.resources.length === 0) return 'Nothing was used.';
  const means = resourceLabels(used.resources)
    .map((label, row) => {
      const shares = used.share.subarray(row * steps, (row + 1) * steps);
      return { label, mean: shares.reduce((sum, share) => sum + share, 0) / FULL / steps };
    })
    .sort((a, b) => b.mean - a.mean);
  const named = means.slice(0, RESOURCES_NAMED).map(({ label, mean }) => `${label} ${formatShare(mean)}`);
  return `The busiest of ${counted(means.length, 'resource')}, on average: ${named.join(', ')}.`;
}

/** How much proxies were used in the whole run, which has to be said where one night is shown. */
export function proxiesWords(
  { summary: { proxies } }: ReportData,
  { isLongestNight }: Pick<ShownCurves, 'isLongestNight'> = { isLongestNight: false },
): string {
  const when = isLongestNight ? ', in the whole run' : '';
  const byUse = Object.entries(proxies).sort(([, a], [, b]) => b.slotUtilisation - a.slotUtilisation);
  const [busiest, ...others] = byUse.map(
    ([name, { slotUtilisation, tasks }]) =>
      `${name} (${counted(tasks, 'task')}, slot use ${formatShare(slotUtilisation)})`,
  );
  if (busiest === undefined) return 'No task needed a proxy.';
  return others.length === 0
    ? `${busiest}${when}.`
    : `The busiest proxy is ${busiest}; the least busy ${others.at(-1)}${when}.`;
}

/** The highest value, and when the first step with it begins. */
function highest(
  { clockStartUs }: ReportData,
  timeline: Timeline,
  values: Float64Array,
): { readonly most: number; readonly when: string } {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const when = wallClock(clockStartUs)(beginOfStep(timeline, values.indexOf(most)));
  return { most, when };
}
