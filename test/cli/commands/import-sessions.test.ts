import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';

const REPORTS = join(import.meta.dirname, '../../fixtures/sessions');
const WITH_VMS = join(REPORTS, 'with-vms.csv');
const VM_INFO = join(REPORTS, '../rvtools/estate/RVTools_tabvInfo.csv');

test.each([
  [
    'with-vms.csv',
    '6 sessions (1 retry) of 1 job, 2024-01-13 22:00 to 2024-01-17 22:12, with 10 tasks (1 failed)',
  ],
  ['health-check.csv', '3 sessions of 1 job, 2024-03-01 22:00 to 2024-03-03 22:00, with 6 tasks'],
  ['sessions-only.csv', '6 sessions of 1 job, 2020-07-20 20:05 to 2020-07-27 20:05, with 0 tasks'],
  ['nutanix.csv', '3 sessions of 1 job, 2020-09-22 13:00 to 2020-09-24 13:00, with 3 tasks'],
  ['rest-task-sessions.json', '2 sessions of 1 job, 2024-11-12 18:00 to 2024-11-13 18:00, with 2 tasks'],
  ['powershell.json', '3 sessions of 1 job, 2024-05-01 10:00 to 2024-05-03 10:00, with 3 tasks'],
  ['workbook.xlsx', '1 session of 1 job, 2024-06-13 22:00 to 2024-06-13 22:00, with 1 task'],
])('%s becomes a scenario and its inventory, which are valid together and run', async (file, found) => {
  const io = memoryIo();
  expect(await main(['import', 'sessions', join(REPORTS, file), '-o', 'plan', '--name', 'Ours'], io)).toBe(0);
  expect(io.written).toEqual(['plan/inventory.csv', 'plan/scenario.schema.json', 'plan/scenario.yaml']);
  expect(io.out()).toContain(`Found: ${found}\n`);
  expect(io.out()).toContain('proxysim run plan/scenario.yaml\n');
  expect(await main(['validate', 'plan/scenario.yaml'], io)).toBe(0);
  const seen = io.out().length;
  expect(await main(['run', 'plan/scenario.yaml', '--json'], io)).toBe(0);
  const summary = JSON.parse(io.out().slice(seen));
  expect(summary.scenario.name).toBe('Ours');
  expect(summary.totals.tasks).toBeGreaterThan(0);
  expect(summary.totals.succeeded).toBe(summary.totals.tasks);
});

test('the folder with all of them is one history', async () => {
  const io = memoryIo();
  expect(await main(['import', 'sessions', REPORTS, '-o', 'plan'], io)).toBe(0);
  expect(io.out()).toContain(
    'Found: 24 sessions (1 retry) of 6 jobs, 2020-07-20 20:05 to 2024-11-13 18:00, with 25 tasks (1 failed)',
  );
  expect(await main(['validate', 'plan/scenario.yaml'], io)).toBe(0);
});

test('a table shows what was taken from each job', async () => {
  const io = memoryIo();
  await main(['import', 'sessions', WITH_VMS, '-o', 'plan'], io);
  expect(io.out()).toMatch(/\n {2}Nightly +6 +3 +2 +daily 22:00 +3 GB +2m 2s +50% +3.3%\n/);
  expect(io.err()).toMatch(
    /with-vms\.csv: info\[duration-unknown\] tasks without a duration: 1 \(with-vms row 10/,
  );
});

test('a night is replayed session by session', async () => {
  const io = memoryIo();
  expect(await main(['import', 'sessions', WITH_VMS, '-o', 'plan', '--night', '2024-01-17'], io)).toBe(0);
  expect(io.out()).toContain('Taken: the 2 sessions of that night, each as a job, with their VMs\n');
  expect(io.out()).toMatch(/\n {2}Nightly 22:12 +1 +2 GB +1m 59s +50%\n/);
  expect(await main(['run', 'plan/scenario.yaml'], io)).toBe(0);
});

test('existing files are kept unless --force is given', async () => {
  const io = memoryIo({ files: { 'plan/scenario.yaml': 'mine' } });
  expect(await main(['import', 'sessions', WITH_VMS, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain("'plan/scenario.yaml' exists");
  expect(io.written).toEqual([]);
  expect(await main(['import', 'sessions', WITH_VMS, '-o', 'plan', '--force'], io)).toBe(0);
});

test.each([
  [['none.csv'], 'none.csv: error[file-not-found] no such file or folder\n'],
  [[WITH_VMS, '--last', '0'], "error[bad-option] --last: '0' is not a whole number from 1 to"],
  [[WITH_VMS, '--night', 'friday'], "error[bad-option] --night: 'friday' is not a date and time."],
  [[WITH_VMS, '--night', '2030-01-01'], 'with-vms.csv: error[night-empty] no session started in that night'],
  [
    [join(REPORTS, '../rvtools/estate')],
    'estate: error[no-session-report] nothing in this folder can be used; give a table with a job',
  ],
  [[WITH_VMS, VM_INFO], 'tabvInfo.csv: error[no-session-report] no session report (its columns are VM, '],
])('import sessions %j is bad input, and writes nothing', async (args, message) => {
  const io = memoryIo();
  expect(await main(['import', 'sessions', ...args, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain(message);
  expect(io.out()).toBe('');
  expect(io.written).toEqual([]);
});
