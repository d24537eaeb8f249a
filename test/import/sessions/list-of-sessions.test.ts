import { expect, test } from 'vitest';
import { readPastSessions } from '../../../src/import/sessions.ts';
import type { Table } from '../../../src/import/tables/table.ts';
import { table } from '../tables.ts';
import { imported, runImported, vmRecords } from './past.ts';

const HOUR = 3600;
const GIB = 1024 ** 3;

/** As somebody types it from a screen. */
function typed(columns: readonly string[], ...cells: readonly string[]): Table {
  return table(
    'night',
    ['Job', 'Start', 'End', ...columns],
    ['Files', '29.11.2026 22:00', '30.11.2026 02:00', ...cells],
  );
}

test('a list of sessions needs no results: all count as successful, which is said', () => {
  const { sessions, diagnostics } = readPastSessions([
    typed(['Data Read', 'Transferred'], '100 GB', '40 GB'),
  ]);
  expect(sessions).toMatchObject([
    {
      job: 'Files',
      result: 'success',
      seconds: 4 * HOUR,
      dataBytes: 100 * GIB,
      backupBytes: 40 * GIB,
      tasks: [],
    },
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['results-assumed']);
});

test('a list of jobs and times alone tells nothing of data, and is no session report', () => {
  const { diagnostics } = readPastSessions([typed([])]);
  expect(diagnostics.map(({ code }) => code)).toContain('no-session-report');
});

test('a size without names of VMs is that of the VM that stands for the job', () => {
  const { sessions } = readPastSessions([typed(['Size'], '500 GB')]);
  expect(sessions).toMatchObject([{ sizeBytes: 500 * GIB }]);
  const written = imported(sessions);
  expect(vmRecords(written)).toMatchObject([
    { vm: 'Files', size: '536.870912 GB', used: '536.870912 GB', changeRate: '5%' },
  ]);
  expect(runImported(written).summary.totals.readBytes).toBe(Math.round(500 * GIB * 0.05));
});

test('used space is at most the size, where only reads say how much it is', () => {
  // A daily 5% of 2,000 GB would be these 100 GB, but there are only 500.
  const { sessions } = readPastSessions([typed(['Size', 'Read'], '500 GB', '100 GB')]);
  expect(vmRecords(imported(sessions))).toMatchObject([
    { vm: 'Files', size: '536.870912 GB', used: '536.870912 GB', changeRate: '20%' },
  ]);
});
