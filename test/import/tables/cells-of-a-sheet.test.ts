import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectFindings } from '../../../src/import/findings.ts';
import { flagOf, numberOf, textOf } from '../../../src/import/tables/cell.ts';
import { markOf } from '../../../src/import/tables/decimal-mark.ts';
import { CELL_CODES, openTable } from '../../../src/import/tables/sheet.ts';
import type { Cell, Table } from '../../../src/import/tables/table.ts';

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
    ['by a negative one of them', ['1,234', ' -1024'], '.', [1.234, -1024], ['numbers-settled']],
    [
      'by one of four digits before, whatever group its last three would be',
      ['1.234', '1234.250'],
      ',',
      [1.234, 1234.25],
      ['numbers-settled'],
    ],
    ['by bytes', ['1,234 B', '7,5 B'], '.', [undefined, undefined], ['numbers-settled']],
    [
      'not by text that begins with a number',
      ['1,234', '7,5 cores'],
      '.',
      [1234, undefined],
      ['numbers-guessed'],
    ],
    [
      'not by integers without a mark, where decimals differ',
      ['1,234', '7,5', '7.5', '1024'],
      '.',
      [1234, 7.5, 7.5, 1024],
      ['numbers-guessed'],
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

  test('as its file suggests, without a word, where other columns have decimals of that kind', () => {
    expect(read([['1,234', '7.5']])).toEqual({ numbers: [[1234, 7.5]], said: [] });
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

test.each<[Cell, '.' | ',', number | undefined]>([
  ['.5', ',', 0.5],
  [',5', '.', 0.5],
  ['.55', '.', 0.55],
  ['1,234.5', ',', 1234.5],
  ['1.234,5', '.', 1234.5],
  ['1e3', '.', 1000],
  ['1E+12', '.', 1e12],
  ['25e-2', '.', 0.25],
  ['x5', '.', undefined],
  ['x.5', '.', undefined],
  ['5.x', '.', undefined],
  ['1.5.2024', '.', undefined],
  ['5x', '.', undefined],
  ['.', '.', undefined],
  // What is a number already has no marks.
  [1.234, ',', 1.234],
  [Number.POSITIVE_INFINITY, '.', undefined],
])('the cell %j of a file with decimal mark %j is the number %j', (cell, decimal, expected) => {
  expect(numberOf(cell, decimal)).toBe(expected);
});

test.each([
  ['.5', '.'],
  [',5', ','],
  ['-1,234', 'open'],
  ['+1.234.567', ','],
  ['12', undefined],
])('the mark before the decimals of %j is %j', (text, mark) => {
  expect(markOf(text)).toBe(mark);
});

test('the text of a cell has no blanks around it; the text of an empty cell is empty', () => {
  expect([' ab ', null, undefined, 5, true].map(textOf)).toEqual(['ab', '', '', '5', 'true']);
  expect(textOf(new Date(Date.UTC(2024, 0, 5)))).toBe('2024-01-05T00:00:00.000Z');
  expect(textOf(new Date(Number.NaN))).toBe('');
});

describe('the columns of a table', () => {
  const headers = { a: ['a', 'other a'], two: ['two  words'], names: ['in.*.name'] };
  const open = (...rows: Cell[][]) => openTable({ name: 't', rows }, headers);

  test('stand in its first row that has anything, where empty headers may be between', () => {
    const sheet = open([null, ' '], ['A', null, ' Two   Words '], [1, 2, 3])!;
    expect([...sheet.has]).toEqual(['a', 'two']);
    expect(sheet.rows.map((row) => [row.line, row.number('a'), row.number('two')])).toEqual([[3, 1, 3]]);
    expect(open([null], [' '])).toBeUndefined();
    expect(open()).toBeUndefined();
  });

  test('of one header are the first of them; of two names whichever has something', () => {
    const sheet = open(['other a', 'a', 'a'], [5, null, 7], [5, 6, 7])!;
    expect(sheet.rows.map((row) => row.number('a'))).toEqual([5, 6]);
  });

  test('that are a list are its records in their order, up to the last that says something', () => {
    const row = [
      'in.10.name',
      'in.2.name',
      'in.3x.name',
      'out.4.name',
      'in.5.id',
      'in.0.name',
      'in.x6.name',
      'in.7.name.name',
      'in.8.nome',
      'abc9.name',
    ];
    const sheet = open(
      row,
      ['k', null, 'no', 'no', 'no', 'a', 'no', 'no', 'no', 'no'],
      [null, 'c', 'no', 'no', 'no', 'a', 'no', 'no', 'no', 'no'],
    )!;
    // The tenth, the second and the first: what the first row has stands first and last.
    expect(sheet.rows.map((cells) => cells.list('names'))).toEqual([
      ['a', '', '', '', '', '', '', '', '', '', 'k'],
      ['a', '', 'c'],
    ]);
    expect(open(['a'], [1])!.rows[0]!.list('names')).toEqual([]);
  });

  test('that are a list of more records than any table has are none of it', () => {
    // A list is as long as its last number: a number of eight digits would take the memory of the machine.
    const sheet = open(
      ['in.99999999.name', 'in.0.name', 'in.100000.name', 'in.99999.name'],
      ['no', 'a', 'no', 'z'],
    )!;
    const list = sheet.rows[0]!.list('names');
    expect([list.length, list[0], list.at(-1)]).toEqual([100_000, 'a', 'z']);
  });

  test('need nobody to tell what is odd in them', () => {
    const sheet = open(['a', 'two words'], ['1,234', 'jaizu'], ['7,5', 'yes'])!;
    expect(sheet.rows.map((row) => row.number('a'))).toEqual([1.234, 7.5]);
    expect(sheet.rows.map((row) => row.flag('two'))).toEqual([undefined, true]);
  });
});

describe('a boolean of a localised spreadsheet', () => {
  test.each([
    ['German', 'WAHR', 'FALSCH'],
    ['a German table by hand', 'Ja', 'Nein'],
    ['a French one', 'Oui', 'Non'],
    ['a Spanish one', 'Sí', 'No'],
    ['a Polish one', 'Tak', 'Nie'],
    ['a short one', 'Y', 'N'],
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
