import { expect, test } from 'vitest';
import type { PastSession } from '../../../src/history/past-session.ts';
import { readPastSessions } from '../../../src/import/sessions.ts';
import { jsonTable } from '../../../src/import/tables/json-table.ts';
import type { Table } from '../../../src/import/tables/table.ts';
import { DAY_US, daysFromCivil, HOUR_US, MINUTE_US, SECOND_US } from '../../../src/units/civil-time.ts';
import { table } from '../tables.ts';

const GIB = 1024 ** 3;

/** Microseconds since 1970 of a time of the year 2024. */
function at(month: number, day: number, hour: number, minute = 0, second = 0): number {
  const date = daysFromCivil({ year: 2024, month, day });
  return date * DAY_US + hour * HOUR_US + minute * MINUTE_US + second * SECOND_US;
}

function read(...tables: Table[]): readonly PastSession[] {
  const { sessions, diagnostics } = readPastSessions(tables);
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return sessions;
}

function fromJson(document: unknown): Table {
  const records = jsonTable('tasks', document);
  if (records === undefined) throw new Error('no records');
  return records;
}

test('a session report with its VMs: seconds, bytes of the session on each row, the month first', () => {
  const header =
    'JobName VMName Status IsRetry ProcessingMode WorkDuration TaskAlgorithm CreationTime BackupSize DataSize';
  const [first, second] = read(
    table(
      'VeeamSessionReport',
      header.split(' '),
      [
        'Nightly',
        'sql',
        'Success',
        'False',
        'hotadd',
        '37.8603486',
        'Increment',
        '6/13/2024 22:00:13',
        '400',
        '1000',
      ],
      ['Nightly', 'web', 'Failed', 'False', 'nbd', '', 'Increment', '6/13/2024 22:00:13', '400', '1000'],
      ['Nightly', 'web', 'Success', 'True', 'nbd', '9.5', 'Full', '6/13/2024 22:40:00', '30', '70'],
    ),
  );
  expect(first).toEqual({
    job: 'Nightly',
    startUs: at(6, 13, 22, 0, 13),
    result: 'failed',
    kind: 'incremental',
    isRetry: false,
    dataBytes: 1000,
    backupBytes: 400,
    tasks: [
      { vm: 'sql', result: 'success', kind: 'incremental', mode: 'hotadd', seconds: 37.8603486 },
      { vm: 'web', result: 'failed', kind: 'incremental', mode: 'nbd' },
    ],
  });
  expect(second).toMatchObject({ kind: 'full', isRetry: true, result: 'success', dataBytes: 70 });
});

test('a session is a retry where all of its VMs are retried; one VM that was does not make it one', () => {
  const header = ['JobName', 'VMName', 'Status', 'IsRetry', 'CreationTime'];
  const [first, second] = read(
    table(
      'VeeamSessionReport',
      header,
      ['Nightly', 'sql', 'Success', 'False', '6/13/2024 22:00:13'],
      ['Nightly', 'web', 'Success', 'True', '6/13/2024 22:00:13'],
      ['Nightly', 'sql', 'Success', 'True', '6/14/2024 22:00:13'],
      ['Nightly', 'web', 'Success', 'True', '6/14/2024 22:00:13'],
    ),
  );
  expect([first?.isRetry, second?.isRetry]).toEqual([false, true]);
});

test('the report of a health check: lengths of time, GiB of each VM, what was busy, ways that several disks went', () => {
  const [session] = read(
    table(
      'VeeamSessionReport',
      [
        ...[
          'JobName',
          'VMName',
          'Status',
          'IsRetry',
          'ProcessingMode',
          'JobDuration',
          'TaskDuration',
          'TaskAlgorithm',
        ],
        ...[
          'CreationTime',
          'BackupSizeGB',
          'DataSizeGB',
          'BottleneckDetails',
          'PrimaryBottleneck',
          'JobType',
        ],
        'JobAlgorithm',
      ],
      [
        ...['Prod', 'dc', 'Success', 'False', 'DirectStorageAccess', '01:23:45', '00:15:32', 'Increment'],
        ...[
          '2024-03-01T22:00:00.0000000',
          '0.5',
          '2',
          'Source 15% > Proxy 25% > Network 10% > Target 50%',
          'Target',
        ],
        ...['EVmware', 'Increment'],
      ],
      [
        ...['Prod', 'sql', 'Warning', 'False', 'hotadd;nbd', '01:23:45', '1.00:45:18.5000000', 'Increment'],
        ...[
          '2024-03-01T22:00:00.0000000',
          '1.5',
          '6',
          'Source 25% > Proxy 35% > Network 0% > Target 40%',
          'Target',
        ],
        ...['EVmware', 'SynteticFull'],
      ],
    ),
  );
  expect(session).toMatchObject({
    startUs: at(3, 1, 22),
    seconds: 5025,
    result: 'warning',
    kind: 'incremental',
    dataBytes: 8 * GIB,
    backupBytes: 2 * GIB,
    bottleneck: 'target',
  });
  expect(session?.load?.source).toBeCloseTo(0.2, 12);
  expect(session?.load?.target).toBeCloseTo(0.45, 12);
  expect(session?.tasks).toMatchObject([
    {
      vm: 'dc',
      mode: 'san',
      seconds: 932,
      readBytes: 2 * GIB,
      transferredBytes: 0.5 * GIB,
      bottleneck: 'target',
    },
    { vm: 'sql', mode: 'hotadd', seconds: 89_118.5, kind: 'synthetic-full', readBytes: 6 * GIB },
  ]);
});

test('a report of sessions alone: GiB, a clock of twelve hours', () => {
  const header = [
    'JobName',
    'Result',
    'DataSize(GB)',
    'BackupSize(GB)',
    'DedupRatio',
    'CompressRatio',
    'Date',
  ];
  expect(
    read(
      table(
        'VeeamBackupSessionReport',
        header,
        ['Prod', 'Success', '3.25', '1', '3.3x', '1.5x', '7/27/2024 12:05:49 AM'],
        ['Prod', 'Warning', '3.25', '1', '3.3x', '1.5x', '7/27/2024 1:05:49 PM'],
      ),
    ),
  ).toEqual(
    [
      { startUs: at(7, 27, 0, 5, 49), result: 'success' },
      { startUs: at(7, 27, 13, 5, 49), result: 'warning' },
    ].map((told) => ({
      ...{ job: 'Prod', isRetry: false, dataBytes: 3.25 * GIB, backupBytes: GIB, tasks: [] },
      ...told,
    })),
  );
});

test('the report of Nutanix jobs: sizes with their unit, and sessions of several VMs, which PowerShell cannot tell', () => {
  const header =
    'JobName VM Date BackupType Status StartTime EndTime Duration TotalSize DataRead Transferred BackupSize';
  const times = [
    '9/24/2024 1:00:00 PM',
    'Incremental',
    'Success',
    '9/24/2024 1:00:00 PM',
    '9/24/2024 1:01:36 PM',
  ];
  const rest = ['00:01:35.8830000', '30 GB', '512 MB', '256 MB', '128 MB'];
  const [one, several] = read(
    table(
      'VeeamAHVBackupSessionReport',
      header.split(' '),
      ['Ahv', 'lin1', ...times, ...rest],
      ['Many', 'System.Object[]', ...times, ...rest],
    ),
  );
  const session = { startUs: at(9, 24, 13), kind: 'incremental', backupBytes: GIB / 8 };
  expect(one).toMatchObject({
    ...session,
    dataBytes: GIB / 2,
    tasks: [
      {
        ...{
          vm: 'lin1',
          seconds: 95.883,
          sizeBytes: 30 * GIB,
          readBytes: GIB / 2,
          transferredBytes: GIB / 4,
        },
        ...{ startUs: at(9, 24, 13), endUs: at(9, 24, 13, 1, 36) },
      },
    ],
  });
  expect(several).toMatchObject({ ...session, job: 'Many', dataBytes: GIB / 2, seconds: 95.883, tasks: [] });
});

/** A task session of the REST interface. */
function restTask(session: string, name: string, created: string, readSize: number) {
  return {
    ...{ name, sessionId: session, id: `${session}-${name}`, type: 'Backup', sessionType: 'BackupJob' },
    ...{ algorithm: 'Increment', state: 'Stopped', repositoryId: 'r1', creationTime: created },
    endTime: '2024-11-13T18:05:00',
    result: { result: 'Success', isCanceled: false },
    progress: {
      ...{ bottleneck: 'Proxy', duration: '00:01:17', processingRate: 'N/A', processedSize: 1000 },
      ...{ readSize, transferredSize: 10 },
    },
  };
}

test('task sessions of the REST interface: tasks of one session together, jobs told apart by VM and repository', () => {
  const { sessions, diagnostics } = readPastSessions([
    fromJson({
      data: [
        restTask('s2', 'lin', '2024-11-13T18:01:00.500000', 70),
        restTask('s2', 'win', '2024-11-13T18:00:30', 30),
        restTask('s1', 'win', '2024-11-12T18:00:30+01:00', 40),
        restTask('s3', 'other', '2024-11-13T19:00:00', 5),
      ],
      pagination: { total: 52, count: 4, skip: 0, limit: 4 },
    }),
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['jobs-unnamed']);
  expect(sessions.map(({ job, startUs, tasks }) => [job, startUs, tasks.map(({ vm }) => vm).join()])).toEqual(
    [
      ['job-lin', at(11, 12, 18, 0, 30), 'win'],
      ['job-lin', at(11, 13, 18, 0, 30), 'lin,win'],
      ['job-other', at(11, 13, 19), 'other'],
    ],
  );
  expect(sessions[1]).toMatchObject({
    dataBytes: 100,
    backupBytes: 20,
    kind: 'incremental',
    bottleneck: 'proxy',
  });
  expect(sessions[1]?.tasks[0]).toEqual({
    ...{ vm: 'lin', result: 'success', kind: 'incremental', seconds: 77, bottleneck: 'proxy' },
    ...{ startUs: at(11, 13, 18, 1) + 500_000, endUs: at(11, 13, 18, 5) },
    ...{ sizeBytes: 1000, readBytes: 70, transferredBytes: 10 },
  });
});

test('the list of sessions beside them names the jobs, and says when each began and ended', () => {
  const session = {
    ...{ id: 's2', name: 'Evening', sessionType: 'BackupJob', jobId: 'j1', state: 'Stopped' },
    ...{ creationTime: '2024-11-13T18:00:00', endTime: '2024-11-13T18:06:00' },
    result: { result: 'Warning' },
  };
  expect(
    read(fromJson([restTask('s2', 'lin', '2024-11-13T18:01:00', 70)]), fromJson({ data: [session] })),
  ).toMatchObject([
    { job: 'Evening', startUs: at(11, 13, 18), seconds: 360, result: 'warning', tasks: [{ vm: 'lin' }] },
  ]);
});

test('task sessions as PowerShell flattens them: parts behind points, times of the old converter', () => {
  const stamp = (us: number) => `/Date(${us / 1000})/`;
  const task = {
    ...{ Name: 'sql', JobName: 'Nightly', JobSessId: 'x', Status: 'Success' },
    JobSess: { CreationTime: stamp(at(1, 5, 22)), IsRetryMode: false },
    Progress: {
      ...{ TotalSize: 1000, TotalUsedSize: 600, ReadSize: 50, TransferedSize: 20 },
      ...{ StartTimeLocal: stamp(at(1, 5, 22, 1)), StopTimeLocal: stamp(at(1, 5, 22, 3)) },
    },
    WorkDetails: { TaskAlgorithm: 'Syntethic', WorkDuration: { Ticks: 900_000_000, TotalSeconds: 90 } },
  };
  const { sessions, diagnostics } = readPastSessions([fromJson(task)]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['times-utc']);
  expect(sessions).toEqual([
    {
      ...{ job: 'Nightly', startUs: at(1, 5, 22), result: 'success', isRetry: false, kind: 'synthetic-full' },
      ...{ dataBytes: 50, backupBytes: 20 },
      tasks: [
        {
          ...{ vm: 'sql', result: 'success', kind: 'synthetic-full', seconds: 90 },
          ...{ startUs: at(1, 5, 22, 1), endUs: at(1, 5, 22, 3) },
          ...{ sizeBytes: 1000, usedBytes: 600, readBytes: 50, transferredBytes: 20 },
        },
      ],
    },
  ]);
});

test('a time that an old PowerShell gives as an object is its value', () => {
  const told = { value: `/Date(${at(1, 5, 22) / 1000})/`, DateTime: 'Friday, 5 January 2024 22:00:00' };
  const { sessions } = readPastSessions([fromJson({ JobName: 'Nightly', Result: 0, CreationTime: told })]);
  expect(sessions).toMatchObject([{ job: 'Nightly', startUs: at(1, 5, 22), result: 'success' }]);
});

test('sessions as PowerShell flattens them have no VMs, and their names tell their kind', () => {
  const session = {
    ...{ JobName: 'Nightly', Name: 'Nightly (Full)', JobType: 'Backup', Result: 'Success', State: 'Stopped' },
    ...{ CreationTime: '2024-01-05T22:00:00.123+01:00', EndTime: '2024-01-05T23:00:00.123+01:00' },
    BackupStats: { DataSize: 100, BackupSize: 40 },
  };
  expect(read(fromJson([session]))).toEqual([
    {
      ...{
        job: 'Nightly',
        startUs: at(1, 5, 22) + 123_000,
        kind: 'full',
        seconds: 3600,
        result: 'success',
        isRetry: false,
      },
      ...{ dataBytes: 100, backupBytes: 40, tasks: [] },
    },
  ]);
});

test('tasks with their own begin and no session: one session until a VM comes again, or after an hour without any', () => {
  const header = 'Job Name|VM Name|Start Time|End Time|Status'.split('|');
  const row = (vm: string, day: number, from: string, to: string) => [
    'Nightly',
    vm,
    `2024-03-${day}T${from}:00`,
    `2024-03-${day}T${to}:00`,
    'Success',
  ];
  const { sessions, diagnostics } = readPastSessions([
    table(
      'tasks',
      header,
      // The lines of a list may be in any order.
      row('web', 11, '22:20', '22:40'),
      row('sql', 11, '22:00', '22:30'),
      row('file', 11, '23:30', '23:50'), // 59 minutes after the sql of 22:30 was over: of that session
      row('sql', 11, '22:30', '22:31'), // over at 22:30, and again: a session of its own
      row('sql', 12, '22:00', '22:30'),
      row('mail', 12, '23:31', '23:40'), // an hour and a minute after
    ),
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['sessions-guessed']);
  expect(sessions.map(({ startUs, tasks }) => [startUs, tasks.map(({ vm }) => vm)])).toEqual([
    [at(3, 11, 22), ['web', 'sql']],
    [at(3, 11, 22, 30), ['file', 'sql']],
    [at(3, 12, 22), ['sql']],
    [at(3, 12, 23, 31), ['mail']],
  ]);
});

test('disks of a VM that overlap are of one session, also where they are told in rows of their own', () => {
  const header = 'Job Name|VM Name|Start Time|End Time|Status|ReadSize'.split('|');
  const row = (from: string, to: string, bytes: string) => [
    'Nightly',
    'sql',
    `2024-03-11T${from}:00`,
    `2024-03-11T${to}:00`,
    'Success',
    bytes,
  ];
  const { sessions } = readPastSessions([
    table('tasks', header, row('22:00', '22:30', '100'), row('22:29', '22:40', '200')),
  ]);
  expect(sessions.map(({ startUs, tasks }) => [startUs, tasks.length])).toEqual([[at(3, 11, 22), 2]]);
});

test('a list of tasks that does not tell how they ended: all count as successful, and this is said', () => {
  const header = [
    ...['VM Name', 'Job Name', 'Total Size', 'Total Used Size', 'Processed Size', 'Processed Delta'],
    ...['Transferred Size', 'Disk Number', 'Start', 'End', 'Duration', 'Avg Speed', 'Data Store Name'],
  ];
  const amounts = ['1000', '500', '500', '50', '25', '2'];
  const { sessions, diagnostics } = readPastSessions([
    table(
      'tasks',
      header,
      ['sql', 'Nightly', ...amounts, '3/13/2024 22:00:05', '3/13/2024 22:05:05', '00:05:00', '1', 'ds1'],
      ['web', 'Nightly', ...amounts, '3/13/2024 22:01:00', '3/13/2024 22:02:00', '00:01:00', '1', 'ds1'],
    ),
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['sessions-guessed', 'results-assumed']);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]).toMatchObject({ job: 'Nightly', startUs: at(3, 13, 22, 0, 5), result: 'success' });
  expect(sessions[0]?.tasks.map(({ vm, seconds, result }) => [vm, seconds, result])).toEqual([
    ['sql', 300, 'success'],
    ['web', 60, 'success'],
  ]);
});

test('the report of Enterprise Manager: times of each VM in UTC, and as its total size that of the restore point', () => {
  const header =
    'RestorePointType JobAlgorithm BackupEndTime(UTC) State TotalSize VMName Result JobName BackupCreationTime(UTC)';
  const row = (type: string, day: number, bytes: string, vm = 'sql') => {
    const [begin, end] = ['03:00:00.5', '03:30:00.5'].map((time) => `2024-01-0${day}T${time}Z`);
    return [type, 'Incremental', end!, 'Completed', bytes, vm, 'Success', 'Nightly', begin!];
  };
  const { sessions, diagnostics } = readPastSessions([
    table(
      'API',
      header.split(' '),
      row('Full', 6, '60000'),
      row('Increment', 7, '800'),
      row('Increment', 7, '90', 'web'),
    ),
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['times-utc', 'sessions-guessed']);
  expect(sessions).toMatchObject([
    {
      job: 'Nightly',
      kind: 'full',
      backupBytes: 60_000,
      tasks: [{ vm: 'sql', seconds: 1800, transferredBytes: 60_000 }],
    },
    { kind: 'incremental', backupBytes: 890, tasks: [{ vm: 'sql', transferredBytes: 800 }, { vm: 'web' }] },
  ]);
  // What was stored tells neither how large a VM is nor how much was read of it.
  const tasks = sessions.flatMap((session) => session.tasks);
  expect(tasks.flatMap(({ sizeBytes, readBytes }) => [sizeBytes, readBytes])).toEqual(
    Array(6).fill(undefined),
  );
});
