import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { PastMode, PastSession } from '../../../src/history/past-session.ts';
import { scenarioOfImport } from '../scenario-of-import.ts';
import { at, codes, GB, imported, january, jobs, runImported, session, task, vmRecords } from './past.ts';

/** A full on the 1st, then so many increments, one every `hours`. */
function chain(hours: number, count: number, bytes: number, fullBytes: number): PastSession[] {
  const full = session(at(1, 0), {
    kind: 'full',
    dataBytes: fullBytes,
    tasks: [task('a', { kind: 'full', readBytes: fullBytes })],
  });
  const increments = Array.from({ length: count }, (_, index) =>
    session(at(1, 0) + (index + 1) * hours * 3_600_000_000, {
      dataBytes: bytes,
      tasks: [task('a', { readBytes: bytes })],
    }),
  );
  return [full, ...increments];
}

test('a VM has the used space that its last full has read, and changes as increments a day apart have read', () => {
  const written = imported(chain(24, 12, 2 * GB, 100 * GB));
  expect(vmRecords(written)).toEqual([
    {
      ...{ vm: 'a', host: 'esx1', datastore: 'ds1', size: '100 GB', used: '100 GB', changeRate: '2%' },
      ...{ tags: 'Nightly', lastBackup: '' },
    },
  ]);
  expect(codes(written)).toEqual([]);
});

test('a job that runs six times a day changes 1 - 0.99^6 in a day where each session reads a hundredth', () => {
  const written = imported(chain(4, 12, 1 * GB, 100 * GB));
  expect(vmRecords(written)).toMatchObject([{ changeRate: '5.851985%', lastBackup: '4h' }]);
  expect(jobs(written)).toMatchObject([{ schedule: { every: '4h' } }]);
  const sessions = runImported(written).summary.jobs['Nightly']?.sessions ?? [];
  expect(sessions).toHaveLength(6);
  for (const { readBytes } of sessions) expect(readBytes / GB).toBeCloseTo(1, 6);
});

test('a VM of several jobs was last read as long ago as by the one that runs least often, and as usual where one of several failed', () => {
  const every = (job: string, hours: number, vms: (index: number) => PastSession['tasks']) =>
    Array.from({ length: 24 / hours }, (_, index) =>
      session(at(1, index * hours), { job, tasks: vms(index) }),
    );
  const read = (vm: string) => task(vm, { readBytes: GB });
  const often = every('Often', 4, () => [read('a')]);
  const rarely = every('Rarely', 8, () => [read('a')]);
  expect(vmRecords(imported(often))).toMatchObject([{ vm: 'a', lastBackup: '4h' }]);
  expect(vmRecords(imported([...often, ...rarely]))).toMatchObject([{ vm: 'a', lastBackup: '8h' }]);
  // b fails in every other session, so that where both succeed it is 8 h since it did.
  const halves = every('Often', 4, (index) => [
    read('a'),
    index % 2 === 0 ? read('b') : task('b', { result: 'failed' }),
  ]);
  expect(vmRecords(imported(halves))).toMatchObject([{ vm: 'a', lastBackup: '4h' }, { vm: 'b' }]);
});

test('only the last sessions count, as many as are asked for', () => {
  const sessions = [...chain(24, 12, 2 * GB, 100 * GB), ...chain(24, 16, 4 * GB, 100 * GB).slice(13)];
  expect(vmRecords(imported(sessions, { last: 4 }))).toMatchObject([{ changeRate: '4%' }]);
  expect(vmRecords(imported(sessions, { last: 12 }))).toMatchObject([{ changeRate: '2%' }]);
});

test('bytes of a whole session are spread over its VMs by how long each took', () => {
  const days = [1, 2, 3].map((day) =>
    session(at(day, 22), {
      dataBytes: 3 * GB,
      tasks: [task('a', { seconds: 100 }), task('b', { seconds: 200 })],
    }),
  );
  const written = imported(days);
  // 1 GB and 2 GB a day, the usual daily change of 20 GB and 40 GB.
  expect(vmRecords(written)).toMatchObject([
    { vm: 'a', used: '20 GB', changeRate: '5%' },
    { vm: 'b', used: '40 GB', changeRate: '5%' },
  ]);
  expect(codes(written)).toEqual(['used-assumed', 'bytes-spread']);
});

test('a VM that was tried twice in a session has read both times', () => {
  const twice = [task('a', { result: 'failed', readBytes: GB }), task('a', { readBytes: 2 * GB })];
  const written = imported([session(at(1, 22), { tasks: twice })], { nightUs: january(1) });
  expect(runImported(written).summary.totals.readBytes / GB).toBeCloseTo(3, 5);
});

test('of a full among increments, what the others usually change is taken off; a full of one VM alone is better', () => {
  const increment = (day: number) =>
    session(at(day, 22), { dataBytes: 2 * GB, tasks: [task('a'), task('b')] });
  const mixed = session(at(4, 22), { dataBytes: 81 * GB, tasks: [task('a'), task('b', { kind: 'full' })] });
  const sessions = [increment(1), increment(2), increment(3), mixed];
  expect(vmRecords(imported(sessions))).toMatchObject([{ vm: 'a' }, { vm: 'b', used: '80 GB' }]);
  const alone = session(at(1, 23), {
    dataBytes: 70 * GB,
    kind: 'full',
    tasks: [task('b', { kind: 'full' })],
  });
  expect(vmRecords(imported([increment(1), alone, ...sessions.slice(1)]))).toMatchObject([
    { vm: 'a' },
    { vm: 'b', used: '70 GB' },
  ]);
});

test('the full that is known best counts: of its own bytes, alone, among fulls, among increments; of such the last', () => {
  const fullOf = (day: number, told: Partial<PastSession>) => session(at(day, 20), { kind: 'full', ...told });
  const full = (vm: string, bytes?: number) =>
    task(vm, { kind: 'full', ...(bytes === undefined ? {} : { readBytes: bytes }) });
  const usedAfter = (...fulls: PastSession[]) => vmRecords(imported(fulls))[0]?.['used'];
  const own = fullOf(1, { tasks: [full('a', 10 * GB), full('b', 90 * GB)] });
  const fulls = fullOf(2, { dataBytes: 40 * GB, tasks: [full('a'), full('b')] });
  const mixed = fullOf(3, { dataBytes: 30 * GB, tasks: [full('a'), task('b')] });
  const failed = fullOf(4, { dataBytes: 1 * GB, result: 'failed', tasks: [full('a')] });
  expect(usedAfter(own, fulls, mixed, failed)).toBe('10 GB');
  expect(usedAfter(fulls, mixed)).toBe('20 GB');
  expect(usedAfter(mixed)).toBe('30 GB');
  expect(usedAfter(own, fullOf(5, { tasks: [full('a', 12 * GB)] }))).toBe('12 GB');
  // All that a session has read is its only VM's, which says more than a share of a later one.
  expect(usedAfter(fullOf(1, { dataBytes: 15 * GB, tasks: [full('a')] }), fulls)).toBe('15 GB');
  const another = fullOf(3, { job: 'Another', tasks: [full('a', 11 * GB)] });
  expect(usedAfter(own, another, fullOf(5, { tasks: [full('a', 12 * GB)] }))).toBe('12 GB');
});

test('bytes of a session whose VMs have no durations are spread evenly', () => {
  const tasks = ['a', 'b'].map((vm) => ({ vm, result: 'success', kind: 'incremental' }) as const);
  const days = [1, 2].map((day) => session(at(day, 22), { dataBytes: 2 * GB, tasks }));
  expect(vmRecords(imported(days)).map(({ used }) => used)).toEqual(['20 GB', '20 GB']);
});

test('what reports say of size and used space is taken as it is', () => {
  const sized = task('a', { readBytes: 1 * GB, sizeBytes: 200 * GB, usedBytes: 50 * GB });
  const written = imported([1, 2].map((day) => session(at(day, 22), { tasks: [sized] })));
  expect(vmRecords(written)).toMatchObject([{ size: '200 GB', used: '50 GB', changeRate: '2%' }]);
});

test('a job has the VMs of its last sessions; who was in it before is named', () => {
  const written = imported(
    [
      session(at(1, 22), { tasks: [task('old'), task('a')] }),
      ...[2, 3].map((day) => session(at(day, 22), { tasks: [task('a')] })),
    ],
    { last: 2 },
  );
  expect(vmRecords(written).map(({ vm }) => vm)).toEqual(['a']);
  expect(written.diagnostics.find(({ code }) => code === 'vms-gone')?.message).toContain('(old of Nightly)');
  expect(written.scenarioYaml).toContain('No longer in it: old.');
});

test('a job without a session in the last four weeks is left out, unless it always pauses as long', () => {
  const daily = Array.from({ length: 200 }, (_, day) => session(at(day - 170, 22), { job: 'Daily' }));
  const until = (day: number, job: string, pause: number) =>
    [0, 1, 2].map((back) => session(at(day - back * pause, 20), { job }));
  const sessions = [
    ...daily,
    ...until(1, 'Given up', 1),
    ...until(2, 'Just there', 1),
    ...until(-10, 'Monthly', 30),
  ];
  const written = imported(sessions.sort((a, b) => a.startUs - b.startUs));
  expect(
    jobs(written)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Daily', 'Just there', 'Monthly']);
  expect(written.diagnostics.find(({ code }) => code === 'jobs-gone')?.message).toContain('(Given up)');
});

test('a VM of two jobs is one VM with both tags', () => {
  const written = imported([
    session(at(1, 20), { job: 'Early', tasks: [task('a')] }),
    session(at(1, 22), { job: 'Late', tasks: [task('a')] }),
  ]);
  expect(vmRecords(written)).toMatchObject([{ vm: 'a', tags: 'Early;Late' }]);
  expect(runImported(written).summary.totals.succeeded).toBe(2);
});

test('the ratio, the days of fulls and the retries of a job are those of its sessions', () => {
  const days = Array.from({ length: 14 }, (_, index) => index + 1);
  const sessions = days.flatMap((day) => {
    const isSunday = day % 7 === 0;
    const ratio = [0.2, 0.4, 0.5][day % 3] ?? 0;
    const told = { seconds: 600, dataBytes: 10 * GB, backupBytes: ratio * 10 * GB };
    const first = session(at(day, 22), {
      ...{ ...told, tasks: [task('a')], kind: isSunday ? 'synthetic-full' : 'incremental' },
      result: day === 3 ? 'failed' : 'success',
    });
    // Ended at 22:10, tried again at 22:25 and at 22:40.
    const again = (minute: number) => session(at(day, 22, minute), { ...told, seconds: 0, isRetry: true });
    return day === 3 ? [first, again(25), again(40)] : [first];
  });
  expect(jobs(imported(sessions))).toMatchObject([
    {
      ...{ syntheticFull: { days: ['sun'] }, compressionRatio: 0.4 },
      ...{ retries: { times: 2, wait: '15m' }, schedule: { daily: '22:00' } },
    },
  ]);
});

test('one full on a day of the week makes no day of fulls', () => {
  const sessions = Array.from({ length: 13 }, (_, index) =>
    session(at(index + 1, 22), { tasks: [task('a')], kind: index === 6 ? 'full' : 'incremental' }),
  );
  expect(jobs(imported(sessions))[0]).not.toHaveProperty('activeFull');
});

test('the clock of an ordinary night begins before its first job, on a day on which most jobs run and fewest make fulls', () => {
  const clockOf = (sessions: readonly PastSession[]) =>
    parse(imported([...sessions].sort((a, b) => a.startUs - b.startUs)).scenarioYaml).clock.start;
  const days = Array.from({ length: 14 }, (_, index) => index + 1);
  const nightly = days.map((day) => session(at(day, 22), { kind: day % 7 === 0 ? 'full' : 'incremental' }));
  // The 14th is a Sunday, with fulls.
  expect(clockOf(nightly)).toBe('2024-01-13T21:00');
  const onThursdays = [4, 11].map((day) => session(at(day, 23), { job: 'Weekly' }));
  expect(clockOf([...nightly, ...onThursdays])).toBe('2024-01-11T21:00');
  const early = days.map((day) => session(at(day, 0, 30), { job: 'Early' }));
  expect(clockOf([...nightly, ...early])).toBe('2024-01-13T21:00');
});

test('of jobs whose VMs no report names, one VM stands for all', () => {
  const full = session(at(1, 22), { kind: 'full', dataBytes: 100 * GB });
  const written = imported([full, ...[2, 3].map((day) => session(at(day, 22), { dataBytes: 3 * GB }))]);
  expect(vmRecords(written)).toMatchObject([{ vm: 'Nightly', used: '100 GB', changeRate: '3%' }]);
  expect(codes(written)).toEqual(['vms-unknown']);
});

test.each<[PastMode, string]>([
  ['hotadd', 'hotadd'],
  ['san', 'san'],
  ['storage-snapshot', 'san'],
  ['nfs', 'nfs'],
  ['nbd', 'nbd'],
  ['nbdssl', 'nbdssl'],
  ['on-host', 'on-host'],
  ['off-host', 'off-host'],
])('data that went by %s goes by %s in the scenario, also beside others', (mode, expected) => {
  const own = task('a', { mode, readBytes: GB });
  const modesOf = (sessions: readonly PastSession[]) => {
    const { summary } = runImported(imported(sessions));
    expect(summary.totals.failed).toBe(0);
    const counts = new Map<string, number>();
    for (const { modes } of Object.values(summary.proxies)) {
      for (const [name, tasks] of Object.entries(modes)) counts.set(name, (counts.get(name) ?? 0) + tasks);
    }
    return Object.fromEntries(counts);
  };
  expect(modesOf([session(at(1, 22), { tasks: [own] })])).toEqual({ [expected]: 1 });
  const others = (['hotadd', 'san', 'nfs'] as const).map((other) =>
    task(other, { mode: other, readBytes: GB }),
  );
  const beside = modesOf([session(at(1, 22), { tasks: [own, ...others] })]);
  // Any proxy takes the network, encrypted or not.
  const way = expected === 'nbdssl' ? 'nbd' : expected;
  const plain = { hotadd: 1, san: 1, nfs: 1 };
  expect(beside).toEqual({ ...plain, [way]: way in plain ? 2 : 1 });
});

test.each<PastMode>(['hotadd', 'nbd', 'san', 'on-host'])(
  'as many VMs as were seen at work at a time by %s find a slot at once',
  (mode) => {
    const vms = Array.from({ length: 30 }, (_, index) =>
      task(`vm${index}`, { readBytes: GB, mode, startUs: at(1, 22) }),
    );
    const { summary } = runImported(imported([session(at(1, 22), { tasks: vms })]));
    expect(Object.values(summary.repositories).map(({ peakTasks }) => peakTasks)).toEqual([30]);
    expect(summary.totals.succeeded).toBe(30);
  },
);

test('VMs of which nothing is known have what is assumed, and are said to', () => {
  const sized = task('sized', { sizeBytes: 40 * GB });
  const written = imported([session(at(1, 22), { tasks: [task('a'), sized] })]);
  expect(vmRecords(written)).toMatchObject([
    { vm: 'a', size: '100 GB', used: '100 GB', changeRate: '5%' },
    { vm: 'sized', size: '40 GB', used: '40 GB', changeRate: '5%' },
  ]);
  expect(codes(written)).toEqual(['used-unknown', 'changes-unknown']);
});

test('a VM of which more is read in a day than it uses is taken to use twice that', () => {
  const sized = task('a', { readBytes: 60 * GB, usedBytes: 50 * GB });
  const sessions = [session(at(1, 22), { tasks: [sized] })];
  for (const written of [imported(sessions), imported(sessions, { nightUs: january(1) })]) {
    expect(vmRecords(written)).toMatchObject([{ used: '120 GB', changeRate: '50%' }]);
    expect(codes(written)).toContain('change-exceeds-used');
    expect(runImported(written).summary.totals.readBytes / GB).toBeCloseTo(60, 6);
  }
});

test('a full of a night reads all that is used, and what changes while it is read is what usually does', () => {
  const night = imported(
    [
      ...chain(24, 3, 2 * GB, 100 * GB),
      session(at(8, 22), {
        ...{ kind: 'full', tasks: [task('a', { kind: 'full', readBytes: 110 * GB })] },
      }),
    ],
    { nightUs: january(8) },
  );
  // 2 GB a day of the 110 GB.
  expect(vmRecords(night)).toMatchObject([{ used: '110 GB', changeRate: '1.818182%' }]);
  expect(jobs(night)).toMatchObject([{ run: 'full' }]);
  expect(runImported(night).summary.totals.readBytes).toBe(110 * GB);
});

test('names are what they are, except for characters that mean something in a scenario', () => {
  const names = ['a: b # c', '{x}', 'no', '2024-01-01', '"quoted", yes', 'ä\u2028ö'];
  const written = imported(
    names.map((name, index) =>
      session(at(1, 20, index), { job: `${name};`, tasks: [task(name, { readBytes: GB })] }),
    ),
  );
  expect(codes(written)).toContain('name-replaced');
  expect(runImported(written).summary.totals.succeeded).toBe(names.length);
});

test('a large estate comes in clusters of at most 64 hosts, on one of which each VM stands with its datastore', () => {
  // 1,100 VMs at work at once: 138 hosts of 8 slots, that is 3 clusters of 46, and 275 datastores for 4 snapshots each.
  const vms = Array.from({ length: 1100 }, (_, number) => task(`vm${number}`, { startUs: at(1, 22) }));
  const written = imported([session(at(1, 22), { tasks: vms, dataBytes: 1e12 })]);
  const { hosts, datastores, proxies } = scenarioOfImport(written);
  expect([hosts.length, datastores.length, proxies.length]).toEqual([138, 275, 138]);
  // What is alike is written once.
  expect(written.scenarioYaml).toContain('{ name: "px{1..138}", kind: virtual, host: "esx{1..138}", ');
  const mounts = new Map(datastores.map((store) => [store.name, store.hosts]));
  expect(new Set([...mounts.values()].map((mounted) => mounted.length))).toEqual(new Set([46]));
  const records = vmRecords(written);
  for (const { host = '', datastore = '' } of records) expect(mounts.get(datastore)).toContain(host);
  expect(new Set(records.map(({ host }) => host)).size).toBe(138);
  expect(new Set(records.map(({ datastore }) => datastore)).size).toBe(275);
});

test('a job starts when its ordinary sessions do; of retries alone nothing better is known', () => {
  const evenings = [1, 2, 3, 4].map((day) => session(at(day, 22), { tasks: [task('a')] }));
  const retries = [2, 3, 4, 5].flatMap((day) =>
    [0, 20].map((minute) => session(at(day, 3, minute), { isRetry: true, tasks: [task('a')] })),
  );
  const both = [...evenings, ...retries].sort((a, b) => a.startUs - b.startUs);
  expect(jobs(imported(both))).toMatchObject([{ schedule: { daily: '22:00' }, retries: { times: 2 } }]);
  expect(jobs(imported(retries.slice(0, 1)))).toMatchObject([{ schedule: { daily: '03:00' } }]);
});

test('data shrinks as in increments; as in fulls only where there are no increments', () => {
  const told = (day: number, kind: 'full' | 'incremental', dataBytes: number, backupBytes: number) =>
    session(at(day, 22), { kind, dataBytes, backupBytes, tasks: [task('a', { kind })] });
  const fulls = [1, 2].map((day) => told(day, 'full', 100 * GB, 25 * GB));
  const increment = told(3, 'incremental', 4 * GB, 2 * GB);
  expect(jobs(imported([...fulls, increment]))).toMatchObject([{ compressionRatio: 0.5 }]);
  expect(jobs(imported(fulls))).toMatchObject([{ compressionRatio: 0.25 }]);
});

test('the scenario says beside each job what its figures come from, and expects the window of the one that moves most', () => {
  const small = [1, 2, 3].map((day) =>
    session(at(day, 20), {
      ...{ job: 'Small', seconds: 600, dataBytes: 2 * GB },
      tasks: [task('a', { readBytes: 2 * GB, usedBytes: 100 * GB })],
    }),
  );
  const large = [1, 2, 3].map((day) =>
    session(at(day, 21), {
      ...{ job: 'Large', seconds: 3720, dataBytes: 5 * GB },
      tasks: [task('b', { readBytes: 5 * GB, usedBytes: 50 * GB }), ...(day === 1 ? [task('old')] : [])],
    }),
  );
  const fulls = [
    session(at(3, 22), {
      job: 'Fulls',
      kind: 'full',
      tasks: [task('c', { kind: 'full', readBytes: 9 * GB })],
    }),
  ];
  const { scenarioYaml } = imported([...small, ...large, ...fulls], { last: 2 });
  const remarks = scenarioYaml.split('\n').filter((line) => /^ {2}# /.test(line));
  expect(remarks).toEqual([
    '  # Small: 3 sessions, of the last 2 increments median 2 GB in 10m, change 2% a day.',
    '  # Large: 3 sessions, of the last 2 increments median 5 GB in 1h 2m, change 10% a day. No longer in',
    '  # it: old.',
    '  # Fulls: 1 session, ASSUMED change, as there is no ordinary increment.',
  ]);
  expect(
    scenarioYaml
      .split('\n')
      .filter((line) => line.startsWith('# '))
      .join('\n'),
  ).toContain('ASSUMED, because reports have no proxies: ');
  expect(scenarioYaml).toContain('# expect:\n#   - { metric: jobs.Large.window, max: ');
  const night = imported([...small, ...large], { nightUs: at(2, 0) }).scenarioYaml;
  expect(night).not.toContain('expect:');
});
