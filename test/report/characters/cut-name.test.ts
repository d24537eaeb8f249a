import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutName, cutNames, cutPath } from '../../../src/report/characters/cut-name.ts';

test('a name is cut at its end, and contains no marks that change the direction of text', () => {
  expect(cutName('x'.repeat(300))).toBe(`${'x'.repeat(23)}…`);
  expect(cutName('a\u202Eb\nc')).toBe('a\ufffdb\ufffdc');
});

test('a path keeps its beginning and its end', () => {
  // 14 before and 9 behind, of 24.
  expect(cutPath('backup-proxy-01.virtualization.example.com.cores', 24)).toBe('backup-proxy-0…com.cores');
});

/** As a terminal has it. */
function widthOf(name: string): number {
  return Array.from(name).reduce((sum, character) => sum + (character === '備' ? 2 : 1), 0);
}

describe('names below each other', () => {
  test('stay whole if they fit', () => {
    expect(cutNames(['px1', 'px2'], 3)).toEqual(['px1', 'px2']);
  });

  test('are cut at their ends if that keeps them distinct', () => {
    expect(cutNames(['px1.backup.example.com', 'px2.backup.example.com', 'vbr'], 8)).toEqual([
      'px1.bac…',
      'px2.bac…',
      'vbr',
    ]);
  });

  test('keep the part that differs: at the end, in the middle, or both', () => {
    // From 4 characters before the first difference on, and as much of the beginning as then has room, a third of 24 at least.
    expect(
      cutNames(['Nightly backup of all servers (job 1)', 'Nightly backup of all servers (job 2)'], 24),
    ).toEqual(['Nightly backup of…job 1)', 'Nightly backup of…job 2)']);
    expect(
      cutNames(
        ['datastore-vmfs-gold-tier-1.san.example.com', 'datastore-vmfs-gold-tier-2.san.example.com'],
        24,
      ),
    ).toEqual(['datastor…ier-1.san…e.com', 'datastor…ier-2.san…e.com']);
    const both = ['1 slots', '1 CPU', '2 slots', '2 CPU'].map((end) => {
      const [number, part] = end.split(' ');
      return `backup-proxy-0${number}.virtualization.example.com ${part}`;
    });
    expect(new Set(cutNames(both, 34)).size).toBe(4);
  });

  test('that are equal stay equal', () => {
    expect(cutNames(['abcdefghij', 'abcdefghij'], 6)).toEqual(['abcde…', 'abcde…']);
  });

  test('count wide characters as two columns', () => {
    // Four columns and the mark; a third character would make it seven.
    expect(cutNames(['備份備份備份'], 6)).toEqual(['備份…']);
    expect(cutNames(['備份備'], 6)).toEqual(['備份備']);
    expect(cutNames(['a備b份c備d'], 6)).toEqual(['a備b…']);
  });

  test('never exceed the width, and are whole if they fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60, unit: fc.constantFrom('a', 'b', '.', '1', '𝒳', '備') })),
        fc.integer({ min: 8, max: 40 }),
        (names, most) => {
          const cut = cutNames(names, most);
          expect(cut).toHaveLength(names.length);
          names.forEach((name, i) => {
            const length = widthOf(name);
            expect(widthOf(cut[i]!)).toBeLessThanOrEqual(most);
            if (length <= most) expect(cut[i]).toBe(name);
          });
        },
      ),
    );
  });
});
