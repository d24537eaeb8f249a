import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { speedUpCurves } from '../../src/experiment/designs/speed-up.ts';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { sweepData } from '../../src/report/sweep/build-sweep-data.ts';
import { sweepText } from '../../src/report/sweep/text.ts';
import { terminalWidth } from '../../src/report/text/line-width.ts';
import { textTable } from '../../src/report/text/table.ts';
import { night } from '../helpers/night.ts';
import { swept } from '../helpers/swept.ts';

describe('a table wider than the terminal', () => {
  const head = (name: string, saysMore = false) => ({ head: name, saysMore });

  test('is split into parts, each with the first column; columns that belong together are not separated', () => {
    const wide = 'x'.repeat(48);
    const columns = [head('name'), head('a'), head('more', true), head('b'), head('more', true)];
    // 2, 4 and 2, and twice 48 with 2 between: 106. With b it would be 156.
    expect(textTable(columns, [['one', wide, wide, wide, 'y']], PLAIN)).toEqual([
      `name    a${' '.repeat(49)}more`,
      `  one   ${wide}  ${wide}`,
      `name    b${' '.repeat(49)}more`,
      `  one   ${wide}  y`,
    ]);
  });

  test('fits, with any number of columns and names of any length, including wide characters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(60, 80, 100, 120),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.string({ maxLength: 90, unit: fc.constantFrom('a', '備', '-') }), { maxLength: 4 }),
        (columnsOfTerminal, count, names) => {
          const columns = [head('name'), ...Array.from({ length: count }, (_, n) => head(`column ${n}`))];
          const lines = textTable(
            columns,
            names.map((name) => [name, ...columns.slice(1).map(() => '12h 34m')]),
            { ...PLAIN, width: terminalWidth(columnsOfTerminal) },
          );
          const width = (line: string) =>
            Array.from(line).reduce((sum, character) => sum + (character === '備' ? 2 : 1), 0);
          for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columnsOfTerminal);
          if (columnsOfTerminal === 120)
            for (const { head: name } of columns) expect(lines.join(' ')).toContain(name);
          expect(lines.join(' ').split('12h 34m')).toHaveLength(1 + names.length * count);
        },
      ),
      { seed: 20_260_105, numRuns: 100 },
    );
  });
});

describe('a table on a narrow terminal', () => {
  const at = (columns: number) => ({ ...PLAIN, width: terminalWidth(columns) });
  const columns = [
    { head: 'name' },
    { head: 'tells much', align: 'right' as const },
    { head: 'more words', align: 'right' as const, least: true },
    { head: 'much' },
  ];

  test('cuts names first, as far as needed but not below 17 of 60 columns', () => {
    // 2 and 30, and three times 2, 10 and 10 of heads and 14 of words: 72.
    const row = ['n'.repeat(30), '1', '2', 'one two - four'];
    expect(textTable(columns, [row], at(72))[1]).toBe(
      `  ${'n'.repeat(30)}           1           2  one two - four`,
    );
    expect(textTable(columns, [row], at(70))[1]).toBe(
      `  ${'n'.repeat(27)}…           1           2  one two - four`,
    );
  });

  test('then wraps heads to the width of their cells', () => {
    // 2 and 17, and three times 2, twice 7 of heads alone, and 21: 60.
    const row = ['n'.repeat(30), '1', '2', 'one two three four fi'];
    expect(textTable(columns, [row], at(60))).toEqual([
      `name${' '.repeat(15)}  tells   more  much`,
      `${' '.repeat(21)} much  words`,
      `  ${'n'.repeat(16)}…      1      2  one two three four fi`,
    ]);
  });

  test('then wraps the words of the last column', () => {
    const row = ['n'.repeat(30), '1', '2', 'one two three four five six seven eight'];
    expect(textTable(columns, [row], at(60)).slice(2)).toEqual([
      `  ${'n'.repeat(16)}…      1      2  one two three four five`,
      `${' '.repeat(35)}  six seven eight`,
    ]);
  });

  test('is then split into parts, the least important columns last; no figure is cut', () => {
    const row = ['n', '1'.repeat(25), '2'.repeat(25), 'three'];
    expect(textTable(columns, [row], at(60))).toEqual([
      `name${' '.repeat(19)}tells much  much`,
      `  n     ${'1'.repeat(25)}  three`,
      `name${' '.repeat(19)}more words`,
      `  n     ${'2'.repeat(25)}`,
    ]);
  });

  test('does not separate words without a head from the column that they belong to', () => {
    const [, much, more] = columns;
    const row = ['n', '1'.repeat(25), '2'.repeat(15), 'may be chance'];
    const own = [{ head: 'name' }, much!, { ...more!, least: false }, { head: '' }];
    expect(textTable(own, [row], at(60))).toEqual([
      `name${' '.repeat(19)}tells much`,
      `  n     ${'1'.repeat(25)}`,
      `name${' '.repeat(9)}more words`,
      `  n     ${'2'.repeat(15)}  may be chance`,
    ]);
  });
});

test('titles of curves and maps of a sweep fit a terminal, whatever the paths', () => {
  const long = (name: string) => `${name}-${'n'.repeat(50)}`;
  const sweep = swept(
    night({
      proxies: `[{ name: ${long('px')}, maxConcurrentTasks: 2 }]`,
      repositories: `[{ name: ${long('repo')}, maxConcurrentTasks: 2 }]`,
      jobs: `[{ name: night, vms: ["*"], repository: ${long('repo')}, run: full }]`,
    }),
    [`proxies.${long('px')}.maxConcurrentTasks=1,2`, `repositories.${long('repo')}.maxConcurrentTasks=1,2`],
  );
  const lines = sweepText(sweepData(sweep), PLAIN).split('\n');
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  expect(lines).toContain(`Gain from more proxies.${long('px')}.maxConcurrentTasks`);
  expect(lines).toContain(`  at ${long('repo')}.maxConcurrentTasks=1`);
  expect(lines).toContain(`Window by proxies.${long('px')}.maxConcurrentTasks (down)`);
  expect(speedUpCurves(sweep)).toHaveLength(4);
});

test('sentences in the last column are wrapped before a wide table is split', () => {
  const columns = [
    { head: 'Lost at start' },
    { head: 'mean margin', align: 'right' },
    { head: 'worst night', isSentence: true },
  ] as const;
  const sentence =
    'nightly-production-vms 3m 40s to spare, bottleneck proxy; most waiting for repository-slot';
  const rows = [['backupproxy-fra01 and 11 more', '6m 16s to spare', sentence]];
  expect(textTable(columns, rows, PLAIN)).toEqual([
    'Lost at start                        mean margin  worst night',
    '  backupproxy-fra01 and 11 more  6m 16s to spare  nightly-production-vms 3m 40s to spare, bottleneck proxy; most waiting',
    '                                                    for repository-slot',
  ]);
});
