import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flagOf, numberOf } from '../../src/import/cell.ts';
import { collectFindings } from '../../src/import/findings.ts';
import { CELL_CODES, openTable } from '../../src/import/sheet.ts';
import type { Cell, Table } from '../../src/import/table.ts';

/** The numbers of columns `a` and `b`, and what is said of how they are read. */
function read(rows: readonly (readonly Cell[])[], decimal?: Table['decimal']) {
  const findings = collectFindings(CELL_CODES);
  const table: Table = {
    name: 'sizes',
    rows: [['A', 'B'], ...rows],
    ...(decimal === undefined ? {} : { decimal }),
  };
  const sheet = openTable(table, { a: ['a'], b: ['b'] }, findings)!;
  const numbers = sheet.rows.map((row) => [row.number('a'), row.number('b')]);
  return { numbers, said: findings.diagnostics().map(({ code, message }) => [code, message]) };
}
/** One column. */
const column = (cells: readonly Cell[], decimal?: Table['decimal']) => {
  const { numbers, said } = read(
    cells.map((cell) => [cell]),
    decimal,
  );
  return { numbers: numbers.map(([a]) => a), codes: said.map(([code]) => code) };
};

describe('a number like 1,234 is read', () => {
  test.each<[string, Cell[], '.' | ',', (number | undefined)[], string[]]>([
    ['as another of its column has decimals', ['1,234', '7,5'], '.', [1.234, 7.5], ['numbers-settled']],
    ['as another of its column has no decimals', ['1,234', '7.5'], '.', [1234, 7.5], []],
    ['by one that begins with a zero', ['1,234', '0,125'], '.', [1.234, 0.125], ['numbers-settled']],
    ['by one with both marks', ['1,234', '1.234,5'], '.', [1.234, 1234.5], ['numbers-settled']],
    ['by one of two groups', ['1,234', '1,234,567'], ',', [1234, 1_234_567], ['numbers-settled']],
    [
      'by one of more than three digits before',
      ['1.234', '5000.250'],
      ',',
      [1.234, 5000.25],
      ['numbers-settled'],
    ],
    [
      'by integers without a mark in their thousands',
      ['1,234', '1024'],
      '.',
      [1.234, 1024],
      ['numbers-settled'],
    ],
    ['by such with a unit', ['1,234 GB', '7,5 GB'], '.', [undefined, undefined], ['numbers-settled']],
    [
      'as its file suggests where none tells: thousands',
      ['1,234', '512'],
      '.',
      [1234, 512],
      ['numbers-guessed'],
    ],
    [
      'as its file suggests where none tells: decimals',
      ['1,234', '512'],
      ',',
      [1.234, 512],
      ['numbers-guessed'],
    ],
    [
      'as its file suggests where they differ',
      ['1,234', '7,5', '7.5'],
      '.',
      [1234, 7.5, 7.5],
      ['numbers-guessed'],
    ],
    [
      'whatever a version and a word say',
      ['1,234', '8.0.3', 'v7,5'],
      '.',
      [1234, undefined, undefined],
      ['numbers-guessed'],
    ],
    [
      'whatever numbers that are none of text say',
      ['1,234', 7.5, 2048, true],
      '.',
      [1234, 7.5, 2048, undefined],
      ['numbers-guessed'],
    ],
  ])('%s', (_, cells, decimal, numbers, codes) => {
    expect(column(cells, decimal)).toEqual({ numbers, codes });
  });

  test('as other columns have decimals, where its own does not tell', () => {
    const { numbers, said } = read([
      ['1,234', '7,5'],
      ['2,500', '1'],
    ]);
    expect(numbers).toEqual([
      [1.234, 7.5],
      [2.5, 1],
    ]);
    expect(said).toEqual([['numbers-settled', expect.stringContaining('1 (sizes A, 1,234 as 1.234)')]]);
    // What its own column says goes before.
    const own = read([
      ['1,234', '7,5'],
      ['1,024,000', '1'],
    ]);
    expect(own.numbers[0]).toEqual([1234, 7.5]);
  });

  test('whatever integers without a mark other columns have: keys are no amounts', () => {
    const { numbers, said } = read([['40,960', '2000']]);
    expect(numbers).toEqual([[40_960, 2000]]);
    expect(said.map(([code]) => code)).toEqual(['numbers-guessed']);
  });

  test('and that is said of each column once, with one of its cells', () => {
    const { said } = read([
      ['1,234', '2.345'],
      ['3,456', '4.567'],
    ]);
    expect(said).toEqual([
      ['numbers-guessed', expect.stringContaining('2 (sizes A, 1,234 as 1234, B, 2.345 as 2.345)')],
    ]);
    expect(read([['512', 'x']]).said).toEqual([]);
  });
});

const GROUPS = ['', ' ', '\u00a0', '\u202f', '\u2009', "'", '\u2019'] as const;

test('a number of any country is that number: groups of blanks or apostrophes, either decimal mark', () => {
  const amount = fc.integer({ min: 0, max: 999_999_999 });
  const decimals = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(
      amount,
      decimals,
      fc.constantFrom(...GROUPS),
      fc.constantFrom('.', ','),
      (whole, part, group, mark) => {
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group);
        const text = `${grouped}${mark}${String(part).padStart(2, '0')}`;
        const expected = Number(`${whole}.${String(part).padStart(2, '0')}`);
        expect(numberOf(text, '.')).toBe(expected);
        expect(numberOf(text, ',')).toBe(expected);
        expect(column([text]).numbers).toEqual([expected]);
      },
    ),
  );
});

describe('a boolean of a localised spreadsheet', () => {
  test.each([
    ['German', 'WAHR', 'FALSCH'],
    ['French', 'VRAI', 'FAUX'],
    ['Spanish', 'VERDADERO', 'FALSO'],
    ['Italian', 'VERO', 'FALSO'],
    ['Dutch', 'WAAR', 'ONWAAR'],
    ['Polish', 'PRAWDA', 'FAŁSZ'],
    ['Portuguese', 'VERDADEIRO', 'FALSO'],
    ['Swedish', 'SANT', 'FALSKT'],
    ['Danish', 'SAND', 'FALSK'],
    ['Norwegian', 'SANN', 'USANN'],
    ['Finnish', 'TOSI', 'EPÄTOSI'],
    ['Czech', 'PRAVDA', 'NEPRAVDA'],
    ['Hungarian', 'IGAZ', 'HAMIS'],
    ['Turkish', 'DOĞRU', 'YANLIŞ'],
    ['Russian', 'ИСТИНА', 'ЛОЖЬ'],
  ])('in %s is that boolean', (_, yes, no) => {
    expect([flagOf(yes), flagOf(no), flagOf(yes.toLowerCase())]).toEqual([true, false, true]);
  });

  test('of a language that nobody knows is ignored, and said', () => {
    const findings = collectFindings(CELL_CODES);
    const rows: Cell[][] = [['A'], ['WAHR'], ['jaizu'], [null], [' ']];
    const sheet = openTable({ name: 'vInfo', rows }, { a: ['a'] }, findings)!;
    for (const _ of [1, 2]) expect(sheet.rows.map((row) => row.flag('a'))).toEqual([true, undefined]);
    expect(findings.diagnostics()).toMatchObject([{ code: 'flag-unknown', rows: [3] }]);
  });
});
