import { describe, expect, test } from 'vitest';
import { TransformLog } from '../../../src/metrics/logs/transform-log.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

type Of<K extends TraceRecord['kind']> = Extract<TraceRecord, { kind: K }>;

const started = (at: number, transform: number, session = 0): Of<'transform-started'> => ({
  kind: 'transform-started',
  at: at * 1e6,
  transform,
  session,
  work: 'merge',
  repository: 0,
  bytes: 1e9,
});
const ended = (at: number, transform: number): Of<'transform-ended'> => ({
  kind: 'transform-ended',
  at: at * 1e6,
  transform,
});

describe('the transform log', () => {
  const log = new TransformLog();
  // A transform that waits for a slot may start later than one with a higher number.
  const story = [started(10, 1), started(20, 0), ended(30, 0), ended(50, 1), started(60, 2, 1)];
  for (const each of story) {
    if (each.kind === 'transform-started') log.transformStarted(each);
    else log.transformEnded(each);
  }

  test('is in order of start, each transform with its own end', () => {
    expect(log.transforms.map(({ startUs, endUs }) => [startUs / 1e6, endUs / 1e6])).toEqual([
      [10, 50],
      [20, 30],
      [60, -1e-6],
    ]);
  });

  test('spans from the first start to the last end of a session, or to the end of the run', () => {
    expect([0, 1, 2].map((session) => log.spanUs(session, 100e6) / 1e6)).toEqual([40, 40, 0]);
  });

  test('spans a session in which each of very many VMs has one', () => {
    const large = new TransformLog();
    const count = 150_000;
    for (let row = 0; row < count; row++) large.transformStarted(started(row, row));
    for (let row = 0; row < count; row++) large.transformEnded(ended(count + row, row));
    expect(large.of(0)).toHaveLength(count);
    expect(large.spanUs(0, 0) / 1e6).toBe(2 * count - 1);
  });
});

test('transforms appear in the rows of transforms, sessions and events', () => {
  const { transforms, sessions, events } = runText(
    night({
      repositories: '[{ name: repo, write: 100 MB/s, read: 100 MB/s }]',
      vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 5% }] }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: incremental, method: forever-incremental }]',
    }),
  );
  // 5 GB have changed and are read in 50 s; half of that is stored, and the merge reads and writes as much at 100 MB/s: 25 s.
  expect(transforms).toEqual([
    {
      job: 'night',
      session: 1,
      work: 'merge',
      repository: 'repo',
      bytes: 2.5e9,
      startSeconds: 50,
      endSeconds: 75,
    },
  ]);
  expect(sessions).toMatchObject([{ transforms: 1, transformSeconds: 25, endSeconds: 75 }]);
  expect(events.map(({ seconds, kind, detail }) => `${seconds} ${kind} ${detail}`)).toEqual([
    '50 transform-started merge on repo, 2500000000 bytes',
    '75 transform-ended merge on repo, 2500000000 bytes',
  ]);
});

test('a transform that the end of the run cuts off has no end, and lasted until then', () => {
  // 5 GB are read by 50 s. The merge reads and writes as much at 100 MB/s, and is cut after 10 s.
  const { transforms, sessions } = runText(
    night({
      repositories: '[{ name: repo, write: 100 MB/s, read: 100 MB/s }]',
      vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 5% }] }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: incremental, method: forever-incremental }]',
    }),
    { untilUs: 60e6 },
  );
  expect(transforms).toMatchObject([{ startSeconds: 50, endSeconds: null }]);
  expect(sessions).toMatchObject([{ transforms: 1, transformSeconds: 10, endSeconds: null }]);
});
