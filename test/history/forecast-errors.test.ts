import { describe, expect, test } from 'vitest';
import { forecastSeconds } from '../../src/history/forecast.ts';
import { compareForecasts, walkForward } from '../../src/history/forecast-errors.ts';
import { incrementsByJob } from '../../src/history/increments.ts';
import { HOUR_US } from '../../src/units/civil-time.ts';
import { hourly, pastSession } from './past-sessions.ts';

/** 30 s and 10 s per GB; 1 GB changes an hour. */
const covering = (hours: readonly number[]) => {
  let at = 0;
  return incrementsByJob([
    pastSession(0, [{ vm: 'a', seconds: 30, readBytes: 0 }]),
    ...hours.map((hour) => {
      at += hour;
      return pastSession(at, [{ vm: 'a', seconds: 30 + 10 * hour, readBytes: hour * 1e9 }]);
    }),
  ]).get('apps')!;
};

describe('a forecast', () => {
  test('takes what changes in the time that the increment covers, and what reading that takes', () => {
    const before = covering([1, 2, 3, 4, 5]);
    expect(forecastSeconds(before, [{ vm: 'a', sinceUs: 10 * HOUR_US }])).toBeCloseTo(130, 9);
  });

  test('is the median of what the VM took where no line is told, or not what time is to be covered', () => {
    const before = incrementsByJob(hourly([10, 20, 90])).get('apps')!;
    expect(forecastSeconds(before, [{ vm: 'a', sinceUs: HOUR_US }])).toBe(20);
    // 30, 40, 50, 60, 70 and 80 s.
    expect(forecastSeconds(covering([1, 2, 3, 4, 5]), [{ vm: 'a' }])).toBe(55);
    // Three tasks with bytes are too few for a line: 30, 40 and 50 s.
    expect(forecastSeconds(covering([1, 2]), [{ vm: 'a', sinceUs: 10 * HOUR_US }])).toBe(40);
  });

  test('is the usual longest of an increment, not the longest of what its VMs usually take', () => {
    // Each of the two takes 10 s in two of three increments, and one of them 50 s in the first two.
    const sessions = [
      [50, 10],
      [10, 50],
      [10, 10],
    ].map(([a, b], hour) =>
      pastSession(hour, [
        { vm: 'a', seconds: a! },
        { vm: 'b', seconds: b! },
      ]),
    );
    expect(forecastSeconds(incrementsByJob(sessions).get('apps')!, [{ vm: 'a' }, { vm: 'b' }])).toBe(50);
  });

  test('takes what a VM has read from its seconds where reports have bytes of sessions alone', () => {
    const before = incrementsByJob(
      covering([1, 2, 3, 4, 5]).map(({ session: { startUs }, parts: [part] }) =>
        pastSession(startUs / HOUR_US, [{ vm: 'a', seconds: part!.seconds }], {
          dataBytes: part!.readBytes!,
        }),
      ),
    ).get('apps')!;
    expect(forecastSeconds(before, [{ vm: 'a', sinceUs: 10 * HOUR_US }])).toBeCloseTo(130, 9);
  });

  test('of an increment that lacked a VM, this one counts with its usual time', () => {
    // b: 40, 44 and 60 s, usually 44; without it the last two would say 10 s.
    const sessions = [40, 44, 60, undefined, undefined].map((seconds, hour) =>
      pastSession(hour, [{ vm: 'a', seconds: 10 }, ...(seconds === undefined ? [] : [{ vm: 'b', seconds }])]),
    );
    const before = incrementsByJob(sessions).get('apps')!;
    expect(forecastSeconds(before, [{ vm: 'a' }, { vm: 'b' }])).toBe(44);
  });

  test('is that of the longest VM; one that nobody has seen adds nothing', () => {
    const sessions = [0, 1].map((hour) =>
      pastSession(hour, [
        { vm: 'a', seconds: 10 },
        { vm: 'b', seconds: 40 },
      ]),
    );
    const before = incrementsByJob(sessions).get('apps')!;
    expect(forecastSeconds(before, [{ vm: 'a' }, { vm: 'b' }, { vm: 'new' }])).toBe(40);
    expect(forecastSeconds(before, [{ vm: 'a' }])).toBe(10);
    expect(forecastSeconds(before, [{ vm: 'new' }])).toBeUndefined();
  });
});

describe('walking forward', () => {
  test('forecasts each increment from the ones before it, and from no other', () => {
    const increments = incrementsByJob(hourly([10, 20, 30, 40, 50])).get('apps')!;
    expect(walkForward(increments, 3)).toEqual([
      { actual: 40, forecast: 20, rollingMedian: 20 },
      { actual: 50, forecast: 30, rollingMedian: 30 },
    ]);
  });

  test('says nothing of an increment before which there were fewer, of one that took no time, and of VMs that are new', () => {
    const walked = (seconds: readonly number[]) =>
      walkForward(incrementsByJob(hourly(seconds)).get('apps')!, 3).map(({ actual }) => actual);
    expect(walked([10, 20, 30])).toEqual([]);
    expect(walked([10, 20, 30, 0, 50])).toEqual([50]);
    const another = pastSession(3, [{ vm: 'new', seconds: 40 }]);
    expect(walkForward(incrementsByJob([...hourly([10, 20, 30]), another]).get('apps')!, 3)).toEqual([]);
  });

  test('tells errors as shares of what came, and the total', () => {
    const forecasts = [
      { actual: 100, forecast: 90, rollingMedian: 50 },
      { actual: 200, forecast: 260, rollingMedian: 100 },
      { actual: 100, forecast: 150, rollingMedian: 50 },
    ];
    expect(compareForecasts(forecasts)).toEqual({
      sessions: 3,
      forecast: { medianError: 0.3, p90Error: 0.5, total: 1.25 },
      rollingMedian: { medianError: 0.5, p90Error: 0.5, total: 0.5 },
    });
    expect(compareForecasts([])).toBeUndefined();
  });

  test('a model with bytes beats the median of durations where what an increment covers differs', () => {
    const hours = Array.from({ length: 40 }, (_, row) => 1 + (row % 7));
    const found = compareForecasts(walkForward(covering(hours), 10))!;
    expect(found.forecast.p90Error).toBeLessThan(1e-9);
    expect(found.rollingMedian.p90Error).toBeGreaterThan(0.3);
  });
});
