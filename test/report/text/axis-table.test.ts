import { expect, test } from 'vitest';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { axisTable } from '../../../src/report/text/axis-table.ts';

const green = (text: string) => `\u001B[32m${text}\u001B[39m`;
const paths = ['proxies.px1.maxConcurrentTasks', 'proxies.px1.cores'];
const columns = (note: string) => [
  { head: 'px1.maxConcurrentTasks' },
  { head: 'cores' },
  { head: 'window' },
  { head: note },
];

test('the axes have their own headers if the table fits a terminal', () => {
  // 2 and 22, three times 2, 5 and 6, and 79: 120.
  const note = 'n'.repeat(30);
  const cells = [['4', '8', '1h', 'x'.repeat(79)]];
  const lines = axisTable(paths, columns(note), cells, PLAIN);
  expect(lines[0]).toMatch(/^px1\.maxConcurrentTasks {4}cores {2}window/);
  expect(Math.max(...lines.map(({ length }) => length))).toBe(120);
  // Codes of colours take no room.
  expect(
    axisTable(paths, columns(note), [['4', '8', green('1h'), 'x'.repeat(79)]], { ...PLAIN, heading: green }),
  ).toHaveLength(2);
});

test('letters replace them if it does not, and are explained', () => {
  const lines = axisTable(paths, columns('note'), [['4', '8', '1h', 'x'.repeat(80)]], PLAIN);
  expect(lines).toEqual([
    'a = proxies.px1.maxConcurrentTasks',
    'b = proxies.px1.cores',
    'a    b  window  note',
    `  4  8  1h      ${'x'.repeat(80)}`,
  ]);
});
