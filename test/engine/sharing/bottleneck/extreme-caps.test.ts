import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExtremeCaps } from '../../../../src/engine/sharing/bottleneck/extreme-caps.ts';

const NEVER = Number.POSITIVE_INFINITY;

test('the lowest of no caps is Infinity and the highest -Infinity, also after there were some', () => {
  for (const [which, none] of [
    ['lowest', NEVER],
    ['highest', -NEVER],
  ] as const) {
    const caps = new ExtremeCaps(which);
    expect([caps.isKnown(3), caps.of(3)]).toEqual([true, none]);
    caps.add(3, 5);
    caps.remove(3, 5);
    expect([caps.isKnown(3), caps.of(3)]).toEqual([true, none]);
    caps.add(3, 7);
    expect(caps.of(3)).toBe(7);
  }
});

test('it is known for as long as a class has it, and must be searched for when none does', () => {
  const caps = new ExtremeCaps('lowest');
  for (const cap of [4, 4, 6]) caps.add(0, cap);
  caps.remove(0, 4);
  expect([caps.isKnown(0), caps.of(0)]).toEqual([true, 4]);
  caps.remove(0, 4);
  expect(caps.isKnown(0)).toBe(false);
  // A new cap does not make it known: another one may be lower.
  caps.add(0, 5);
  expect(caps.isKnown(0)).toBe(false);
  caps.seek(0, [6, 5]);
  expect([caps.isKnown(0), caps.of(0)]).toEqual([true, 5]);
});

describe('whichever classes come and go', () => {
  const step = fc.tuple(fc.boolean(), fc.constantFrom(0, 1, 2, 2, 3, NEVER), fc.nat(), fc.nat(40));
  test.each(['lowest', 'highest'] as const)('the %s is that of the classes that are there', (which) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const caps = new ExtremeCaps(which);
        const there: number[][] = Array.from({ length: 41 }, () => []);
        for (const [comes, cap, pick, row] of steps) {
          caps.reserve(row + 1);
          const here = there[row]!;
          if (comes) {
            caps.add(row, cap);
            here.push(cap);
          } else if (here.length > 0) caps.remove(row, here.splice(pick % here.length, 1)[0]!);
          if (!caps.isKnown(row)) caps.seek(row, here);
          expect(caps.of(row)).toBe(which === 'lowest' ? Math.min(...here) : Math.max(...here));
          expect(caps.count[row]).toBe(here.length);
        }
      }),
      { seed: 16, numRuns: 150 },
    );
  });
});
