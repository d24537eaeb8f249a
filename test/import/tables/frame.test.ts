import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectFindings } from '../../../src/import/findings.ts';
import { headersOfText, totalRow, withoutTitle } from '../../../src/import/tables/frame.ts';
import { CELL_CODES, openTable } from '../../../src/import/tables/sheet.ts';
import type { Cell } from '../../../src/import/tables/table.ts';

const HEADERS = ['VM', 'Size'];
const titled = (...rows: (readonly Cell[])[]) => withoutTitle({ name: 'vms', rows }).rows;

describe('a title', () => {
  test('above the headers is no row: a merged cell, a line of its own, several lines, blank ones between', () => {
    expect(titled(['VMs of a customer', null], HEADERS, ['a', 1])).toEqual([[], HEADERS, ['a', 1]]);
    expect(titled(['VMs'], ['15 October 2026'], [], HEADERS, ['a', 1])).toEqual([
      [],
      [],
      [],
      HEADERS,
      ['a', 1],
    ]);
  });

  test('is none where a table has one column, or begins with its headers', () => {
    const lists = [[['VM'], ['a'], ['b']], [HEADERS, ['a'], ['b', 1]], []];
    for (const rows of lists) expect(titled(...rows)).toEqual(rows);
  });

  test('does not decide on the separator of a file: the headers do', () => {
    expect(headersOfText('Customer, as of October\n\nVM;Size;Host\na;1,5;h\n')).toBe('VM;Size;Host');
    expect(headersOfText('VM;Size\na;1,5\n')).toBe('VM;Size');
    expect(headersOfText('Customer, as of October\nVM|Size|Host\n')).toBe('VM|Size|Host');
    expect(headersOfText('"Customer; a, b; c";\r\nVM\tSize\tHost\r\n')).toBe('VM\tSize\tHost');
  });
});

describe('a total', () => {
  const rowsOf = (...below: (readonly Cell[])[]) => {
    const findings = collectFindings(CELL_CODES);
    const table = { name: 'disks', rows: [['VM', 'Disk', 'Size'], ['a', 'Disk 1', '1,5'], ...below] };
    const sheet = openTable(table, { vm: ['VM'], size: ['Size'] }, findings)!;
    return {
      vms: sheet.rows.map((row) => row.text('vm')),
      said: findings.diagnostics().map(({ message }) => message),
    };
  };

  test.each<[string, readonly Cell[]]>([
    ['in the first column', ['Total', null, 1.5]],
    ['in another one', ['', 'Summe:', '1,5']],
    ['with a unit', ['Total général', '', '1.401,5 GB']],
    ['without a figure', ['ИТОГО']],
  ])('%s is left out, and said', (_, total) => {
    const word = total.find((cell) => typeof cell === 'string' && /\p{L}{3}/u.test(cell));
    expect(rowsOf(total, ['', '', ''])).toEqual({
      vms: ['a'],
      said: [`a row of totals below the table is left out: 1 (disks row 3 (${String(word)}))`],
    });
  });

  test.each<[string, (readonly Cell[])[]]>([
    [
      'above other rows',
      [
        ['Total', '', 1.5],
        ['b', 'Disk 1', 2],
      ],
    ],
    ['with a word beside it', [['Total', 'Disk 1', 1.5]]],
    ['as a part of a name', [['Total-DB', '', 1.5]]],
  ])('%s is a row like any other', (_, below) => {
    expect(rowsOf(...below).vms).toEqual(['a', ...below.map(([vm]) => vm)]);
    expect(rowsOf(...below).said).toEqual([]);
  });

  test('is never found in a table whose last row has two words', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), (cells) => {
        expect(totalRow({ name: 't', rows: [HEADERS, cells] })).toBeUndefined();
      }),
    );
  });
});
