import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SESSION_REPORT } from '../../../src/import/sessions/reports/headers.ts';
import { importSessions, readPastSessions } from '../../../src/import/sessions.ts';
import type { Cell } from '../../../src/import/tables/table.ts';
import { DAY_US } from '../../../src/units/civil-time.ts';
import { runImported } from './past.ts';

const HEADERS = Object.values(SESSION_REPORT).map(([first = '']) => first);

/** What stands in reports, and what nobody would put there. */
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>(
    null,
    '',
    'Nightly',
    'sql',
    'Success',
    'Failed',
    'Full',
    'Increment',
    'hotadd',
    'nbd',
    'onhost',
  ),
  fc.constantFrom<Cell>(
    '6/7/2024 22:00:13',
    '2024-06-08T22:00:00Z',
    '31/12/2024 01:00',
    '0001-01-01',
    '/Date(0)/',
    45_000.5,
  ),
  fc.constantFrom<Cell>(
    '00:10:00',
    '-1',
    '1e300',
    '12.5 GB',
    'N/A',
    '100%',
    'Source 99% > Proxy 1%',
    'True',
    false,
  ),
  fc.date(),
  fc.double(),
  fc.string(),
);

test('whatever a report holds, it is read, and what has sessions becomes a scenario that runs', () => {
  const columns = fc.uniqueArray(fc.constantFrom(...HEADERS), { minLength: 10 });
  const rows = fc.array(fc.array(anyCell, { maxLength: 14 }), { maxLength: 12 });
  let made = 0;
  fc.assert(
    fc.property(columns, rows, fc.constantFrom<',' | '.'>(',', '.'), (header, cells, decimal) => {
      const usual = [
        'JobName',
        'VMName',
        'Status',
        'CreationTime',
        ...header.filter((name) => name !== 'Status'),
      ];
      const good: Cell[] = ['Nightly', 'sql', 'Success', '6/13/2024 22:00'];
      const tables = [
        { name: 'any', decimal, rows: [header, ...cells] },
        { name: 'usual', decimal, rows: [usual, ...cells.map((row) => [...good, ...row])] },
      ];
      const { sessions, diagnostics } = readPastSessions(tables);
      expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(sessions.length === 0);
      if (sessions.length === 0) return;
      // The night in which the last session began.
      const nightUs = Math.floor(((sessions.at(-1)?.startUs ?? 0) - DAY_US / 2) / DAY_US) * DAY_US;
      for (const options of [{}, { nightUs }]) {
        const written = importSessions(sessions, options);
        if (!written.ok) throw new Error('sessions make no scenario');
        expect(runImported(written).summary.totals.failed).toBe(0);
      }
      made += 1;
    }),
    { numRuns: 40 },
  );
  expect(made).toBeGreaterThan(10);
});
