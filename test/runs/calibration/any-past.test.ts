import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PastSession } from '../../../src/history/past-session.ts';
import { calibrateScenario } from '../../../src/runs/calibration/calibration.ts';
import { DAY_US, HOUR_US } from '../../../src/units/civil-time.ts';
import { randomScenario, textOf } from '../../helpers/random-scenario.ts';
import { sourcesOf } from '../../helpers/swept.ts';

/** The first one, and now and then another. */
const mostly = <const T>(usual: T, ...others: readonly T[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** Also nothing, next to nothing, and more than any disk has. */
const bytes = fc.oneof(fc.constantFrom(0, 1, 1e15), fc.integer({ min: 1e6, max: 1e12 }));
const seconds = fc.oneof(fc.constantFrom(0, 0.001), fc.double({ min: 1, max: 1e5, noNaN: true }));

const task = fc.record(
  {
    vm: fc.constantFrom('vm1', 'VM2', 'vm3', 'vm4', 'gone'),
    result: mostly('success', 'warning', 'failed'),
    kind: mostly('incremental', 'full'),
    mode: mostly('hotadd', 'nbd', 'san', 'storage-snapshot', 'on-host'),
    seconds,
    readBytes: bytes,
  },
  { requiredKeys: ['vm', 'result', 'seconds'] },
);

const session = fc.record(
  {
    job: mostly('JOB1', 'job2', 'job9'),
    hoursLater: fc.integer({ min: 0, max: 60 }),
    result: mostly('success', 'warning', 'failed'),
    kind: mostly('incremental', 'full'),
    isRetry: mostly(false, true),
    seconds,
    dataBytes: bytes,
    backupBytes: bytes,
    tasks: fc.uniqueArray(task, { maxLength: 5, selector: ({ vm }) => vm }),
  },
  { requiredKeys: ['job', 'hoursLater', 'result', 'isRetry', 'tasks'] },
);

const past = fc.array(session, { minLength: 1, maxLength: 60 }).map((drawn) => {
  let startUs = 20_000 * DAY_US;
  return drawn.map(({ hoursLater, ...said }): PastSession => {
    startUs += hoursLater * HOUR_US;
    return { ...(said as Omit<PastSession, 'startUs'>), startUs };
  });
});

test('whatever the past, the fitted scenario runs, and all its figures are finite', () => {
  fc.assert(
    fc.property(randomScenario, past, fc.integer({ min: 1, max: 12 }), (scenario, sessions, last) => {
      const result = calibrateScenario(sourcesOf(textOf(scenario)), sessions, { last });
      if (!result.ok)
        throw new Error(result.diagnostics.map(({ message, path }) => `${path}: ${message}`).join('\n'));
      // What JSON cannot say comes back as null.
      const told = JSON.parse(JSON.stringify(result.value.jobs.map(({ check: _, ...job }) => job)));
      expect(JSON.stringify(told)).not.toContain('null');
    }),
    { numRuns: 40 },
  );
});
