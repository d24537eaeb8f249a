import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRows, columnsOfRecords, columnsOfText } from '../../../src/scenario/csv/csv-columns.ts';
import { PlainCsv, plainRecords } from '../../../src/scenario/csv/csv-text.ts';

const pieces = fc.constantFrom('a', 'b1', 'a ', 'é', ' ', '\u00a0', ',', ',', '\n', '\r\n', '\r');
const texts = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(''));
const PLACES = [0, 2];
const WANTED = { places: PLACES, titles: 3 };

function linesOf(rows: CsvRows): number[] {
  return Array.from({ length: rows.length }, (_, row) => rows.lineOf(row));
}

/** The cells of each row in the columns that were asked for. */
function cellsOf(rows: CsvRows): string[][] {
  const columns = PLACES.map((place) => rows.columns.get(place)!);
  return Array.from({ length: rows.length }, (_, row) =>
    columns.map((column) => column.textOf(column.numberAt(row))),
  );
}

test('columns have what the records below the first one have, without spaces around cells and without blank rows', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const csv = new PlainCsv(text);
      csv.next();
      const rows = columnsOfText(csv, WANTED);
      const records = plainRecords(text).slice(1);
      const told = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
      expect(linesOf(rows)).toEqual(told.map(({ line }) => line));
      expect(cellsOf(rows)).toEqual(
        told.map(({ cells }) => PLACES.map((place) => (cells[place] ?? '').trim())),
      );
      const stray = records.flatMap(({ line, cells }) => {
        const place = cells.findIndex((cell, at) => at >= WANTED.titles && cell.trim() !== '');
        return place < 0 ? [] : [{ line, place }];
      });
      expect(rows.stray).toEqual(stray);
      const ofRecords = columnsOfRecords(records, WANTED);
      expect([linesOf(ofRecords), cellsOf(ofRecords)]).toEqual([linesOf(rows), cellsOf(rows)]);
      expect(ofRecords.stray).toEqual(stray);
    }),
    { seed: 20_261_128, numRuns: 500 },
  );
});

test('a column numbers its distinct texts in order of first use, after the empty one', () => {
  const names = Array.from({ length: 500 }, (_, i) => `vm${(i * 7) % 300}`);
  const csv = new PlainCsv(`vm\n${names.join('\n')}\n`);
  csv.next();
  const column = columnsOfText(csv, { places: [0], titles: 1 }).columns.get(0)!;
  const different = ['', ...new Set(names)];
  expect(column.count).toBe(different.length);
  expect(names.map((_, row) => column.numberAt(row))).toEqual(names.map((name) => different.indexOf(name)));
});

test('without rows, each column has only the empty text', () => {
  const rows = columnsOfRecords([], WANTED);
  expect([rows.length, rows.columns.get(2)!.count]).toEqual([0, 1]);
});
