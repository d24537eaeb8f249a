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

/** Each level so often, to the second. */
const levels = (...runs: readonly (readonly [level: number, times: number])[]) =>
  runs.flatMap(([level, times]) => Array.from({ length: times }, () => level));

describe('a change of level', () => {
  test('is where the ranks before and after differ most', () => {
    // Ranks 1 2 3 | 4 5 6: the statistic at 3 is |2 (1+2+3) - 3 x 7| = 9.
    const found = changePoint([1, 2, 3, 10, 11, 12])!;
    expect(found.at).toBe(3);
    expect(found.chance).toBeCloseTo(2 * Math.exp((-6 * 81) / (216 + 36)), 12);
  });

  test('does not exist in constant values, or in a single one', () => {
    expect(changePoint([5, 5, 5, 5])).toEqual({ at: 1, chance: 1 });
    expect(changePoint([5])).toBeUndefined();
  });
});

describe('drift', () => {
  test('is reported for a job that takes four times as long for the same data, with figures and the day', () => {
    const sessions = hourly([...around(100, 40), ...around(400, 30)], { dataBytes: 5e9 });
    expect(drift(sessions)).toMatchObject({
      kind: 'slower',
      sinceUs: 40 * HOUR_US,
      before: { sessions: 40, medianSeconds: 105, p95Seconds: 110, bytes: 5e9 },
      since: { sessions: 30, medianSeconds: 420, p95Seconds: 440, bytes: 5e9 },
      vm: { name: 'a', secondsBefore: 105, secondsSince: 420 },
    });
  });

  test('is reported for a slow rise without a step', () => {
    const sessions = hourly(Array.from({ length: 100 }, (_, row) => 100 + 5 * row));
    expect(drift(sessions)?.kind).toBe('slower');
  });

  test('is reported for a rebuilt system that takes a tenth of the time for the same data', () => {
    const sessions = hourly([...around(80, 40), ...around(8, 30)], { dataBytes: 1.5e9 });
    expect(drift(sessions)).toMatchObject({ kind: 'faster', sinceUs: 40 * HOUR_US });
  });

  test('is not reported if more data explains the change', () => {
    const more = hourly([...around(100, 40), ...around(400, 30)]).map((session, row) => ({
      ...session,
      dataBytes: row < 40 ? 5e9 : 20e9,
    }));
    expect(drift(more)).toBeUndefined();
  });

  test('is not reported if it has passed and the last increments are as before', () => {
    const passed = levels([100, 40], [400, 30], [100, LAST]);
    // The two levels are none the less, beyond all chance: of the last 40 increments 30 take four times as long.
    expect(changePoint(passed)).toMatchObject({ at: 40, chance: expect.closeTo(0, 6) });
    expect(drift(hourly(passed))).toBeUndefined();
    expect(drift(hourly(levels([100, 40], [400, 15])))).toMatchObject({ sinceUs: 40 * HOUR_US });
  });

  test('begins at a factor of 1.5, and if the data grew, too, at a quarter more than that explains', () => {
    const grown = (factor: number, data = 1) =>
      [...around(100, 30), ...around(100 * factor, 30)].map((seconds, hour) =>
        pastSession(hour, [{ vm: 'a', seconds }], { dataBytes: hour < 30 ? 1e9 : data * 1e9 }),
      );
    expect(drift(grown(1.5))?.kind).toBe('slower');
    expect(drift(grown(1.49))).toBeUndefined();
    expect(drift(grown(2.5, 2))?.kind).toBe('slower');
    expect(drift(grown(2.49, 2))).toBeUndefined();
    // Less data is no excuse for more time, and none for less would be needed.
    expect(drift(grown(1.5, 0.5))?.kind).toBe('slower');
  });

  test('ignores data if one of the levels has none', () => {
    const seconds = [...around(100, 30), ...around(160, 30)];
    const told = (isTold: (hour: number) => boolean) =>
      seconds.map((each, hour) =>
        pastSession(hour, [{ vm: 'a', seconds: each }], isTold(hour) ? { dataBytes: 1e9 } : {}),
      );
    const [first, later] = [drift(told((hour) => hour < 30)), drift(told((hour) => hour >= 30))];
    expect([first?.before.bytes, first?.since.bytes]).toEqual([1e9, undefined]);
    expect([later?.before.bytes, later?.since.bytes]).toEqual([undefined, 1e9]);
  });

  test('names the VM whose time changed most, not the one that takes longest, is new or comes last', () => {
    // 100 s become 160 s: of `large` 40 more, of `changed` 150 more, of `last` 1 more.
    const vms = (isSlow: boolean, hour: number) => [
      { vm: 'large', seconds: (isSlow ? 140 : 100) + (hour % 3) },
      { vm: 'changed', seconds: (isSlow ? 160 : 10) + (hour % 3) },
      ...(hour < 30 ? [] : [{ vm: 'new', seconds: 20 }]),
      { vm: 'last', seconds: isSlow ? 6 : 5 },
    ];
    const sessions = (slowSince: boolean) =>
      Array.from({ length: 60 }, (_, hour) => pastSession(hour, vms(hour >= 30 === slowSince, hour)));
    const [slower, faster] = [drift(sessions(true)), drift(sessions(false))];
    expect([slower?.kind, slower?.vm]).toEqual([
      'slower',
      { name: 'changed', secondsBefore: 11, secondsSince: 161 },
    ]);
    expect([faster?.kind, faster?.vm]).toEqual([
      'faster',
      { name: 'changed', secondsBefore: 161, secondsSince: 11 },
    ]);
  });

  test('names no VM if reports contain none', () => {
    const sessions = [...around(100, 30), ...around(200, 30)].map((seconds, hour) =>
      pastSession(hour, [], { seconds }),
    );
    expect(drift(sessions)).toMatchObject({ kind: 'slower', sinceUs: 30 * HOUR_US });
    expect(drift(sessions)).not.toHaveProperty('vm');
  });

  test('needs ten increments on either side', () => {
    expect(drift(hourly([100]))).toBeUndefined();
    const step = (before: number, since: number) => levels([100, before], [400, since]);
    // Chance alone would not refuse nine beside eighteen.
    for (const few of [step(18, 9), step(9, 18)]) {
      expect(changePoint(few)!.chance).toBeLessThan(0.001);
      expect(drift(hourly(few))).toBeUndefined();
    }
    for (const enough of [step(20, 10), step(10, 20)]) expect(drift(hourly(enough))?.kind).toBe('slower');
  });

  test('is hardly ever reported for a job whose increments vary without a change', () => {
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
