import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../src/diagnostics/sort.ts';

it('sorts by file, then position; without a place first; equals stay in order', () => {
  const main = { name: 'main', text: 'xxxxxxxxx' };
  const base = { name: 'base', text: 'xxxxxxxxx' };
  const finding = (message: string, source?: typeof main, start = 0): Diagnostic => ({
    code: 'unknown-key',
    severity: 'error',
    message,
    path: '',
    ...(source === undefined ? {} : { span: { source, start, end: start + 1 } }),
  });
  const given = [
    finding('d', base, 1),
    finding('c', main, 5),
    finding('b1', main, 2),
    finding('b2', main, 2),
    finding('a'),
  ];
  expect(sortDiagnostics(given, main).map(({ message }) => message)).toEqual(['a', 'b1', 'b2', 'c', 'd']);
});
