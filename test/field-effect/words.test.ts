import { describe, expect, test } from 'vitest';
import { FAULT_NIGHTS, QUIET } from './cases/fault-nights.ts';
import { WORDS } from './cases/words.ts';
import { resultOf } from './result.ts';

/** Words whose nights come to the same, together; in the order of the words. */
function groupsOf(nights: Readonly<Record<string, Parameters<typeof resultOf>[0]>>): string[] {
  const groups = new Map<string, string[]>();
  for (const [word, night] of Object.entries(nights)) {
    const result = resultOf(night);
    groups.set(result, [...(groups.get(result) ?? []), word]);
  }
  return [...groups.values()].map((words) => words.join(' '));
}

describe('each keyword of a field gives a different result, except synonyms', () => {
  test.each(WORDS.map((words) => [words.at, words] as const))('%s', (_at, { nights, groups }) => {
    expect(groupsOf(nights)).toEqual(groups ?? Object.keys(nights));
  });
});

describe('a fault of each kind changes the result', () => {
  test.each(Object.entries(FAULT_NIGHTS))('%s', (_kind, faults) => {
    const [before, more] = faults.length > 1 ? [faults.slice(0, -1), faults] : [[], faults];
    expect(resultOf({ ...QUIET, faults: more })).not.toBe(resultOf({ ...QUIET, faults: before }));
  });
});
