import { describe, expect, test } from 'vitest';
import { storedTable } from '../../../src/cli/results/stored-table.ts';
import { memoryIo } from '../memory-io.ts';

const read = (text: string, needed: readonly string[] = ['vm', 'bytes']) =>
  storedTable(memoryIo({ files: { 't.csv': text } }), 't.csv', needed, (row) => [row('vm'), row('bytes')]);

/** More than is parsed at once, several times over. */
const MANY = 100_000;
const numbers = Array.from({ length: MANY }, (_, i) => i);

describe('a stored table', () => {
  test('that is long has all of its rows, in their order', async () => {
    const table = await read(`vm,bytes\n${numbers.map((i) => `vm${i},${i * 3}\n`).join('')}`);
    expect(table?.columns).toEqual(['vm', 'bytes']);
    expect(table?.rows).toEqual(numbers.map((i) => [`vm${i}`, `${i * 3}`]));
  });

  test('may hold names with quotes, separators and line breaks anywhere, and ends of lines as on Windows', async () => {
    const rows = numbers.map((i) => `"vm ""${i}"",\r\n of two lines",${i}\r\n`);
    const table = await read(`vm,bytes\r\n${rows.join('')}`);
    expect(table?.rows).toEqual(numbers.map((i) => [`vm "${i}",\r\n of two lines`, `${i}`]));
  });

  test('has the separator of its titles, whatever its cells hold', async () => {
    const table = await read(`vm;bytes\n${numbers.map((i) => `a,b,c${i};${i}\n`).join('')}`);
    expect(table?.rows).toEqual(numbers.map((i) => [`a,b,c${i}`, `${i}`]));
  });

  test.each([
    ['without quotes', 'vm1,2'],
    ['with quotes', '"vm\n1",2'],
  ])('that is cut says in which line of the file, %s', async (_, row) => {
    const whole = numbers.map(() => `${row}\n`).join('');
    const line = 2 + MANY * row.split('\n').length;
    await expect(read(`vm,bytes\n${whole}cut\n`)).rejects.toThrow(
      `'t.csv', line ${line}: 1 cells where 2 belong.`,
    );
  });

  test('with a quote that is never closed is refused with its line', async () => {
    const whole = numbers.map(() => 'vm1,2\n').join('');
    await expect(read(`vm,bytes\n${whole}"vm,2\n${whole}`)).rejects.toThrow(
      new RegExp(`^'t\\.csv' is not a table: line ${MANY + 2}: missing closing`),
    );
  });

  test('begins with a byte order mark where a spreadsheet saved it', async () => {
    expect((await read('\ufeffvm,bytes\na,1\n'))?.rows).toEqual([['a', '1']]);
  });

  test('without a column that is needed is refused, empty or not; one that does not exist is no error', async () => {
    await expect(read('vm\na\n')).rejects.toThrow("'t.csv' has no column 'bytes'.");
    await expect(read('')).rejects.toThrow("'t.csv' has no column 'vm'.");
    expect(await storedTable(memoryIo({ files: {} }), 't.csv', [], () => 0)).toBeUndefined();
  });
});
