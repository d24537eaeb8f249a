import { describe, expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import { eventRows } from '../../../src/metrics/troubles/events.ts';
import { faultsOf } from '../../../src/metrics/troubles/faults.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { modelOf, night, vm } from '../../helpers/night.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';
import { record } from '../records.ts';

/** `seconds kind what name: detail` */
const events = (run: Pick<TestRun, 'events'>) =>
  run.events.map(({ seconds, kind, what, name, detail }) => `${seconds} ${kind} ${what} ${name}: ${detail}`);

describe('an interruption', () => {
  // 100 GB at 100 MB/s; at 200 s 20 GB have been read.
  const faults = '[{ at: 200s, kind: proxy-down, target: px1, for: 5min }]';
  const run = runText(night({ faults }));

  test('is reported together with its fault, from beginning to end', () => {
    expect(events(run)).toEqual([
      '200 went-down proxy px1: ',
      '200 task-interrupted task vm1/0: night, 20000000000 bytes read',
      '500 came-up proxy px1: ',
      '500 task-resumed task vm1/0: night',
    ]);
    expect(run.summary.faults).toEqual([
      { kind: 'proxy-down', name: 'px1', startSeconds: 200, endSeconds: 500 },
    ]);
  });

  test('is counted in the row of its task, and does not count as transfer time', () => {
    expect(run.tasks).toMatchObject([{ interruptions: 1, interruptedSeconds: 300, endSeconds: 1300 }]);
    // 100 GB in the 1000 s that were left of 1300.
    expect(run.sessions).toMatchObject([{ processingRate: 100e6, attempts: 1 }]);
  });

  test('that ends in a failure does not reduce the transfer time of the session’s other tasks', () => {
    const lost = runText(
      night({
        resume: '5 min',
        proxies: '[{ name: "px{1..2}", maxConcurrentTasks: 1 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
        faults: '[{ at: 200s, kind: proxy-down, target: px1 }]',
      }),
    );
    // 20 GB of a until 200 s, and 100 GB of b until 1000 s: 120 GB in 1000 s.
    expect(lost.sessions).toMatchObject([{ readBytes: 120e9, processingRate: 120e6 }]);
  });

  test('that lasts too long ends with the failure; events after the run are left out', () => {
    const lost = runText(night({ faults: '[{ at: 200s, kind: proxy-down, target: px1, for: 3h }]' }));
    expect(lost.tasks).toMatchObject([{ interruptions: 1, interruptedSeconds: 1800, result: 'failed' }]);
    expect(events(lost)).toEqual([
      '200 went-down proxy px1: ',
      '200 task-interrupted task vm1/0: night, 20000000000 bytes read',
      '2000 task-failed task vm1/0: night',
      '2000 vm-failed vm vm1: night',
      '2000 vm-unprotected vm vm1: night: a connection was lost for too long',
    ]);
    expect(lost.summary.faults).toEqual([
      { kind: 'proxy-down', name: 'px1', startSeconds: 200, endSeconds: null },
    ]);
  });

  test('lasts to the end of the run if that comes first', () => {
    const cut = runText(night({ faults }), { untilUs: 260e6 });
    expect(cut.tasks).toMatchObject([{ interruptions: 1, interruptedSeconds: 60, result: 'unfinished' }]);
  });
});

test('retries and missed starts are events', () => {
  const run = runText(
    night({
      clock: '{ horizon: 3h }',
      faults: '[{ kind: task-fails, probability: 100% }]',
      jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { every: 1h },
        retries: { times: 1, wait: 2h } }]`,
    }),
  );
  const kinds = run.events.map(({ kind, name, detail }) => `${kind} ${name} ${detail}`);
  // Starts at 20:00 and fails; 21:00 and 22:00 pass while it waits for its one retry.
  expect(kinds.filter((text) => text.startsWith('session-'))).toEqual([
    'session-missed night ',
    'session-missed night ',
    'session-retried night attempt 2',
  ]);
  expect(run.sessions).toMatchObject([{ attempts: 2 }]);
});

/** A collector that has received these records. Its model has one of everything that can break. */
function collected(records: readonly TraceRecord[]): Collector {
  const model = modelOf({
    sites: '[hq, dr]',
    links: '[{ name: wan, between: [hq, dr], bandwidth: 1 Gbit/s }]',
    hosts: '[{ name: esx1, site: hq }]',
    datastores: '[{ name: ds1, site: hq }]',
    proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 4 }]',
    repositories: '[{ name: repo, site: hq }]',
    vms: `[${vm('a', [1])}]`,
  });
  const collector = new Collector(model);
  for (const each of records) collector.record(each);
  return collector;
}

const at = (seconds: number) => ({ at: seconds * 1e6 });

describe('faults', () => {
  test('are paired with their ends, each kind with its own name', () => {
    const parts = ['proxies', 'hosts', 'datastores', 'links', 'repositories'] as const;
    const collector = collected([
      ...parts.map((what, i): TraceRecord => ({ kind: 'went-down', ...at(i), what, row: 0 })),
      ...parts.map((what, i): TraceRecord => ({ kind: 'came-up', ...at(10 + i), what, row: 0 })),
      { kind: 'connection-lost', ...at(20), proxy: 0, datastore: 0 },
      { kind: 'connection-back', ...at(25), proxy: 0, datastore: 0 },
      { kind: 'tracking-reset', ...at(30), vm: 0 },
      record.end(60),
    ]);
    expect(faultsOf(collector)).toEqual([
      { kind: 'proxy-down', name: 'px1', startSeconds: 0, endSeconds: 10 },
      { kind: 'host-down', name: 'esx1', startSeconds: 1, endSeconds: 11 },
      { kind: 'datastore-down', name: 'ds1', startSeconds: 2, endSeconds: 12 },
      { kind: 'link-down', name: 'wan', startSeconds: 3, endSeconds: 13 },
      { kind: 'repository-down', name: 'repo', startSeconds: 4, endSeconds: 14 },
      { kind: 'connectivity-lost', name: 'px1', datastore: 'ds1', startSeconds: 20, endSeconds: 25 },
      { kind: 'tracking-reset', name: 'a', startSeconds: 30, endSeconds: 30 },
    ]);
  });

  test('of a link that is degraded further before it is restored are two, one after the other', () => {
    const degraded = (seconds: number, share: number): TraceRecord => ({
      kind: 'link-degraded',
      ...at(seconds),
      link: 0,
      share,
    });
    const collector = collected([degraded(10, 0.5), degraded(20, 0.1), degraded(30, 1), record.end(60)]);
    expect(faultsOf(collector)).toEqual([
      { kind: 'link-degraded', name: 'wan', startSeconds: 10, endSeconds: 20 },
      { kind: 'link-degraded', name: 'wan', startSeconds: 20, endSeconds: 30 },
    ]);
    expect(eventRows(collector).map(({ kind, detail }) => `${kind} ${detail}`)).toEqual([
      'link-degraded 0.5 of its bandwidth left',
      'link-degraded 0.1 of its bandwidth left',
      'link-restored ',
    ]);
  });

  test('of one proxy and two datastores are two, and two resets of tracking have an instant each', () => {
    const model = modelOf({
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      vms: `[${vm('a', [1])}, ${vm('b', [1], 'ds2')}]`,
    });
    const collector = new Collector(model);
    const lost = (seconds: number, datastore: number, kind: 'connection-lost' | 'connection-back') =>
      collector.record({ kind, ...at(seconds), proxy: 0, datastore });
    lost(10, 0, 'connection-lost');
    lost(20, 1, 'connection-lost');
    lost(30, 1, 'connection-back');
    lost(40, 0, 'connection-back');
    collector.record({ kind: 'tracking-reset', ...at(50), vm: 0 });
    collector.record({ kind: 'tracking-reset', ...at(55), vm: 0 });
    collector.record(record.end(60));
    const cutOff = { kind: 'connectivity-lost', name: 'px1' };
    expect(faultsOf(collector)).toEqual([
      { ...cutOff, datastore: 'ds1', startSeconds: 10, endSeconds: 40 },
      { ...cutOff, datastore: 'ds2', startSeconds: 20, endSeconds: 30 },
      { kind: 'tracking-reset', name: 'a', startSeconds: 50, endSeconds: 50 },
      { kind: 'tracking-reset', name: 'a', startSeconds: 55, endSeconds: 55 },
    ]);
  });

  test('that are not over when the run ends have no end, and later ones are left out', () => {
    const down: TraceRecord = { kind: 'went-down', ...at(10), what: 'hosts', row: 0 };
    const up: TraceRecord = { kind: 'came-up', ...at(90), what: 'hosts', row: 0 };
    const collector = collected([down, up, { ...down, ...at(95) }, record.end(60)]);
    expect(faultsOf(collector)).toEqual([
      { kind: 'host-down', name: 'esx1', startSeconds: 10, endSeconds: null },
    ]);
  });
});

test('rescans, deployments, failovers and VMs that end with a warning are events; tasks that succeed are not', () => {
  const collector = collected([
    record.session(0),
    record.ready(0, 0),
    record.started(0, 0, { mode: 'hotadd' }),
    { kind: 'proxy-deployed', ...at(1), proxy: 0 },
    { kind: 'rescanned', ...at(2) },
    { kind: 'task-failed-over', ...at(3), task: 0, mode: 'nbd', isSecond: false },
    record.ended(9, 0),
    record.vm(9, 0, 'warning'),
    record.over(9),
    record.end(9),
  ]);
  expect(events({ events: eventRows(collector) })).toEqual([
    '1 proxy-deployed proxy px1: ',
    '2 rescanned proxies : ',
    '3 task-failed-over task a/0: night, nbd',
    '9 vm-warned vm a: night',
  ]);
});
