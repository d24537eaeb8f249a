import { expect, test } from 'vitest';
import { checkWithin, holdsFor } from '../law.ts';
import { nightOf } from '../night.ts';

/** Relative. */
const TOLERANCE = 1e-9;

test('no capacity is used past what it gives: every solve is certified, and so is every step of the clock', () => {
  holdsFor({ runs: 180 }, (data) => {
    const { trace, run } = nightOf(data);
    // All bytes of a transfer count, and its end is rounded to a whole microsecond: half a one too early at most.
    let ends = 0;
    for (const record of trace) {
      if (record.kind === 'transfer-ended') ends++;
      if (record.kind !== 'sample') continue;
      const most = record.stepUs * (1 + TOLERANCE) + ends * 0.5;
      for (const busy of record.busySeconds) checkWithin(0, busy * 1e6, most, `busy time by ${record.at}`);
      ends = 0;
    }
    for (const { resource, value } of run.utilisation) {
      if (!resource.startsWith('tasks.')) checkWithin(0, value, 1, resource);
    }
  });
});

test('the steps of the clock add up to the whole', () => {
  holdsFor({ runs: 90 }, (data) => {
    const { trace, end } = nightOf(data);
    const sums = end.busySeconds.map(() => 0);
    for (const record of trace) {
      if (record.kind !== 'sample') continue;
      record.busySeconds.forEach((busy, resource) => {
        sums[resource]! += busy;
      });
    }
    end.busySeconds.forEach((busy, resource) => {
      expect(sums[resource]).toBeCloseTo(busy, 6);
    });
  });
});

test('the load line of a task and a session is a share', () => {
  holdsFor({ runs: 90 }, (data) => {
    const { trace, run } = nightOf(data);
    const shares = trace.flatMap((record) => (record.kind === 'transfer-ended' ? record.busy : []));
    const lines = run.sessions.flatMap(({ load }) => Object.values(load));
    for (const share of [...shares, ...lines]) checkWithin(0, share, 1, 'busy share');
  });
});
