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
  test('scales the changed data to the time that the increment covers, and converts it to a duration', () => {
    const before = covering([1, 2, 3, 4, 5]);
    expect(forecastSeconds(before, [{ vm: 'a', sinceUs: 10 * HOUR_US }])).toBeCloseTo(130, 9);
  });

  test('is the median of what the VM took if there is no line, or the time to cover is unknown', () => {
    const before = incrementsByJob(hourly([10, 20, 90])).get('apps')!;
    expect(forecastSeconds(before, [{ vm: 'a', sinceUs: HOUR_US }])).toBe(20);
    // 30, 40, 50, 60, 70 and 80 s.
    expect(forecastSeconds(covering([1, 2, 3, 4, 5]), [{ vm: 'a' }])).toBe(55);
    // Three tasks with bytes are too few for a line: 30, 40 and 50 s.
    expect(forecastSeconds(covering([1, 2]), [{ vm: 'a', sinceUs: 10 * HOUR_US }])).toBe(40);
  });

  test("is the usual longest duration of an increment, not the longest of its VMs' usual durations", () => {
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

  test('derives what a VM read from its seconds if reports have only bytes of sessions', () => {
    const before = incrementsByJob(
      covering([1, 2, 3, 4, 5]).map(({ session: { startUs }, parts: [part] }) =>
        pastSession(startUs / HOUR_US, [{ vm: 'a', seconds: part!.seconds }], {
          dataBytes: part!.readBytes!,
        }),
      ),
    ).get('apps')!;
    expect(forecastSeconds(before, [{ vm: 'a', sinceUs: 10 * HOUR_US }])).toBeCloseTo(130, 9);
  });

  test('for an increment that lacked a VM uses the usual time of that VM', () => {
    // b: 40, 44 and 60 s, usually 44; without it the last two would say 10 s.
    const sessions = [40, 44, 60, undefined, undefined].map((seconds, hour) =>
      pastSession(hour, [{ vm: 'a', seconds: 10 }, ...(seconds === undefined ? [] : [{ vm: 'b', seconds }])]),
    );
    const before = incrementsByJob(sessions).get('apps')!;
    expect(forecastSeconds(before, [{ vm: 'a' }, { vm: 'b' }])).toBe(44);
  });

  test('is that of the longest VM; a VM never seen before adds nothing', () => {
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

  test('gives nothing for an increment with too few before it, for one that took no time, and for new VMs only', () => {
    const walked = (seconds: readonly number[]) =>
      walkForward(incrementsByJob(hourly(seconds)).get('apps')!, 3).map(({ actual }) => actual);
    expect(walked([10, 20, 30])).toEqual([]);
    expect(walked([10, 20, 30, 0, 50])).toEqual([50]);
    const another = pastSession(3, [{ vm: 'new', seconds: 40 }]);
    expect(walkForward(incrementsByJob([...hourly([10, 20, 30]), another]).get('apps')!, 3)).toEqual([]);
  });

  test('gives errors as shares of the actual values, and the total', () => {
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

  test('a model with bytes beats the median of durations if increments cover different times', () => {
    const hours = Array.from({ length: 40 }, (_, row) => 1 + (row % 7));
    const found = compareForecasts(walkForward(covering(hours), 10))!;
    expect(found.forecast.p90Error).toBeLessThan(1e-9);
    expect(found.rollingMedian.p90Error).toBeGreaterThan(0.3);
  });
});
