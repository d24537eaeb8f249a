import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsWith } from '../law.ts';
import { runNight } from '../night.ts';

const AMOUNT = /^(\d+) (GB|MB\/s|GB\/s|Gbit\/s)$/;

/** Multiplies every amount and every rate; memory is neither: what a task needs of it is fixed. */
function scaled<T>(value: T, factor: number): T {
  const text = JSON.stringify(value, (key, field: unknown) => {
    if (key === 'ram' || typeof field !== 'string') return field;
    return field.replace(AMOUNT, (_, amount: string, unit: string) => `${Number(amount) * factor} ${unit}`);
  });
  return JSON.parse(text) as T;
}

/**
 * Without overheads, a consolidation rate or a guide's profile, which do not scale along; and each disk read once, after
 * exactly a day or in full, so that its whole bytes scale exactly, too.
 */
function scalable(data: ScenarioData): ScenarioData {
  return {
    ...data,
    clock: { horizon: '20h' },
    overheads: 'none',
    profile: { full: '90 MB/s', incremental: '40 MB/s' },
    blockGrowth: undefined,
    vms: data.vms.map((vm) => ({ ...vm, lastBackup: undefined })),
    jobs: data.jobs.map((job, n) => ({ ...job, schedule: n === 0 ? undefined : { start: `${n} min` } })),
  };
}

test('scaling all sizes and all rates by a power of two changes no time at all', () => {
  const powers = fc.constantFrom(2, 4, 64);
  holdsWith({ runs: 150, given: scalable }, powers, (data, factor) => {
    const { run, trace } = runNight(data);
    const { run: other, trace: otherTrace } = runNight(scaled(data, factor));
    expect(otherTrace.map(({ at, kind }) => `${at} ${kind}`)).toEqual(
      trace.map(({ at, kind }) => `${at} ${kind}`),
    );
    expect(other.summary.fingerprint).toBe(run.summary.fingerprint);
    expect(other.summary.waits).toEqual(run.summary.waits);
    const successes = ({ tasks }: typeof run) => tasks.filter(({ result }) => result === 'success');
    const read = successes(run).map(({ readBytes }) => readBytes * factor);
    expect(successes(other).map(({ readBytes }) => readBytes)).toEqual(read);
  });
});
