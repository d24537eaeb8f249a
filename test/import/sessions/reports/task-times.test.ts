import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PastSession } from '../../../../src/history/past-session.ts';
import { ASSUMED_WRITE, ASSUMED_WRITE_BYTES } from '../../../../src/import/assumed.ts';
import { collectFindings } from '../../../../src/import/findings.ts';
import { SESSIONS_CODES } from '../../../../src/import/sessions/codes.ts';
import { type TaskTime, taskTimes } from '../../../../src/import/sessions/reports/task-times.ts';
import { peakTasks } from '../../../../src/import/sessions/scenario/vm-access.ts';
import { HOUR_US, MINUTE_US, SECOND_US } from '../../../../src/units/civil-time.ts';
import { parseRate } from '../../../../src/units/parse-quantity.ts';
import { at, GB, imported, session, task } from '../past.ts';

const START = at(1, 22);
/** VMs that have taken so many seconds each. */
const lasting = (...seconds: number[]) => seconds.map((each, row) => task(`vm${row}`, { seconds: each }));

function timesOf(...sessions: PastSession[]) {
  const findings = collectFindings(SESSIONS_CODES);
  const times = taskTimes(sessions, findings);
  return {
    times,
    peak: peakTasks(times).get('hotadd') ?? 0,
    codes: findings.diagnostics().map(({ code }) => code),
  };
}
const minutes = (times: readonly TaskTime[]) =>
  times.map(({ startUs, endUs }) => [(startUs - START) / MINUTE_US, (endUs - START) / MINUTE_US]);

describe('when VMs were at work', () => {
  test('is assumed for more VMs than a function takes arguments', () => {
    const tasks = Array.from({ length: 150_000 }, (_, row) => task(`vm${row}`, { seconds: 1 }));
    expect(timesOf(session(START, { seconds: 150_000, tasks })).peak).toBe(1);
  });

  test('is what reports tell, whatever their session took', () => {
    const told = [
      task('a', { seconds: 120, startUs: START + HOUR_US }),
      task('b', { seconds: 60, endUs: START + HOUR_US }),
      task('c', { seconds: 0, startUs: START }),
    ];
    const { times, codes } = timesOf(session(START, { seconds: 60, tasks: told }));
    expect(minutes(times)).toEqual([
      [60, 62],
      [59, 60],
    ]);
    expect(codes).toEqual([]);
  });

  test('is assumed so that as few at a time as possible end with their session, in their order', () => {
    const tasks = lasting(180, 120, 60, 60, 60);
    // Eight minutes of work in three: on three slots 3, 2 + 1, 1 + 1; on two, 3 + 1 and 2 + 1 + 1.
    const three = timesOf(session(START, { seconds: 180, tasks }));
    expect(minutes(three.times)).toEqual([
      [0, 3],
      [0, 2],
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    const peaks = (seconds: number) => timesOf(session(START, { seconds, tasks })).peak;
    expect([180, 239, 240, 479, 480].map(peaks)).toEqual([3, 3, 2, 2, 1]);
    // A session that is shorter than its longest VM is not believed.
    expect(peaks(10)).toBe(3);
  });

  test('is assumed by the rate of the repository where sessions tell no length: 1 GB/s', () => {
    expect(parseRate(ASSUMED_WRITE)).toMatchObject({ ok: true, value: ASSUMED_WRITE_BYTES });
    // 100 VMs of a minute each read 300 GB, that is 50 MB/s each: 20 of them are 1 GB/s.
    const tasks = lasting(...Array.from({ length: 100 }, () => 60));
    const usual = timesOf(session(START, { dataBytes: 300 * GB, tasks }));
    expect([usual.peak, usual.codes]).toEqual([20, ['starts-by-rate']]);
    // At 1 GB/s each still as many as one proxy takes, and so where no bytes are told.
    expect(timesOf(session(START, { dataBytes: 6000 * GB, tasks })).peak).toBe(8);
    expect(timesOf(session(START, { tasks })).peak).toBe(8);
    // At next to nothing all of them.
    expect(timesOf(session(START, { dataBytes: 0, tasks })).peak).toBe(100);
  });

  test('is assumed to be over in eight hours, and before the job begins anew', () => {
    // 64 hours of work: eight at a time. 16 in four hours, 64 in one.
    const tasks = lasting(...Array.from({ length: 64 }, () => 3600));
    const peaks = (...hours: number[]) =>
      timesOf(
        ...[0, ...hours].map((hour) => session(START + hour * HOUR_US, { tasks: hour === 0 ? tasks : [] })),
      ).peak;
    expect([peaks(), peaks(24), peaks(4), peaks(1)]).toEqual([8, 8, 16, 64]);
  });

  test('is said to be assumed of jobs with more VMs in a session than one proxy takes, once each', () => {
    const many = lasting(...Array.from({ length: 9 }, () => 60));
    const codes = (...sessions: PastSession[]) => timesOf(...sessions).codes;
    expect(codes(session(START, { tasks: many.slice(1) }))).toEqual([]);
    expect(
      codes(session(START, { tasks: many, seconds: 540 }), session(START + HOUR_US, { tasks: many })),
    ).toEqual(['starts-by-session', 'starts-by-rate']);
    const written = imported([at(1, 22), at(2, 22)].map((us) => session(us, { tasks: many, seconds: 540 })));
    const [found] = written.diagnostics.filter(({ code }) => code === 'starts-by-session');
    expect(found?.message).toMatch(/: 1 \(Nightly\)$/);
    // One after the other: a proxy is enough.
    expect(written.scenarioYaml).toContain('8 slots in all');
  });
});

test('all begin with their session and end with it, and on one slot less they would not', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 1000 }), (seconds, told) => {
      const room = Math.max(told, ...seconds);
      const { times, peak } = timesOf(session(START, { seconds: told, tasks: lasting(...seconds) }));
      expect(times.map(({ startUs, endUs }) => (endUs - startUs) / SECOND_US)).toEqual(seconds);
      expect(Math.min(...times.map(({ startUs }) => startUs))).toBe(START);
      expect(Math.max(...times.map(({ endUs }) => endUs))).toBeLessThanOrEqual(START + room * SECOND_US);
      // Graham: each to the slot that is free first.
      const makespan = (slots: number) => {
        const free = Array.from({ length: slots }, () => 0);
        for (const each of seconds) free[free.indexOf(Math.min(...free))]! += each;
        return Math.max(...free);
      };
      if (peak > 1) expect(makespan(peak - 1)).toBeGreaterThan(room);
    }),
  );
});
