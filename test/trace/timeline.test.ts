import { expect, test } from 'vitest';
import { runTracer } from '../../src/runs/run-tracers.ts';
import { SlotLanes } from '../../src/trace/slot-lanes.ts';
import { night, vm } from '../helpers/night.ts';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';
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

test('faults are drawn across the whole picture, interruptions on the slot of their task', () => {
  const { events } = drawn(night({ faults: '[{ at: 100s, kind: proxy-down, target: px1, for: 50s }]' }));
  const instants = events.filter(({ ph }) => ph === 'i');
  expect(instants.map(({ ts, name, s }) => `${ts! / 1e6} ${name} ${s}`).sort()).toEqual([
    '100 task-interrupted t',
    '100 went-down px1 g',
    '150 came-up px1 g',
    '160 task-resumed t',
  ]);
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
