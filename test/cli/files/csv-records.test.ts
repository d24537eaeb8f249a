import { describe, expect, test } from 'vitest';
import { csvRecords } from '../../../src/cli/files/csv-records.ts';

const linesOf = async (text: string): Promise<[number, string][]> => {
  const read = await csvRecords(text);
  if (!read.ok) throw new Error(read.message);
  return read.records.map(({ line, cells }) => [line, cells.join('|')]);
};

describe('records of a CSV text', () => {
  test('know the line they begin on, also after blank lines and line breaks in quotes', async () => {
    expect(await linesOf('vm,host\n\na,b\n"x\ny",c\n   \n"a""b",d\nlast,z')).toEqual([
      [1, 'vm|host'],
      [3, 'a|b'],
      [4, 'x\ny|c'],
      [7, 'a"b|d'],
      [8, 'last|z'],
    ]);
  });

  test('know their lines with Windows line ends', async () => {
    expect(await linesOf('vm,host\r\na,"1\r\n2"\r\nb,c\r\n')).toEqual([
      [1, 'vm|host'],
      [2, 'a|1\r\n2'],
      [4, 'b|c'],
    ]);
  });

  test('a quote inside a cell is an ordinary character', async () => {
    expect(await linesOf('a,b\nc"d,e\nf,g\n')).toEqual([
      [1, 'a|b'],
      [2, 'c"d|e'],
      [3, 'f|g'],
    ]);
  });

  test('may be separated by semicolons or tabs', async () => {
    expect(await linesOf('vm;host\na;"b,c"\n')).toEqual([
      [1, 'vm|host'],
      [2, 'a|b,c'],
    ]);
    expect(await linesOf('vm\thost\na\tb\n')).toEqual([
      [1, 'vm|host'],
      [2, 'a|b'],
    ]);
  });

  test('an empty text has none', async () => {
    expect(await linesOf('')).toEqual([]);
  });

  test('an unclosed quote is refused with the line where it begins', async () => {
    expect(await csvRecords('a,b\nc,d\n"e,f\ng,h\n')).toEqual({
      ok: false,
      message: expect.stringMatching(/^line 3: missing closing/),
    });
  });
});
