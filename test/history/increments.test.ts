import { describe, expect, test } from 'vitest';
import { incrementsByJob, WHOLE_JOB } from '../../src/history/increments.ts';
import { HOUR_US } from '../../src/units/civil-time.ts';
import { pastSession } from './past-sessions.ts';

function apps(...sessions: Parameters<typeof incrementsByJob>[0]) {
  return incrementsByJob(sessions).get('apps')!;
}

describe('ordinary increments', () => {
  test('are ordered by time, whatever the order of the report', () => {
    const late = pastSession(8, [{ vm: 'a', seconds: 1 }]);
    const early = pastSession(4, [{ vm: 'a', seconds: 2 }]);
    expect(apps(late, early).map(({ seconds }) => seconds)).toEqual([2, 1]);
  });

  test('take as long as their longest task', () => {
    const session = pastSession(0, [
      { vm: 'a', seconds: 10 },
      { vm: 'b', startUs: 5_000_000, endUs: 30_000_000 },
    ]);
    expect(apps(session)[0]!.seconds).toBe(25);
  });

  test('exclude fulls, retries, failures, and sessions of unknown duration', () => {
    const seconds = 10;
    const none = [
      pastSession(0, [{ vm: 'a', seconds }], { kind: 'full' }),
      pastSession(1, [{ vm: 'a', seconds }], { isRetry: true }),
      pastSession(2, [{ vm: 'a', seconds }], { result: 'failed' }),
      pastSession(3, [{ vm: 'a', seconds, kind: 'full' }]),
      pastSession(4, [{ vm: 'a', seconds, result: 'failed' }], { result: 'warning' }),
      pastSession(5, [{ vm: 'a' }]),
      pastSession(5, [{ vm: 'a', startUs: 5_000_000 }]),
      pastSession(5, [{ vm: 'a', endUs: 5_000_000 }]),
      pastSession(6, []),
    ];
    expect(apps(...none)).toEqual([]);
  });

  test('cover the time since the last restore point of the VM, which fulls and retries make and failures do not', () => {
    const [first, , , last] = [
      pastSession(0, [{ vm: 'a', seconds: 1 }]),
      pastSession(10, [{ vm: 'a', seconds: 1 }], { kind: 'full' }),
      pastSession(20, [{ vm: 'a', seconds: 1, result: 'failed' }], { result: 'failed' }),
      pastSession(24, [
        { vm: 'a', seconds: 1 },
        { vm: 'new', seconds: 1 },
      ]),
    ];
    const all = apps(
      first!,
      pastSession(10, [{ vm: 'a', seconds: 1 }], { kind: 'full' }),
      pastSession(20, [{ vm: 'a', seconds: 1, result: 'failed' }], { result: 'failed' }),
      last!,
    );
    expect(all.map(({ parts }) => parts.map(({ sinceUs }) => sinceUs))).toEqual([
      [undefined],
      [14 * HOUR_US, undefined],
    ]);
  });

  test('cover the time since a failed session for the VMs that succeeded in it', () => {
    const found = apps(
      pastSession(0, [
        { vm: 'a', seconds: 1 },
        { vm: 'b', seconds: 1 },
      ]),
      pastSession(
        20,
        [
          { vm: 'a', seconds: 1 },
          { vm: 'b', seconds: 1, result: 'failed' },
        ],
        { result: 'failed' },
      ),
      pastSession(24, [
        { vm: 'a', seconds: 1 },
        { vm: 'b', seconds: 1 },
      ]),
    );
    expect(found[1]!.parts.map(({ sinceUs }) => sinceUs)).toEqual([4 * HOUR_US, 24 * HOUR_US]);
  });

  test('cover an unknown time if two sessions start at once', () => {
    const found = apps(...[0, 0].map((hour) => pastSession(hour, [{ vm: 'a', seconds: 1 }])));
    expect(found.map(({ parts }) => 'sinceUs' in parts[0]!)).toEqual([false, false]);
  });

  test('are kept apart by job: another job of the same VM makes restore points of its own', () => {
    const other = pastSession(1, [{ vm: 'a', seconds: 1 }], { job: 'other' });
    const found = apps(
      pastSession(0, [{ vm: 'a', seconds: 1 }]),
      other,
      pastSession(4, [{ vm: 'a', seconds: 1 }]),
    );
    expect(found[1]!.parts[0]!.sinceUs).toBe(4 * HOUR_US);
  });

  test('of reports without tasks have one part for all VMs, with the data of the session', () => {
    const said = { seconds: 60, dataBytes: 5e9 };
    const failed = pastSession(20, [], { ...said, result: 'failed' });
    expect(apps(pastSession(0, [], said), failed, pastSession(24, [], said))[1]).toMatchObject({
      seconds: 60,
      parts: [{ vm: WHOLE_JOB, seconds: 60, sinceUs: 24 * HOUR_US, readBytes: 5e9 }],
    });
  });
});
