import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { speedUpCurves } from '../../src/experiment/designs/speed-up.ts';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { sweepText } from '../../src/report/sweep/text.ts';
import { textTable } from '../../src/report/text/table.ts';
import { night } from '../helpers/night.ts';
import { swept } from '../helpers/swept.ts';

const plain = (text: string) => text;

describe('a table that is wider than a terminal', () => {
  const head = (name: string, saysMore = false) => ({ head: name, saysMore });

  test('stands in parts below each other, each with the first column; what belongs together is not parted', () => {
    const wide = 'x'.repeat(48);
    const columns = [head('name'), head('a'), head('more', true), head('b'), head('more', true)];
    // 2, 4 and 2, and twice 48 with 2 between: 106. With b it would be 156.
    expect(textTable(columns, [['one', wide, wide, wide, 'y']], plain)).toEqual([
      `name    a${' '.repeat(49)}more`,
      `  one   ${wide}  ${wide}`,
      `name    b${' '.repeat(49)}more`,
      `  one   ${wide}  y`,
    ]);
  });

  test('fits it, with any number of columns and names of any length, also of wide characters', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.string({ maxLength: 90, unit: fc.constantFrom('a', '備', '-') }), { maxLength: 4 }),
        (count, names) => {
          const columns = [head('name'), ...Array.from({ length: count }, (_, n) => head(`column ${n}`))];
          const lines = textTable(
            columns,
            names.map((name) => [name, ...columns.slice(1).map(() => '12h 34m')]),
            plain,
          );
          const width = (line: string) =>
            Array.from(line).reduce((sum, character) => sum + (character === '備' ? 2 : 1), 0);
          for (const line of lines) expect(width(line)).toBeLessThanOrEqual(120);
          for (const { head: name } of columns) expect(lines.join(' ')).toContain(name);
        },
      ),
      { seed: 20_260_105, numRuns: 60 },
    );
  });
});

test('titles of curves and maps of a sweep fit a terminal, whatever its paths are called', () => {
  const long = (name: string) => `${name}-${'n'.repeat(50)}`;
  const sweep = swept(
    night({
      proxies: `[{ name: ${long('px')}, maxConcurrentTasks: 2 }]`,
      repositories: `[{ name: ${long('repo')}, maxConcurrentTasks: 2 }]`,
      jobs: `[{ name: night, vms: ["*"], repository: ${long('repo')}, run: full }]`,
    }),
    [`proxies.${long('px')}.maxConcurrentTasks=1,2`, `repositories.${long('repo')}.maxConcurrentTasks=1,2`],
  );
  const lines = sweepText(sweep, PLAIN).split('\n');
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  expect(lines).toContain(`What more of proxies.${long('px')}.maxConcurrentTasks brings`);
  expect(lines).toContain(`  at ${long('repo')}.maxConcurrentTasks=1`);
  expect(lines).toContain(`Window by proxies.${long('px')}.maxConcurrentTasks (down)`);
  expect(speedUpCurves(sweep)).toHaveLength(4);
});
