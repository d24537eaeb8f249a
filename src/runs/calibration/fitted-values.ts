import type { FittedValue, ModeFit } from '../../history/calibration.ts';
import { reductionOf } from '../../history/reduction.ts';
import type { Model } from '../../model/model.ts';
import { counted } from '../../units/counted.ts';
import { formatDuration, formatRate } from '../../units/format-quantity.ts';
import { coreRate } from './core-rate.ts';
import { shorterOverheads, vmPrepareUs } from './fixed-times.ts';
import type { MatchedJob } from './matched-jobs.ts';
import type { ModeFits } from './mode-fits.ts';
import { durationText, ratioText } from './value-text.ts';

/** Fitted modes, cores, overheads and preparation times of VMs; only values that change. */
export function taskValues(model: Model, modes: ModeFits, jobs: readonly MatchedJob[]): FittedValue[] {
  return [
    ...profileValue(model, modes, jobs),
    ...modes.fits.map((fit) => perTask(model, fit)),
    ...fixedTimes(model, modes, jobs),
  ].filter(({ was, value }) => value !== was);
}

/** Cores slower than in reality would hold the tasks back, so they become as fast as the fastest mode needs. */
function profileValue(model: Model, { fits, linesOf }: ModeFits, jobs: readonly MatchedJob[]): FittedValue[] {
  const needs = jobs.flatMap((job) =>
    fits
      .filter(({ mode }) => linesOf(job).has(mode))
      .map((fit) => ({ fit, times: fit.bytesPerSecond / coreRate(model, job.row) })),
  );
  const [most] = needs.sort((a, b) => b.times - a.times);
  if (most === undefined || most.times <= 1) return [];
  const { name, full, incremental } = model.scenario.profile;
  const raised = incremental * most.times;
  return [
    {
      path: 'profile',
      subject: { kind: 'tasks' },
      was: formatRate(incremental),
      short: formatRate(raised),
      value: `{ name: calibrated, full: ${formatRate(Math.max(full, raised))}, incremental: ${formatRate(raised)} }`,
      from: `tasks by ${most.fit.mode} are faster than ${name}`,
    },
  ];
}

function perTask(model: Model, { mode, kind, bytesPerSecond, points, of }: ModeFit): FittedValue {
  const from = `${points} ${of}`;
  return {
    path: `transport.${mode}.perTask`,
    subject: { kind: 'tasks' },
    was: formatRate(model.scenario.transport[mode].perTask),
    value: formatRate(bytesPerSecond),
    from: kind === 'line' ? `slope of ${from}` : `${from}, fixed time assumed`,
  };
}

function fixedTimes(model: Model, modes: ModeFits, jobs: readonly MatchedJob[]): FittedValue[] {
  const before = model.scenario.overheads;
  const shorter = shorterOverheads(before, modes, jobs);
  const overheads = { ...before, ...Object.fromEntries(shorter) };
  return [
    ...Array.from(
      shorter,
      ([field, us]): FittedValue => ({
        path: `overheads.${field}`,
        subject: { kind: 'tasks' },
        was: formatDuration(before[field]),
        value: durationText(us),
        from: 'tasks that end sooner than that',
      }),
    ),
    ...jobs.flatMap((job) => {
      const us = vmPrepareUs(overheads, modes, job);
      if (us === undefined) return [];
      const was = formatDuration(job.row.vmPrepareUs);
      const from = `${counted(job.recent.length, 'increment')}, the rest of their fixed time`;
      return [{ ...ofJob(job, 'vmPrepare'), was, value: durationText(us), from }];
    }),
  ];
}

function ofJob(
  { row: { name: job } }: MatchedJob,
  field: 'vmPrepare' | 'compressionRatio',
): Pick<FittedValue, 'path' | 'subject'> {
  return { path: `jobs.${job}.${field}`, subject: { kind: 'job', job, field } };
}

/** The ratio of sent to read data, for each job. */
export function ratioValues(jobs: readonly MatchedJob[]): FittedValue[] {
  return jobs.flatMap((job) => {
    const { row, recent } = job;
    const ratio = reductionOf(recent.map(({ session }) => session));
    if (ratio === undefined) return [];
    const was = ratioText(row.declaration.compressionRatio);
    const value = ratioText(Math.min(ratio, MOST_RATIO));
    const from = counted(recent.length, 'increment');
    return value === was ? [] : [{ ...ofJob(job, 'compressionRatio'), was, value, from }];
  });
}

/** The largest ratio that the scenario format accepts. */
const MOST_RATIO = 2;
