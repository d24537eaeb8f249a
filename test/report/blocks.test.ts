import { describe, expect, test } from 'vitest';
import type { SnapshotRow } from '../../src/metrics/columns/snapshot-columns.ts';
import type { TransformRow } from '../../src/metrics/logs/transform-log.ts';
import type { RunResult } from '../../src/metrics/run-result.ts';
import type { Summary } from '../../src/metrics/summary/summary.ts';
import { textReport } from '../../src/report/text.ts';
import { MONDAY_20_00_US, runResult, summary, taskRow } from './sample-result.ts';

/** The lines of the block below a heading; empty: there is no such block. */
function block(heading: string, changes: Partial<RunResult>): string[] {
  const text = textReport(runResult(changes), {
    clockStartUs: MONDAY_20_00_US,
    reproduce: '',
  });
  const blocks = text.split('\n\n').map((lines) => lines.split('\n').filter((line) => line !== ''));
  return blocks.find(([first]) => first?.startsWith(heading))?.slice(1) ?? [];
}

describe('snapshots', () => {
  const snapshot = (vm: string, changes: Partial<SnapshotRow> = {}): SnapshotRow => ({
    job: 'nightly',
    session: 1,
    attempt: 1,
    vm,
    createdSeconds: 0,
    removalStartSeconds: 60,
    goneSeconds: 70,
    lifeSeconds: 60,
    deltaBytes: 1e9,
    removalSeconds: 10,
    creationStunSeconds: 0.5,
    removalStunSeconds: 0.5,
    idleSeconds: 0,
    ...changes,
  });

  test('that nobody would notice are not mentioned', () => {
    const ordinary = { lifeSeconds: 4 * 3600, idleSeconds: 600, deltaBytes: 20e9, removalStunSeconds: 1 };
    expect(block('Snapshots', { snapshots: [snapshot('a', ordinary)] })).toEqual([]);
  });

  test('are listed by what stands out: three of each kind, every VM with its worst one', () => {
    const lives = [5, 8, 6, 7, 9].map((hours, i) => snapshot(`vm${i}`, { lifeSeconds: hours * 3600 }));
    const again = snapshot('vm0', { lifeSeconds: 10 * 3600, attempt: 2 });
    const heavy = snapshot('db', { deltaBytes: 30e9, removalSeconds: null, removalStunSeconds: null });
    const slow = snapshot('sql', { removalStunSeconds: 2.5 });
    const idle = snapshot('web', { idleSeconds: 601 });
    // Three of a minute, then 5 to 10 h: the middle is 6.
    expect(block('Snapshots', { snapshots: [...lives, again, heavy, slow, idle] })).toEqual([
      '  lifetime of 9 snapshots: median 6h, P95 10h, longest 10h',
      '  longest lifetimes: vm0 10h, vm4 9h, vm1 8h and 2 more',
      '  open only for disks that waited: web 10m 1s',
      '  largest deltas: db 30 GB',
      '  longest stuns (estimated): sql 2.5s',
    ]);
  });
});

describe('oversubscription', () => {
  const proxies = (changes: Partial<Summary['proxies'][string]>): Summary =>
    summary({
      proxies: {
        px1: { ...summary().proxies['px1']!, slots: 16, knee: 8, shareAboveKnee: 0.25, ...changes },
      },
    });
  const px1 = { proxy: 'px1', slots: 16, cores: 8, tasksInMemory: 14, lossWhenFull: 0 };

  test('shows where the gain ends, what the memory supports, and how often more ran', () => {
    expect(block('Oversubscription', { summary: proxies({ peakTasks: 12 }), oversubscribed: [px1] })).toEqual(
      [
        '  px1: 16 slots on 8 cores (2.0x): no gain beyond 8 tasks; memory carries 14',
        '    at most 12 ran, more than 8 for 25% of the time; CPU 61%',
      ],
    );
  });

  test('does not say how often more ran than can ever run', () => {
    const [, second] = block('Oversubscription', {
      summary: proxies({ peakTasks: 3, knee: 16 }),
      oversubscribed: [{ ...px1, cores: null }],
    });
    expect(second).toBe('    at most 3 ran; CPU 61%');
  });

  test('does not mention memory that suffices or is not stated', () => {
    for (const tasksInMemory of [16, null]) {
      const [first] = block('Oversubscription', {
        summary: proxies({}),
        oversubscribed: [{ ...px1, tasksInMemory }],
      });
      expect(first).toBe('  px1: 16 slots on 8 cores (2.0x): no gain beyond 8 tasks');
    }
  });

  test('shows what is lost if all slots are in use', () => {
    const lines = block('Oversubscription', {
      summary: proxies({}),
      oversubscribed: [{ ...px1, lossWhenFull: 1 / 3 }],
    });
    expect(lines[1]).toMatch(/; CPU 61%; all 16 at once do 33.3% less$/);
  });

  test('of an idle proxy is not mentioned', () => {
    expect(block('Oversubscription', { summary: proxies({ tasks: 0 }), oversubscribed: [px1] })).toEqual([]);
  });
});

describe('data movers', () => {
  const { proxies, repositories } = summary();

  test('that only read on proxies and write on repositories are covered by the other tables', () => {
    expect(block('Data movers', {})).toEqual([]);
  });

  test('of a proxy that writes lead to a table of all busy machines, the most memory first', () => {
    const writing = { ...proxies['san1']!, dataMovers: { read: 1, write: 3 }, peakMemoryBytes: 6e9 };
    const idle = { ...proxies['san1']!, dataMovers: { read: 0, write: 0 }, peakMemoryBytes: 2e9 };
    const changed = summary({ proxies: { px1: proxies['px1']!, san1: writing, idle }, repositories });
    expect(block('Data movers', { summary: changed })).toEqual([
      '  repo1              0       12   16 GB  repository',
      '  px1                8        0   10 GB  proxy',
      '  san1               1        3    6 GB  proxy',
    ]);
  });

  test('of a repository that is read lead to the table, too', () => {
    const read = { repo1: { ...repositories['repo1']!, dataMovers: { read: 2, write: 0 } } };
    const [first] = block('Data movers', { summary: summary({ repositories: read }) });
    expect(first).toBe('  repo1              2        0   16 GB  repository');
  });
});

describe('storage', () => {
  test('has a line on latency for each datastore that was watched', () => {
    const { datastores } = summary();
    const slow = { peakLatencySeconds: 0.032, secondsStopped: 300, secondsThrottled: 20 };
    const changed = summary({
      datastores: {
        ds1: { ...datastores['ds1']!, ...slow },
        ds2: { ...datastores['ds2']!, peakLatencySeconds: 0.012 },
      },
    });
    expect(block('Storage', { summary: changed }).slice(-2)).toEqual([
      '  Latency of ds1: at most 32ms; no new task for 5m, slowed down for 20s',
      '  Latency of ds2: at most 12ms',
    ]);
  });

  test('tells which tasks were held back to protect production, over all jobs, and how to see the night without that', () => {
    const { datastores } = summary();
    const watched = { ...datastores['ds1']!, peakLatencySeconds: 0.032 };
    const waits = [
      { job: 'a', cause: 'datastore-latency', tasks: 1, seconds: 3600 },
      { job: 'a', cause: 'start-spacing', tasks: 2, seconds: 60 },
      { job: 'b', cause: 'start-spacing', tasks: 3, seconds: 30 },
      { job: 'b', cause: 'proxy-slot', tasks: 9, seconds: 9000 },
    ] as const;
    const lines = block('Storage', { summary: summary({ datastores: { ds1: watched } }), waits });
    expect(lines.slice(-3).join(' ').replace(/ +/g, ' ')).toBe(
      ' Latency of ds1: at most 32ms Held back to protect production: 1 task for 1h of task time until the latency fell, 5 tasks for 1m 30s of task time between two starts. Without that: --set latencyControl=false',
    );
  });

  test('shows extents, and not the scale-out repository whose work they do', () => {
    const { repositories } = summary();
    const idle = { slotUtilisation: 0, writeUtilisation: 0, peakTasks: 0 };
    const changed = summary({
      datastores: {},
      repositories: { ...repositories, scaled: { ...repositories['repo1']!, ...idle } },
    });
    const names = (scaleOut: RunResult['scaleOut']) =>
      block('Storage', { summary: changed, scaleOut }).map((line) => line.trim().split(' ')[0]);
    expect(names([])).toEqual(['repo1', 'scaled']);
    expect(names([{ name: 'scaled', extents: ['repo1'] }])).toEqual(['repo1']);
  });
});

describe('transforms', () => {
  const transform = (changes: Partial<TransformRow>): TransformRow => ({
    job: 'nightly',
    session: 1,
    work: 'merge',
    repository: 'repo1',
    bytes: 10e9,
    startSeconds: 100,
    endSeconds: 160,
    ...changes,
  });

  test('have a line per job: merges and synthetic fulls, their bytes and times', () => {
    const transforms = [
      transform({}),
      transform({ endSeconds: 280 }),
      transform({ work: 'synthetic-full', bytes: 2e12, endSeconds: 3700 }),
      transform({ job: 'databases', endSeconds: null }),
      transform({ job: 'databases', work: 'synthetic-full', bytes: 0, endSeconds: 100 }),
    ];
    // Merges of 60 s and 180 s.
    expect(block('Jobs', { transforms }).slice(-2)).toEqual([
      '  Transforms of nightly: 2 merges, 20 GB, in 2m each on average; 1 synthetic full, 2 TB, in 1h',
      '  Transforms of databases: 1 merge, 10 GB, not finished; 1 synthetic full without moving data',
    ]);
  });
});

describe('troubles', () => {
  const event = (kind: string, name = 'x') => ({ seconds: 0, kind, what: '', name, detail: '' });

  test('are not mentioned if there were none: rescans and transforms are no troubles', () => {
    expect(block('What went wrong', { events: [event('rescanned'), event('transform-started')] })).toEqual(
      [],
    );
  });

  test('list faults with their times, and count their effects', () => {
    const faults = [
      { kind: 'proxy-down', name: 'px1', startSeconds: 7200, endSeconds: 7800 },
      { kind: 'connectivity-lost', name: 'san1', datastore: 'ds1', startSeconds: 7260, endSeconds: null },
      { kind: 'tracking-reset', name: 'app01', startSeconds: 7320, endSeconds: 7320 },
    ];
    const events = [
      ...['task-interrupted', 'task-interrupted', 'task-resumed', 'task-failed'].map((kind) => event(kind)),
      event('session-retried'),
      event('vm-failed'),
      event('vm-warned', 'b'),
      event('vm-warned', 'a'),
      event('vm-warned', 'a'),
    ];
    expect(block('What went wrong', { summary: summary({ faults }), events })).toEqual([
      '  proxy-down px1, Mon 22:00 to Mon 22:10 (10m)',
      '  connectivity-lost san1 to ds1, Mon 22:01, to the end',
      '  tracking-reset app01, Mon 22:02',
      '  2 task interruptions, 1 resumed',
      '  1 task failed, 1 VM run failed, 1 retry of a job',
      '  with a warning: a, b',
    ]);
  });

  test('count tasks that failed or were stopped before they started, of which there is no event', () => {
    const never = { startSeconds: null, transferStartSeconds: null, endSeconds: null };
    const tasks = [
      taskRow({ result: 'failed' }),
      ...(['failed', 'window-closed', 'window-closed', 'unfinished'] as const).map((result) =>
        taskRow({ ...never, result }),
      ),
    ];
    expect(block('What went wrong', { tasks, events: [event('task-failed')] })).toEqual([
      '  2 tasks failed (1 not yet started), 2 tasks stopped by the window (2 not yet started)',
    ]);
  });

  test('list five of many faults', () => {
    const faults = Array.from({ length: 8 }, (_, i) => ({
      kind: 'proxy-down',
      name: `px${i}`,
      startSeconds: 0,
      endSeconds: 60,
    }));
    expect(block('What went wrong', { summary: summary({ faults }) }).slice(4)).toEqual([
      '  proxy-down px4, Mon 20:00 to Mon 20:01 (1m)',
      '  and 3 more faults in events.csv',
      '  no task was interrupted',
    ]);
  });

  test('of more than five faults those of one thing are told together', () => {
    const down = (name: string, startSeconds: number, endSeconds: number | null) => ({
      kind: 'proxy-down',
      name,
      startSeconds,
      endSeconds,
    });
    const faults = [
      ...[7200, 7500, 8100].map((start) => down('px1', start, start + 120)),
      down('px2', 7260, 7320),
      ...[7800, 9000].map((start) => down('px3', start, start === 9000 ? null : start + 60)),
    ];
    expect(
      block('What went wrong', { summary: summary({ faults }), events: [event('task-interrupted')] }),
    ).toEqual([
      '  proxy-down px1, 3 times from Mon 22:00, 6m in all',
      '  proxy-down px2, Mon 22:01 to Mon 22:02 (1m)',
      '  proxy-down px3, 2 times from Mon 22:10, the last to the end',
      '  1 task interruption',
    ]);
  });
});

describe('unprotected VMs', () => {
  test('are listed by reason, the most frequent first, at most ten each, with the sum of their data', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      vm: `vm${i}`,
      reason: 'nightly: the window closed',
      usedBytes: 1e12,
    }));
    const one = { vm: 'db', reason: 'nightly: failed, 4 attempts', usedBytes: 0 };
    expect(block('Not protected (13 VMs with 12 TB)', { unprotected: [one, ...many] })).toEqual([
      '  nightly: the window closed: vm0, vm1, vm2, vm3, vm4, vm5, vm6, vm7, vm8, vm9 and 2 more',
      '  nightly: failed, 4 attempts: db',
    ]);
  });

  test('with many reasons are only counted after the fifth', () => {
    const unprotected = Array.from({ length: 7 }, (_, i) => ({
      vm: `vm${i}`,
      reason: `job${i}: failed`,
      usedBytes: 0,
    }));
    const lines = block('Not protected', { unprotected });
    expect([lines.length, lines.at(-1)]).toEqual([6, '  and 2 more for other reasons, in events.csv']);
  });
});

test('no name in these blocks can send control codes to the terminal', () => {
  const bad = 'a\u001b[2Jb\rc';
  const text = textReport(
    runResult({
      summary: summary({ faults: [{ kind: 'proxy-down', name: bad, startSeconds: 0, endSeconds: null }] }),
      unprotected: [{ vm: bad, reason: `${bad}: failed`, usedBytes: 0 }],
      events: [{ seconds: 0, kind: 'vm-warned', what: 'vm', name: bad, detail: bad }],
    }),
    { clockStartUs: MONDAY_20_00_US, reproduce: '' },
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
});
