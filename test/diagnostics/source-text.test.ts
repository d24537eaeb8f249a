import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineTable, lineText, positionOf, spanOfLine } from '../../src/diagnostics/source-text.ts';

it('agrees with counting line breaks', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '\t')), fc.nat(30), (parts, at) => {
      const text = parts.join('');
      const offset = Math.min(at, text.length);
      const before = text.slice(0, offset).split('\n');
      expect(positionOf(lineTable({ name: 'x', text }), offset)).toEqual({
        line: before.length,
        column: before.at(-1)!.length + 1,
      });
    }),
  );
});

it('lines come without their ends, spans of lines without their indentation', () => {
  const table = lineTable({ name: 'x', text: 'a\r\n  b \n' });
  expect([lineText(table, 0), lineText(table, 1), lineText(table, 2)]).toEqual(['a', '  b ', '']);
  expect(spanOfLine(table, 2)).toMatchObject({ start: 5, end: 6 });
});
