import { describe, expect, test } from 'vitest';
import { PARTS, type Part } from '../../src/model/parts.ts';
import { Fingerprint } from '../../src/trace/fingerprint.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { night, type Sections, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { record } from '../metrics/records.ts';

const NIGHT: Sections = {
  overheads: 'default',
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 1 }]',
  vms: `[${vm('a', [100, 50])}, ${vm('b', [30])}, ${vm('c', [70])}]`,
};
const of = (sections: Sections, options: Parameters<typeof runText>[1] = {}) =>
  runText(night({ ...NIGHT, ...sections }), options).summary.fingerprint;

describe('the fingerprint of a run', () => {
  test('is 64 bits and the version of its recipe', () => {
    expect(of({})).toMatch(/^[0-9a-f]{8}-[0-9a-f]{8}@\d+$/);
  });

  test('is the same for the same run', () => {
    expect(of({})).toBe(of({}));
  });

  test('does not change with the sampling step, progress, explanations or certificates', () => {
    expect(of({ clock: '{ sample: 7s }' })).toBe(of({}));
    expect(of({}, { explainer: () => {}, onProgress: () => {}, certify: false })).toBe(of({}));
  });

  test('does not change with names', () => {
    expect(of({ proxies: NIGHT['proxies']!.replace('px2', 'other') })).toBe(of({}));
  });

  test('changes with placements: slots swapped between two proxies', () => {
    const swapped = '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 2 }]';
    expect(of({ proxies: swapped })).not.toBe(of({}));
  });

  test('changes with a policy that changes the order', () => {
    expect(of({ policy: 'smallest-first' })).not.toBe(of({}));
  });
});

describe('what goes into a fingerprint', () => {
  const digest = (records: readonly TraceRecord[]) => {
    const fingerprint = new Fingerprint();
    for (const each of records) fingerprint.record(each);
    return fingerprint.digest();
  };
  const base = [record.session(0), record.ready(1, 0), record.started(2, 0), record.ended(9, 0)];
  const withStart = (start: TraceRecord) => digest([base[0]!, base[1]!, start, base[3]!]);

  test.each([
    ['the proxy', record.started(2, 0, { proxy: 1 })],
    ['the mode', record.started(2, 0, { mode: 'hotadd' })],
    ['the task', record.started(2, 1)],
    ['the time in whole milliseconds', record.started(2.001, 0)],
  ])('%s', (_, start) => {
    expect(withStart(start)).not.toBe(digest(base));
  });

  const second = { proxy: 1, mode: 'hotadd' } as const;

  test.each([
    ['whether a second proxy writes', record.started(2, 0), record.started(2, 0, { second })],
    [
      'which second proxy writes',
      record.started(2, 0, { second }),
      record.started(2, 0, { second: { ...second, proxy: 2 } }),
    ],
    [
      'the mode of the second proxy',
      record.started(2, 0, { second }),
      record.started(2, 0, { second: { ...second, mode: 'nbd' } }),
    ],
    [
      'which extent was chosen',
      record.started(2, 0, { repository: 1, isExtent: true }),
      record.started(2, 0, { repository: 2, isExtent: true }),
    ],
  ])('%s', (_, one, other) => {
    expect(withStart(one)).not.toBe(withStart(other));
  });

  test('a failover and its mode', () => {
    const over = (mode: 'nbd' | 'nbdssl'): TraceRecord => ({
      kind: 'task-failed-over',
      at: 3e6,
      task: 0,
      mode,
      isSecond: false,
    });
    expect(digest([...base, over('nbd')])).not.toBe(digest([...base, over('nbdssl')]));
    expect(digest([...base, over('nbd')])).not.toBe(digest(base));
  });

  test('what goes down: the kind of part and which one', () => {
    const down = (row: number, what: Part = 'proxies'): TraceRecord => ({
      kind: 'went-down',
      at: 3e6,
      what,
      row,
    });
    expect(digest([...base, down(0)])).not.toBe(digest([...base, down(1)]));
    const digests = PARTS.map((what) => digest([...base, down(0, what)]));
    expect(new Set(digests).size).toBe(PARTS.length);
    const up: TraceRecord = { kind: 'came-up', at: 3e6, what: 'proxies', row: 0 };
    expect(digest([...base, down(0)])).not.toBe(digest([...base, up]));
  });

  test('which connection is lost or back: the proxy and the datastore', () => {
    const way = (kind: 'connection-lost' | 'connection-back', proxy: number, datastore: number) =>
      digest([...base, { kind, at: 3e6, proxy, datastore }]);
    for (const kind of ['connection-lost', 'connection-back'] as const) {
      expect(way(kind, 0, 0)).not.toBe(way(kind, 0, 1));
      expect(way(kind, 0, 0)).not.toBe(way(kind, 1, 0));
    }
    expect(way('connection-lost', 0, 0)).not.toBe(way('connection-back', 0, 0));
  });

  test.each([
    ['a plain repository, which the job names', record.started(2, 0, { repository: 1 })],
    ['time below a millisecond', record.started(2.0004, 0)],
    ['why a place was chosen', record.started(2, 0, { decidedBy: 'load-ratio' })],
  ])('not %s', (_, start) => {
    expect(withStart(start)).toBe(digest(base));
  });

  test('not what shows in later decisions: slots of chains, samples of latency', () => {
    const told: TraceRecord[] = [
      { kind: 'chain-opened', at: 3e6, repository: 0 },
      { kind: 'chain-closed', at: 4e6, repository: 0 },
      { kind: 'latency-sampled', at: 5e6, datastore: 0, latencyUs: 9000, share: 1 },
    ];
    expect(digest([...base, ...told])).toBe(digest(base));
  });

  test('not samples, nor the end of the run', () => {
    expect(digest([...base, record.sample(5, 5, [1]), record.end(9)])).toBe(digest(base));
  });

  test('the order of records at the same instant', () => {
    const [one, two] = [record.ended(9, 0), record.ended(9, 1)];
    expect(digest([one, two])).not.toBe(digest([two, one]));
  });
});
