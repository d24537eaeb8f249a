import { describe, expect, test } from 'vitest';
import {
  acceptedLog,
  divergenceOf,
  ownPolicy,
  partingOf,
  recorded,
  shippedScenario,
} from '../../helpers/parting.ts';
import { FAULTS, ONE_SLOT_TOO_MANY } from '../../helpers/scheduler-faults.ts';

const CASES = FAULTS.flatMap(({ name, breaks, caughtBy }) =>
  caughtBy.map((scenario) => ({ name, breaks, scenario })),
);

describe('a broken scheduler is caught by the accepted results, at its first wrong decision', () => {
  test.each(CASES)('it $name: $scenario', ({ breaks, scenario: name }) => {
    const scenario = shippedScenario(name);
    const policy = breaks(ownPolicy(scenario));
    const right = recorded(scenario);
    const wrong = recorded(scenario, { policy });
    expect(wrong.fingerprint).not.toBe(right.fingerprint);

    const divergence = divergenceOf(acceptedLog(name), wrong.log, { scenario, options: { policy } })!;
    // Found without names, logs or files: where the hashes of the two traces part.
    const parting = partingOf(right.trace, wrong.trace)!;
    const times = [parting.one, parting.other].flatMap((record) => (record ? [record.at] : []));
    expect(divergence).toMatchObject({ index: parting.index, atSeconds: Math.min(...times) / 1e6 });
    expect(divergence.changed.length).toBeGreaterThan(0);
    const isPlacement = [parting.one, parting.other].some((record) => record?.kind === 'task-started');
    expect(divergence.why.length > 0).toBe(isPlacement);
  });

  test('there are at least a dozen', () => {
    expect(new Set(FAULTS.map(({ breaks }) => breaks)).size).toBeGreaterThanOrEqual(12);
  });

  test('one that takes a slot that does not exist is stopped at once', () => {
    const scenario = shippedScenario('study/affinity');
    const policy = ONE_SLOT_TOO_MANY(ownPolicy(scenario));
    expect(() => recorded(scenario, { policy })).toThrow(/has no free slot/);
  });
});
