import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importSessions } from '../../../../src/import/sessions.ts';
import { at, codes, GB, imported, january, jobs, runImported, session, task, vmRecords } from '../past.ts';

test('a night without sessions, and no sessions at all, are errors', () => {
  const sessions = [session(at(1, 22), { tasks: [task('a')] })];
  expect(importSessions(sessions, { nightUs: january(5) })).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'night-empty', severity: 'error' }],
  });
  expect(importSessions([])).toMatchObject({ ok: false, diagnostics: [{ code: 'no-sessions' }] });
});

test('a night goes from noon to noon: its sessions at their times, retries and failures among them', () => {
  const written = imported(
    [
      session(at(1, 11, 59), { tasks: [task('a')] }),
      session(at(1, 12), { tasks: [task('a', { readBytes: 1 * GB })] }),
      session(at(1, 23), { job: 'Other', result: 'failed', tasks: [task('b', { readBytes: 2 * GB })] }),
      session(at(2, 3, 30), { isRetry: true, tasks: [task('a', { readBytes: 3 * GB })] }),
      session(at(2, 12), { tasks: [task('a')] }),
    ],
    { nightUs: january(1) },
  );
  expect(jobs(written).map(({ name, schedule, retries }) => [name, schedule, retries])).toEqual([
    ['Nightly 12:00', { at: '2024-01-01T12:00:00' }, 0],
    ['Other', { at: '2024-01-01T23:00:00' }, 0],
    ['Nightly 03:30', { at: '2024-01-02T03:30:00' }, 0],
  ]);
  expect(vmRecords(written).map(({ vm, tags }) => [vm, tags])).toEqual([
    ['a', 'Nightly 12:00'],
    ['b', 'Other'],
    ['a#2', 'Nightly 03:30'],
  ]);
  expect(codes(written)).toContain('night-failures');
  const odd = written.diagnostics.find(({ code }) => code === 'night-failures');
  expect(odd?.message).toMatch(/: 2 \(Other, Nightly 03:30\)$/);
});

test('a night in which all went well, and read less than is used, has nothing to tell', () => {
  const full = task('a', { kind: 'full', readBytes: 50 * GB });
  const increment = (day: number) => session(at(day, 22), { tasks: [task('a', { readBytes: 2 * GB })] });
  const nights = [increment(1), session(at(2, 22), { kind: 'full', tasks: [full] }), increment(3)];
  for (const day of [2, 3]) expect(codes(imported(nights, { nightUs: january(day) }))).toEqual([]);
});

test('of a VM that was in several sessions of a night, findings tell once', () => {
  const written = imported(
    [session(at(1, 22), { tasks: [task('a')] }), session(at(1, 23), { tasks: [task('a'), task('b')] })],
    { nightUs: january(1) },
  );
  expect(vmRecords(written)).toHaveLength(3);
  const unknown = written.diagnostics.find(({ code }) => code === 'used-unknown');
  expect(unknown?.message).toMatch(/: 2 \(a, b\)$/);
});

test('sessions of a job that begin in the same minute of a night are two', () => {
  const begun = [at(1, 22), at(1, 22) + 5_000_000].map((startUs) => session(startUs, { tasks: [task('a')] }));
  const written = imported(begun, { nightUs: january(1) });
  expect(vmRecords(written).map(({ tags }) => tags)).toEqual(['Nightly 22:00', 'Nightly 22:00#2']);
  expect(runImported(written).summary.totals.succeeded).toBe(2);
});

test('in a replayed night a VM goes the way it went in each session, and one without bytes changes as it usually does', () => {
  const usual = [1, 2, 3].map((day) => session(at(day, 22), { tasks: [task('a', { readBytes: 2 * GB })] }));
  const night = [
    session(at(4, 20), { job: 'By san', tasks: [task('a', { readBytes: 5 * GB, mode: 'san' })] }),
    session(at(4, 21), { job: 'By network', tasks: [task('a', { readBytes: 7 * GB, mode: 'nbd' })] }),
    session(at(4, 22), { job: 'Untold', tasks: [task('a')] }),
    session(at(4, 23), { job: 'Without VMs', dataBytes: 9 * GB }),
  ];
  const written = imported([...usual, ...night], { nightUs: january(4) });
  expect(vmRecords(written).map(({ vm }) => vm)).toEqual(['a', 'a#2', 'a#3', 'Without VMs']);
  const { summary } = runImported(written);
  const bytesOf = (job: string) => Math.round((summary.jobs[job]?.sessions[0]?.readBytes ?? 0) / 1e6);
  expect(night.map(({ job }) => bytesOf(job))).toEqual([5000, 7000, 2000, 9000]);
  // The VM without a mode goes as it most often did, the unknown ones by hot-add.
  expect(Object.values(summary.proxies).map(({ modes }) => modes)).toEqual([
    { hotadd: 1, nbd: 1 },
    { san: 2 },
  ]);
});

test('a megabyte out of a VM of gigabytes is read to the byte, or nearly', () => {
  const read = (minute: number, bytes: number) =>
    session(at(1, 13, minute), {
      ...{ job: 'A', kind: 'incremental' as const },
      tasks: [task('vm0', { kind: 'incremental', readBytes: bytes })],
    });
  const written = imported([read(0, 1_000_000), read(1, 1_872_453_551)], { nightUs: january(1) });
  const { summary } = runImported(written);
  const bytes = Object.values(summary.jobs).map(({ sessions }) => sessions[0]!.readBytes);
  // A change rate has seven digits: 1e6 of some 2e10 bytes is told to 0.1 bytes, 2e9 to 100; sizes are whole kilobytes.
  expect(Math.abs(bytes[0]! - 1_000_000)).toBeLessThanOrEqual(1);
  expect(Math.abs(bytes[1]! - 1_872_453_551)).toBeLessThanOrEqual(1000);
});

test('a night that is replayed reads what it has read, session by session', () => {
  const anyTask = fc.record({
    vm: fc.integer({ min: 0, max: 5 }),
    bytes: fc.integer({ min: 1e6, max: 1e11 }),
    kind: fc.constantFrom('full' as const, 'incremental' as const),
  });
  const anySession = fc.record({
    minute: fc.integer({ min: 0, max: 600 }),
    job: fc.constantFrom('A', 'B'),
    tasks: fc.uniqueArray(anyTask, { minLength: 1, maxLength: 4, selector: ({ vm }) => vm }),
  });
  fc.assert(
    fc.property(fc.array(anySession, { minLength: 1, maxLength: 5 }), (night) => {
      const sessions = night
        .map(({ minute, job, tasks }) =>
          session(at(1, 13, minute), {
            ...{ job, kind: tasks[0]?.kind ?? 'full' },
            tasks: tasks.map(({ vm, bytes, kind }) => task(`vm${vm}`, { kind, readBytes: bytes })),
          }),
        )
        .sort((a, b) => a.startUs - b.startUs);
      const { summary } = runImported(imported(sessions, { nightUs: january(1) }));
      const simulated = Object.values(summary.jobs).flatMap((job) => job.sessions);
      expect(simulated).toHaveLength(sessions.length);
      for (const [index, past] of sessions.entries()) {
        const bytes = past.tasks.reduce((sum, { readBytes = 0 }) => sum + readBytes, 0);
        expect((simulated[index]?.readBytes ?? 0) / bytes).toBeCloseTo(1, 4);
      }
    }),
    { numRuns: 20 },
  );
});

test('a night of sessions whose VMs no report names reads what each has read then, not what it usually reads', () => {
  const job = (name: string, hour: number, gigabytes: readonly number[]) =>
    gigabytes.map((each, day) => session(at(day + 1, hour), { job: name, dataBytes: each * GB }));
  const sessions = [...job('One', 20, [9, 9, 9, 3]), ...job('Two', 21, [2, 2, 2, 5])];
  const { tasks } = runImported(imported(sessions, { nightUs: january(4) }));
  expect(tasks.map(({ readBytes }) => Math.round(readBytes / 1e6))).toEqual([3000, 5000]);
});
