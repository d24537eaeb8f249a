import { expect, test } from 'vitest';
import { incrementsByJob } from '../../../src/history/increments.ts';
import { isUnfinished, modeOf, resultOf } from '../../../src/import/sessions/reports/report-word.ts';
import { readPastSessions } from '../../../src/import/sessions.ts';
import { reportBytes, reportSeconds } from '../../../src/import/tables/report-amount.ts';
import type { Cell, Table } from '../../../src/import/tables/table.ts';
import { formatDateTime } from '../../../src/units/format-quantity.ts';
import { table } from '../tables.ts';

const HEADER = ['JobName', 'VMName', 'Status', 'WorkDuration', 'CreationTime', 'DataSize', 'BackupSize'];
const ROW: Cell[] = ['Nightly', 'sql', 'Success', '60', '2024-06-13 22:00:13', '100', '40'];

/** The row of most tests, with other cells in some columns. */
function row(
  changes: Partial<Record<'job' | 'vm' | 'status' | 'seconds' | 'created' | 'data', Cell>>,
): Cell[] {
  const { job, vm, status, seconds, created, data } = changes;
  return [job, vm, status, seconds, created, data, undefined].map((cell, at) => cell ?? ROW[at] ?? null);
}

function codes(...tables: Table[]): Record<string, readonly number[]> {
  return Object.fromEntries(readPastSessions(tables).diagnostics.map(({ code, rows }) => [code, rows]));
}

test('an Australian report keeps all of its sessions, on their own days', () => {
  const days = ['5/01/2026', '6/01/2026', '13/01/2026', '14/01/2026'];
  const rows = days.map((day) => row({ created: `${day} 10:00:00 PM` }));
  const { sessions, diagnostics } = readPastSessions([table('t', HEADER, ...rows)]);
  expect(sessions.map(({ startUs }) => formatDateTime(startUs).slice(0, 16))).toEqual([
    ...['2026-01-05T22:00', '2026-01-06T22:00', '2026-01-13T22:00', '2026-01-14T22:00'],
  ]);
  expect(diagnostics.map(({ code }) => code)).not.toContain('dates-contradictory');
});

test.each([
  ['37.8603486', '.', 37.8603486],
  ['37,8603486', ',', 37.8603486],
  ['00:01:35.8830000', '.', 95.883],
  ['2.01:00:00', '.', 176_400],
  ['26:00:00', '.', 93_600],
  [new Date('1899-12-30T00:01:30Z'), '.', 90],
  ['-5', '.', undefined],
  ['', '.', undefined],
] satisfies [Cell, '.' | ',', number | undefined][])(
  'the length of time %s with the mark %s is %s s',
  (cell, mark, expected) => {
    expect(reportSeconds(cell, mark)).toBe(expected);
  },
);

test.each([
  ['30 GB', '.', 30 * 1024 ** 3],
  ['30 GiB', '.', 30 * 1024 ** 3],
  ['1.5 PB', '.', 1.5 * 1024 ** 5],
  ['1,5 KB', ',', 1536],
  ['1,024 B', '.', 1024],
  ['620756992', '.', 620_756_992],
  [2.5, '.', 3],
  ['N/A', '.', undefined],
  ['1e300', '.', undefined],
] satisfies [Cell, '.' | ',', number | undefined][])(
  'the amount %s with the mark %s is %s bytes',
  (cell, mark, expected) => {
    expect(reportBytes(cell, mark)).toBe(expected);
  },
);

test.each([
  [
    'success',
    ['Erfolg', 'Erfolgreich', 'Réussite', 'Succès', 'Éxito', 'Riuscito', 'Sucesso', 'Geslaagd', 'OK'],
  ],
  ['warning', ['Warnung', 'Avertissement', 'Advertencia', 'Avviso', 'Aviso', 'Waarschuwing']],
  [
    'failed',
    ['Fehler', 'Fehlgeschlagen', 'Échec', 'Échoué', 'Erreur', 'Fallido', 'Error', 'Non riuscito', 'Falha'],
  ],
] as const)('what people write for %s in a report that they have translated: %j', (result, words) => {
  expect(words.map(resultOf)).toEqual(words.map(() => result));
});

test('results are words, or numbers where PowerShell has made JSON of them', () => {
  const words = ['Success', 'Completed', 'Warning', 'Failed', 'None', 'InProgress', 'Purple'];
  const results = [...words, '0', '1', '3', '2', '-1', '5', '6', '20'].map((word) =>
    isUnfinished(word) ? 'unfinished' : resultOf(word),
  );
  expect(results).toEqual([
    ...['success', 'success', 'warning', 'failed', 'unfinished', 'unfinished', undefined],
    ...['success', 'warning', 'warning', 'failed', 'unfinished', 'unfinished', 'unfinished', undefined],
  ]);
});

test('ways to the data go by many names', () => {
  const words = [
    'HotAdd',
    'VirtualAppliance',
    'Network',
    'nbdssl',
    'DirectStorageAccess',
    'Direct NFS',
    'nfs',
    'san',
  ];
  expect([...words, 'StorageSnapshot', 'onHost', 'carrier pigeon', ''].map(modeOf)).toEqual([
    ...['hotadd', 'hotadd', 'nbd', 'nbdssl', 'san', 'nfs', 'nfs', 'san'],
    ...['storage-snapshot', 'on-host', undefined, undefined],
  ]);
});

test('a report of a country where a semicolon separates: decimal commas, days before months', () => {
  const german = table('bericht', HEADER, [
    'Nacht',
    'sql',
    'Success',
    '60,5',
    '13.06.2024 22:00:13',
    '100',
    '40',
  ]);
  const { sessions, diagnostics } = readPastSessions([{ ...german, decimal: ',' }]);
  expect(diagnostics).toEqual([]);
  expect(formatDateTime(sessions[0]?.startUs ?? 0).slice(0, 10)).toBe('2024-06-13');
  expect(sessions[0]?.tasks[0]?.seconds).toBe(60.5);
});

test('columns are found by their headers, wherever they stand and whatever stands between', () => {
  const turned = [...HEADER, 'Remark'].toReversed();
  const cells = [...ROW, 'x'].toReversed();
  expect(readPastSessions([table('t', turned, cells)])).toEqual(readPastSessions([table('t', HEADER, ROW)]));
});

test('a row in two files that overlap counts once; VMs of a session that only one of them has are added', () => {
  const later = row({ created: '2024-06-14 22:00:13' });
  const { sessions, diagnostics } = readPastSessions([
    table('to June 13', HEADER, ROW),
    table('from June 13', HEADER, ROW, row({ vm: 'web' }), later, later),
  ]);
  expect(sessions.map(({ tasks }) => tasks.map(({ vm }) => vm))).toEqual([['sql', 'web'], ['sql']]);
  expect(diagnostics.find(({ code }) => code === 'row-repeated')?.rows).toEqual([2, 5]);
});

test('a VM with a row for each of its disks, by several ways, is one task by the first of them', () => {
  const rows = ['hotadd', 'nbd', 'hotadd'].map((mode) => [...ROW, mode]);
  const { sessions } = readPastSessions([table('t', [...HEADER, 'ProcessingMode'], ...rows)]);
  expect(sessions).toMatchObject([{ dataBytes: 100, tasks: [{ vm: 'sql', mode: 'hotadd' }] }]);
});

test('a VM that was tried twice within a session is two tasks', () => {
  const [session] = readPastSessions([
    table('t', HEADER, row({ status: 'Failed', seconds: '' }), row({ seconds: '70' })),
  ]).sessions;
  expect(session?.tasks.map(({ result, seconds }) => [result, seconds])).toEqual([
    ['failed', undefined],
    ['success', 70],
  ]);
});

test('of one session in two dialects each adds what the other does not say', () => {
  const other = table(
    'with modes',
    ['JobName', 'VMName', 'Status', 'CreationTime', 'ProcessingMode', 'TaskDuration'],
    ['Nightly', 'sql', 'Success', '2024-06-13T22:00:13.7654321', 'nbd', '00:02:00'],
  );
  const { sessions } = readPastSessions([table('t', HEADER, ROW), other]);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.tasks).toMatchObject([{ vm: 'sql', seconds: 60, mode: 'nbd' }]);
});

test('tasks of one session belong together by its id, else by how closely they follow each other', () => {
  const header = ['JobName', 'Name', 'Status', 'JobSessId', 'StartTime'];
  const rows = (...ids: string[]): Cell[][] =>
    ids.map((id, index) => ['Nightly', `vm${index}`, 'Success', id, `2024-06-13 22:0${index}:00`]);
  const sizes = (tables: Table[]) => readPastSessions(tables).sessions.map(({ tasks }) => tasks.length);
  expect(sizes([table('t', header, ...rows('s1', 's1', 's2'))])).toEqual([2, 1]);
  const without = rows('', '').map((cells) => [...cells.slice(0, 4), '2024-06-13 22:00:00']);
  expect(sizes([table('t', header, ...without)])).toEqual([2]);
  expect(sizes([table('t', header, ...rows('', ''))])).toEqual([2]);
  const hoursLater = [...rows('')[0]!.slice(0, 4), '2024-06-14 02:00:00'];
  expect(sizes([table('t', header, ...rows(''), hoursLater)])).toEqual([1, 1]);
});

test('sizes that most sessions repeat on each row are those of the session, others those of each VM', () => {
  const totals = [ROW, row({ vm: 'web' }), row({ vm: 'app', data: '100' })];
  const own = [ROW, row({ vm: 'web', data: '20' }), row({ vm: 'app', data: '3' })];
  const read = (rows: Cell[][]) => readPastSessions([table('t', HEADER, ...rows)]);
  expect(read(totals).sessions[0]).toMatchObject({ dataBytes: 100, backupBytes: 40 });
  expect(read(totals).sessions[0]?.tasks[0]).not.toHaveProperty('readBytes');
  expect(codes(table('t', HEADER, ...totals))).toHaveProperty('totals-repeated');
  expect(read(own).sessions[0]).toMatchObject({ dataBytes: 123, backupBytes: 120 });
  expect(read(own).sessions[0]?.tasks.map(({ readBytes }) => readBytes)).toEqual([100, 20, 3]);
});

test('nothing fails in no time: a failed task of 0 seconds has no duration', () => {
  const { sessions } = readPastSessions([table('t', HEADER, row({ status: 'Failed', seconds: '00:00:00' }))]);
  expect(sessions[0]?.tasks[0]).not.toHaveProperty('seconds');
});

test('whatever is left out is said, with its rows', () => {
  const withType = (type: string, ...rows: Cell[]): Cell[] => [...rows, type];
  expect(
    codes(
      table(
        't',
        [...HEADER, 'JobType'],
        withType('EVmware', ...ROW),
        withType('EWindowsPhysical', ...row({ vm: 'laptop' })),
        row({ status: 'InProgress' }),
        row({ status: '7' }),
        row({ created: 'soon' }),
        row({ job: '' }),
        row({ vm: 'nas:/share\\x' }),
        row({ vm: 'web', seconds: '' }),
      ),
    ),
  ).toEqual({
    'other-work': [3],
    'session-unfinished': [4],
    'result-unknown': [5],
    'row-without-time': [6],
    'row-without-job': [7],
    'not-a-vm': [8],
    'duration-unknown': [9],
    'totals-repeated': [],
  });
});

test('of a result or a time that nobody can read, the message shows the cell', () => {
  const rows = [ROW, row({ status: 'Purple' }), row({ created: '05-Foo-24' })];
  const { diagnostics } = readPastSessions([table('t', HEADER, ...rows)]);
  const messages = diagnostics.map(({ code, message }) => [code, message]);
  expect(messages).toContainEqual([
    'result-unknown',
    'rows with an unknown result are left out: 1 (t row 3 (sql: Purple))',
  ]);
  expect(messages).toContainEqual([
    'row-without-time',
    'rows without a readable creation time are left out: 1 (t row 4 (sql: 05-Foo-24))',
  ]);
});

test('ways that nobody knows, rows of several VMs, and sessions of an id that nothing else is known of are said', () => {
  const header = [...HEADER, 'ProcessingMode', 'JobSessId'];
  expect(
    codes(
      table(
        't',
        header,
        [...ROW, 'carrier pigeon', ''],
        [...row({ vm: 'System.Object[]', job: 'Many' }), 'nbd', ''],
        [...row({ job: '', vm: 'web', created: '' }), 'nbd', 's1'],
      ),
    ),
  ).toMatchObject({ 'mode-unknown': [2], 'row-without-vm': [3], 'row-without-time': [4] });
  const session = table(
    's',
    ['id', 'Name', 'JobType', 'Result', 'CreationTime'],
    ['s1', '', 'Backup', 'Success', '2024-06-13'],
  );
  expect(codes(session)).toEqual({ 'row-without-job': [2], 'no-sessions': [] });
});

test('a row that is called like its session, as some health checks have it, is no VM', () => {
  const { sessions } = readPastSessions([table('t', HEADER, row({ vm: 'Nightly (Incremental)' }))]);
  expect(sessions).toMatchObject([
    { job: 'Nightly', kind: 'incremental', dataBytes: 100, seconds: 60, tasks: [] },
  ]);
});

test.each(['Nightly', 'Nightly (old)'])('a VM may be called %s, much like its job', (vm) => {
  const { sessions } = readPastSessions([table('t', HEADER, row({ vm }))]);
  expect(sessions).toMatchObject([{ job: 'Nightly', tasks: [{ vm }] }]);
});

test('a word in the name of a VM does not make its backup a full', () => {
  const { sessions } = readPastSessions([table('t', HEADER, row({ vm: 'srv for full text search' }))]);
  expect(sessions[0]?.tasks[0]).not.toHaveProperty('kind');
});

test('tables that are no session report are ignored; it is an error where there is no other, or no session', () => {
  const jobs = table('_Jobs', ['Name', 'JobType', 'RepoName'], ['Nightly', 'Backup', 'r1']);
  expect(codes(jobs, table('t', HEADER, ROW))).toEqual({ 'not-a-session-report': [] });
  const sizes = table('sizes', ['JobName', 'Total Size'], ['Nightly', '100 GB']);
  expect(codes(sizes)).toEqual({ 'no-session-report': [], 'not-a-session-report': [] });
  expect(codes(jobs)).toEqual({ 'no-session-report': [], 'not-a-session-report': [] });
  expect(codes(table('t', HEADER))).toEqual({ 'no-sessions': [] });
  expect(codes()).toEqual({ 'no-session-report': [] });
});

test('dates that can be read both ways, or only in contradiction, are said to be so', () => {
  expect(codes(table('t', HEADER, row({ created: '6/7/2024 1:00' })))).toEqual({ 'dates-guessed': [] });
  const both = [row({ created: '6/13/2024 1:00' }), row({ created: '13/6/2024 1:00' })];
  expect(codes(table('t', HEADER, ...both))).toEqual({ 'dates-contradictory': [], 'row-without-time': [3] });
});

test('a session of more VMs than a function takes arguments is read', () => {
  const count = 150_000;
  const rows = Array.from({ length: count }, (_, at): Cell[] => row({ vm: `vm${at}` }));
  const { sessions } = readPastSessions([{ name: 'big', rows: [HEADER, ...rows] }]);
  // All rows repeat the session's 100 bytes.
  expect(sessions).toMatchObject([{ dataBytes: 100, tasks: { length: count } }]);
  expect(incrementsByJob(sessions).get('Nightly')).toMatchObject([{ seconds: 60, parts: { length: count } }]);
});

test('amounts and seconds with decimal commas in a file of commas are read by what their column tells', () => {
  const rows = [
    row({ seconds: '1,234', data: '2,048 GB' }),
    row({ vm: 'web', seconds: '75,5', data: '0,5 GB' }),
  ];
  const { sessions, diagnostics } = readPastSessions([table('report', HEADER, ...rows)]);
  const gib = 1024 ** 3;
  expect(sessions[0]?.tasks.map(({ seconds, readBytes }) => [seconds, readBytes])).toEqual([
    [1.234, Math.round(2.048 * gib)],
    [75.5, gib / 2],
  ]);
  const said = diagnostics.find(({ code }) => code === 'numbers-settled')?.message;
  expect(said).toContain('2 (report WorkDuration, 1,234 as 1.234, DataSize, 2,048 as 2.048)');
});
