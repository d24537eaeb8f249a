import { expect, test } from 'vitest';
import { runTracer } from '../../src/runs/run-tracers.ts';
import type { Decision } from '../../src/trace/decision-log.ts';
import { SlotLanes } from '../../src/trace/slot-lanes.ts';
import { night, vm } from '../helpers/night.ts';
import { recorded, shippedScenario } from '../helpers/parting.ts';
import { run, runText, type TestRun } from '../helpers/run-scenario-text.ts';
import { holdsInDomain } from '../laws/law.ts';
import { runNight } from '../laws/night.ts';

interface DrawnEvent {
  readonly name: string;
  readonly ph: 'X' | 'C' | 'i' | 'M';
  /** Scope of an instant: g, the whole picture; t, one track. */
  readonly s?: 'g' | 't';
  readonly ts?: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid?: number;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Between them they have every kind of fault and of reaction to one. */
const EVENTFUL = [
  'study/failover-and-rescan',
  'study/host-failover',
  'study/network-and-storage-faults',
  'study/proxy-added',
  'study/tracking-reset',
  'study/closing-windows',
  'study/retries',
];

function tracing(): { tracer: ReturnType<typeof runTracer>; events: () => DrawnEvent[] } {
  let text = '';
  const tracer = runTracer({
    trace: () => undefined,
    timeline: (piece) => {
      text += piece;
    },
  });
  return { tracer, events: () => JSON.parse(text).traceEvents };
}

function drawn(scenario: string): { run: TestRun; events: DrawnEvent[] } {
  const { tracer, events } = tracing();
  const run = runText(scenario, { tracer });
  return { run, events: events() };
}

/** `process slot: name from-to`, seconds. */
function spans(events: readonly DrawnEvent[]): string[] {
  const names = new Map(
    events.filter(({ name }) => name === 'process_name').map((e) => [e.pid, e.args['name']]),
  );
  return events
    .filter(({ ph }) => ph === 'X')
    .map((e) => `${names.get(e.pid)} ${e.tid}: ${e.name} ${e.ts! / 1e6}-${(e.ts! + e.dur!) / 1e6}`);
}

test('a task is drawn with its phases on every slot that it holds, and its wait in the queue', () => {
  // One slot, 10 s to open a disk and 1000 s to move it: the second waits for 1010 s.
  const { events } = drawn(
    night({
      overheads: '{ openNbd: 10s, jobInit: 0s, vmPrepare: 0s, snapshotCreate: 0s, vmFinalise: 0s }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('vm1', [100, 100])}]`,
    }),
  );
  const shown = spans(events);
  expect(shown).toContain('queue 2: vm1/1 0-1010');
  expect(shown.filter((line) => line.startsWith('proxy px1'))).toEqual([
    'proxy px1 1: vm1/0 0-1010',
    'proxy px1 1: preparing 0-10',
    'proxy px1 1: transfer 10-1010',
    'proxy px1 1: vm1/1 1010-2020',
    'proxy px1 1: preparing 1010-1020',
    'proxy px1 1: transfer 1020-2020',
  ]);
  expect(shown).toContain('repository repo 1: vm1/1 1010-2020');
  const second = events.find((e) => e.ph === 'X' && e.name === 'vm1/1' && e.ts === 1010e6)!;
  expect(second.args).toMatchObject({ proxy: 'px1', mode: 'nbd', queueWaitSeconds: 1010, result: 'success' });
});

test('curves show only the state at the end of each instant', () => {
  // One slot, 1000 s per disk: at 1000 s the first task ends and the second starts, so that one task is running all the time.
  const { events } = drawn(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    }),
  );
  const curve = (of: string) =>
    events.filter(({ name }) => name === of).map((e) => [e.ts! / 1e6, e.args['value']]);
  expect(curve('tasks running')).toEqual([
    [0, 1],
    [2000, 0],
  ]);
  expect(curve('tasks waiting')).toEqual([
    [0, 1],
    [1000, 0],
  ]);
});

test('every process and every slot has its name, in the order in which they are shown', () => {
  const { events } = drawn(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    }),
  );
  const named = events.filter(({ ph }) => ph === 'M');
  const of = (what: string) => named.filter(({ name }) => name === what);
  const processes = ['run', 'queue', 'proxy px1', 'repository repo', 'host esx1'];
  expect(of('process_name').map((e) => [e.pid, e.args])).toEqual(
    processes.map((name, i) => [i + 1, { name }]),
  );
  expect(of('process_sort_index').map((e) => [e.pid, e.args])).toEqual(
    processes.map((_, i) => [i + 1, { sort_index: i + 1 }]),
  );
  // Both tasks are in the queue at first; the slots that the second takes over have their names already.
  expect(of('thread_name').map((e) => `${processes[e.pid - 1]} ${e.tid}: ${e.args['name']}`)).toEqual([
    'queue 1: slot 1',
    'queue 2: slot 2',
    'proxy px1 1: slot 1',
    'repository repo 1: slot 1',
    'host esx1 1: slot 1',
  ]);
  expect(named).toHaveLength(15);
});

test('the use of a resource is a curve: its mean over each sampling step, drawn from the beginning of the step', () => {
  // 100 MB/s through a network of 1 GB/s; down from 250 s to 1250 s. The task tries again every 15 s, so from 1255 s.
  const { events } = drawn(
    night({
      clock: '{ sample: 250s }',
      proxies: '[{ name: px1, network: 1 GB/s }]',
      faults: '[{ at: 250s, kind: proxy-down, target: px1, for: 1000s }]',
    }),
  );
  const px1 = events.find(({ args }) => args['name'] === 'proxy px1')!.pid;
  const curves = events.filter(({ ph, pid }) => ph === 'C' && pid === px1);
  expect([...new Set(curves.map(({ name }) => name))]).toEqual(['inbound', 'outbound']);
  // Once it is at 0 it stays there until it rises again. The last step ends with the run, at 2005 s.
  expect(curves.filter((e) => e.name === 'inbound').map((e) => [e.ts! / 1e6, e.args['value']])).toEqual([
    [0, 0.1],
    [250, 0],
    [1250, 0.098],
    [1500, 0.1],
    [1750, 0.1],
    [2000, 0.1],
  ]);
});

test('what its window closes on has waited, and is no longer waiting', () => {
  const { events } = drawn(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: { length: 400s, onClose: stop } }]',
    }),
  );
  const waiting = events.filter(({ name }) => name === 'tasks waiting');
  expect(waiting.map((e) => [e.ts! / 1e6, e.args['value']])).toEqual([
    [0, 1],
    [400, 0],
  ]);
  expect(spans(events)).toContain('queue 2: b/0 0-400');
  const wait = events.find(({ ph, name }) => ph === 'X' && name === 'b/0')!;
  expect(wait.args).toEqual({
    session: 'night #1',
    attempt: 1,
    kind: 'full',
    toReadBytes: 100e9,
    'proxy-slot seconds': 400,
  });
});

test('a snapshot is drawn on its host until it is removed, a transform on its repository', () => {
  // 10 GB of change at 100 MB/s: 100 s, and 30 s to detach the disk. The snapshot is removed in 20 s. 5 GB are merged at 50 MB/s.
  const drawnWith = (more: string) =>
    drawn(
      night({
        overheads: '{ base: none, hotaddDetach: 30s, snapshotRemove: 20s, consolidation: unlimited }',
        transport: '{ hotadd: { perTask: 100 MB/s } }',
        proxies: '[{ name: px1, kind: virtual, host: esx1 }]',
        repositories: '[{ name: repo, write: 50 MB/s }]',
        vms: '[{ name: v, host: esx1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
        jobs: `[{ name: night, vms: [v], repository: repo, method: forever-incremental, restorePoints: 1 }${more}]`,
      }),
    ).events;
  const events = drawnWith('');
  expect(spans(events)).toEqual([
    'proxy px1 1: v/0 0-130',
    'proxy px1 1: transfer 0-100',
    'proxy px1 1: closing 100-130',
    'repository repo 1: v/0 0-130',
    'repository repo 1: transfer 0-100',
    'repository repo 1: closing 100-130',
    'host esx1 1: snapshot of v 0-150',
    'host esx1 1: removal 130-150',
    'repository repo 1: merge of night #1 150-250',
  ]);
  expect(events.find(({ name }) => name.startsWith('merge'))!.args).toEqual({ bytes: 5e9 });
  // With more work afterwards, too: it is not drawn up to the end of the run.
  const later = ', { name: later, vms: [v], repository: repo, run: full, schedule: { start: 1000s } }';
  expect(spans(drawnWith(later))).toContain('repository repo 1: merge of night #1 150-250');
});

test('a snapshot that the run leaves open has its delta, and no removal', () => {
  // A tenth of 100 GB changes in a day; the disk is read at 1 MB/s, so that the day is over first.
  const { events } = drawn(
    night({
      clock: '{ horizon: 24h }',
      transport: '{ nbd: { perTask: 1 MB/s } }',
      vms: '[{ name: v, host: esx1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
      jobs: '[{ name: night, vms: [v], repository: repo, run: full }]',
    }),
  );
  const lines = spans(events).filter((line) => line.startsWith('host esx1'));
  expect(lines).toEqual(['host esx1 1: snapshot of v 0-86400']);
  expect(events.find(({ name }) => name === 'snapshot of v')!.args).toEqual({ deltaBytes: 10e9 });
});

test('faults are drawn across the whole picture, interruptions on the slot of their task', () => {
  const { events } = drawn(night({ faults: '[{ at: 100s, kind: proxy-down, target: px1, for: 50s }]' }));
  const instants = events.filter(({ ph }) => ph === 'i');
  expect(instants.map(({ ts, name, s, tid }) => `${ts! / 1e6} ${name} ${s} ${tid}`).sort()).toEqual([
    '100 task-interrupted t 1',
    '100 went-down px1 g 0',
    '150 came-up px1 g 0',
    '160 task-resumed t 1',
  ]);
});

test('of the tasks that wait 200 are drawn, and all are counted', () => {
  const names = '[{ name: "v{001..203}", disks: [{ size: 1 GB, datastore: ds1 }] }]';
  const { events } = drawn(night({ proxies: '[{ name: px1, maxConcurrentTasks: 1 }]', vms: names }));
  const waits = spans(events).filter((line) => line.startsWith('queue '));
  // One of the 203 does not wait, but has its place among the 200 until it starts.
  expect(waits).toHaveLength(199);
  expect(events.find(({ name }) => name === 'tasks waiting')!.args).toEqual({ value: 202 });
});

/** `kind subject`, as the decision log names the subject. */
function faultText({ kind, subject: { of, words } }: Decision): string {
  if (of === 'part') return `${kind} ${words[1]}`;
  if (of === 'connection' || of === 'move') return `${kind} ${words.join(' to ')}`;
  if (of === 'session') return `${kind} ${words.join(' #')}`;
  return [kind, ...words].join(' ');
}

test('whatever strikes or reacts is drawn once, by the name that the decision log gives it', () => {
  const kinds = new Set(['session-missed', 'proxy-deployed', 'session-retried', 'went-down', 'came-up']);
  for (const kind of ['link-degraded', 'connection-lost', 'connection-back', 'tracking-reset', 'rescanned'])
    kinds.add(kind);
  for (const kind of ['vm-moved', 'volume-moved']) kinds.add(kind);
  const onTracks = new Set(['task-interrupted', 'task-resumed', 'task-failed-over']);
  const seen = new Set<string>();
  for (const name of EVENTFUL) {
    const { tracer, events } = tracing();
    const scenario = shippedScenario(name);
    run(scenario, { tracer });
    const { decisions } = recorded(scenario).log;
    const instants = events().filter(({ ph }) => ph === 'i');
    const struck = decisions.filter(({ kind }) => kinds.has(kind));
    expect(instants.filter(({ s }) => s === 'g').map((e) => `${e.ts} ${e.name}`)).toEqual(
      struck.map((decision) => `${decision.atUs} ${faultText(decision)}`),
    );
    const met = decisions.filter(({ kind }) => onTracks.has(kind));
    expect(instants.filter(({ s }) => s === 't').map((e) => `${e.ts} ${e.name}`)).toEqual(
      met.map(({ atUs, kind }) => `${atUs} ${kind}`),
    );
    for (const { kind } of [...struck, ...met]) seen.add(kind);
  }
  expect([...seen].sort()).toEqual([...kinds, ...onTracks].sort());
});

test('no slot shows two things at a time, and every task is drawn for as long as it held its slots', () => {
  holdsInDomain({ runs: 25 }, (data) => {
    const { tracer, events } = tracing();
    const { run } = runNight(data, { tracer });
    const proxies = new Map<number, boolean>();
    const tracks = new Map<string, { from: number; to: number }[]>();
    let onProxies = 0;
    for (const { ph, pid, tid, ts, dur, name, args } of events()) {
      if (name === 'process_name') proxies.set(pid, `${args['name']}`.startsWith('proxy '));
      if (ph !== 'X' || ['preparing', 'transfer', 'closing', 'removal'].includes(name)) continue;
      const track = tracks.get(`${pid}/${tid}`) ?? [];
      tracks.set(`${pid}/${tid}`, [...track, { from: ts!, to: ts! + dur! }]);
      if (proxies.get(pid)) onProxies += dur!;
    }
    for (const track of tracks.values()) {
      const ordered = track.sort((a, b) => a.from - b.from);
      for (const [i, { from }] of ordered.entries()) {
        expect(from).toBeGreaterThanOrEqual(ordered[i - 1]?.to ?? 0);
      }
    }
    const end = run.trace.at(-1)!.at;
    const held = run.tasks.reduce((sum, { proxy, secondProxy, startSeconds, endSeconds }) => {
      const slots = (proxy === null ? 0 : 1) + (secondProxy === null ? 0 : 1);
      const until = endSeconds === null ? end : Math.round(endSeconds * 1e6);
      return sum + (startSeconds === null ? 0 : slots * (until - Math.round(startSeconds * 1e6)));
    }, 0);
    expect(onProxies).toBe(held);
  });
});

test('the lowest free lane is taken, and none if all are in use', () => {
  const lanes = new SlotLanes(3);
  expect([lanes.take(), lanes.take(), lanes.take(), lanes.take()]).toEqual([0, 1, 2, -1]);
  lanes.free(1);
  lanes.free(0);
  expect([lanes.take(), lanes.take(), lanes.take()]).toEqual([0, 1, -1]);
});
