import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changePoint } from '../../src/history/change-point.ts';
import { driftOf } from '../../src/history/drift.ts';
import { incrementsByJob } from '../../src/history/increments.ts';
import type { PastSession } from '../../src/history/past-session.ts';
import { HOUR_US } from '../../src/units/civil-time.ts';
import { hourly, pastSession } from './past-sessions.ts';

const LAST = 10;
const drift = (sessions: readonly PastSession[]) => driftOf(incrementsByJob(sessions).get('apps')!, LAST);
/** So often, with a little that is never the same. */
const around = (level: number, times: number) =>
  Array.from({ length: times }, (_, row) => (level * (100 + ((row * 7) % 11))) / 100);

describe('a change of level', () => {
  test('lies where the ranks before and after differ most', () => {
    // Ranks 1 2 3 | 4 5 6: the statistic at 3 is |2 (1+2+3) - 3 x 7| = 9.
    const found = changePoint([1, 2, 3, 10, 11, 12])!;
    expect(found.at).toBe(3);
    expect(found.chance).toBeCloseTo(2 * Math.exp((-6 * 81) / (216 + 36)), 12);
  });

  test('is nowhere in values that are all the same, and in one value', () => {
    expect(changePoint([5, 5, 5, 5])).toEqual({ at: 1, chance: 1 });
    expect(changePoint([5])).toBeUndefined();
  });
});

describe('drift', () => {
  test('is told of a job that takes four times as long for the same data, with figures and the day', () => {
    const sessions = hourly([...around(100, 40), ...around(400, 30)], { dataBytes: 5e9 });
    expect(drift(sessions)).toMatchObject({
      kind: 'slower',
      sinceUs: 40 * HOUR_US,
      before: { sessions: 40, medianSeconds: 105, p95Seconds: 110, bytes: 5e9 },
      since: { sessions: 30, medianSeconds: 420, p95Seconds: 440, bytes: 5e9 },
      vm: { name: 'a', secondsBefore: 105, secondsSince: 420 },
    });
  });

  test('is told of a slow rise without a step', () => {
    const sessions = hourly(Array.from({ length: 100 }, (_, row) => 100 + 5 * row));
    expect(drift(sessions)?.kind).toBe('slower');
  });

  test('is told of a rebuilt system that takes a tenth of the time for the same data', () => {
    const sessions = hourly([...around(80, 40), ...around(8, 30)], { dataBytes: 1.5e9 });
    expect(drift(sessions)).toMatchObject({ kind: 'faster', sinceUs: 40 * HOUR_US });
  });

  test('is not what more data explains', () => {
    const more = hourly([...around(100, 40), ...around(400, 30)]).map((session, row) => ({
      ...session,
      dataBytes: row < 40 ? 5e9 : 20e9,
    }));
    expect(drift(more)).toBeUndefined();
  });

  test('is not what has passed: the last increments are as ever', () => {
    const sessions = hourly([...around(100, 60), ...around(400, 12), ...around(100, LAST)]);
    expect(drift(sessions)).toBeUndefined();
  });

  test('names the VM that takes so much longer', () => {
    const sessions = Array.from({ length: 60 }, (_, hour) =>
      pastSession(hour, [
        { vm: 'steady', seconds: 90 + (hour % 5) },
        { vm: 'slow', seconds: (hour < 30 ? 50 : 600) + (hour % 7) },
      ]),
    );
    expect(drift(sessions)?.vm?.name).toBe('slow');
  });

  test('needs ten increments on either side', () => {
    expect(drift(hourly([...around(100, 40), ...around(400, 9)]))).toBeUndefined();
  });

  test('is hardly ever told of a job whose increments vary and stay what they are', () => {
    // Around 100 s with a spread of about 1.5 times, up and down.
    const noise = fc.array(
      fc.tuple(...Array.from({ length: 6 }, () => fc.double({ min: 0, max: 1, noNaN: true }))),
      {
        minLength: 30,
        maxLength: 150,
      },
    );
    fc.assert(
      fc.property(noise, (draws) => {
        const seconds = draws.map((six) => 100 * Math.exp(0.6 * (six.reduce((a, b) => a + b, 0) - 3)));
        expect(drift(hourly(seconds))).toBeUndefined();
      }),
    );
  });
});
