import { expect, test } from 'vitest';
import { blameFor, criticalPath, lifeOf } from '../helpers/in-one-go.ts';
import { night, vm } from '../helpers/night.ts';
import { explained } from './listened.ts';

const S = 1_000_000;
const H = 3600 * S;

/** Nightly at 22:00 from Monday on. With `performance`, increments go to another extent than their full. Tuesday's becomes a full. */
const weekOf = (jobs: string, overheads = 'none') =>
  explained(
    night({
      overheads,
      clock: '{ start: 2026-01-05T22:00, horizon: 3d }',
      repositories: `[{ name: e1, maxConcurrentTasks: 1, read: 10 MB/s }, { name: e2, maxConcurrentTasks: 1, read: 10 MB/s },
        { name: repo, extents: [e1, e2], perVmFiles: true, placement: performance }]`,
      vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [1])}]`,
      jobs: `[{ name: nightly, vms: [a], repository: repo, schedule: { daily: "22:00" }, syntheticFull: { days: [tue] } },
        ${jobs}]`,
    }),
  );

/** The waits of a job's last task. */
function waitsOf(explanation: ReturnType<typeof explained>, job: string) {
  const { chronicle } = explanation;
  const own = chronicle.tasks.filter(({ job: row }) => chronicle.model.jobs[row]!.name === job);
  const { waits, waitsAreExact } = lifeOf(explanation, own.at(-1)!);
  expect(waitsAreExact).toBe(true);
  return waits.map(({ fromUs, toUs, cause, what, holders }) => ({
    ...{ fromUs, toUs, cause, what },
    holders: holders.map(({ who }) => who),
  }));
}

test('a synthetic full moves its chain, so that the next increment goes to the other extent', () => {
  // The full is on e1, Tuesday's increment and thus its synthetic full on e2. Wednesday's increment needs e1, which b holds for 200 s
  // from 172750 s on, so until 48 h + 150 s.
  const explanation = weekOf(
    '{ name: other, vms: [b], repository: e1, run: full, schedule: { start: 172750s } }',
  );
  expect(waitsOf(explanation, 'nightly')).toEqual([
    {
      fromUs: 48 * H,
      toUs: 48 * H + 150 * S,
      cause: 'repository-slot',
      what: 'repositories.e1',
      holders: ['b/0 of other'],
    },
  ]);
});

test('a synthetic full counts once it is queued, even while it waits for a slot', () => {
  // On Tuesday a's increment of 0.5 GB is written to e2 from 0 to 5 s; then b is, for 200 s. At 10 s the restore of a has to read e2.
  const explanation =
    weekOf(`{ name: other, vms: [b], repository: e2, run: full, schedule: { start: 86401s } },
    { name: back, type: restore, vms: [a], repository: repo, schedule: { start: 86410s } }`);
  expect(waitsOf(explanation, 'back')).toEqual([
    {
      fromUs: 24 * H + 10 * S,
      toUs: 24 * H + 205 * S,
      cause: 'repository-slot',
      what: 'repositories.e2',
      holders: ['b/0 of other'],
    },
  ]);
});

test('a second full of the day, needed because its extent was down, waits for that extent once it is up again', () => {
  // At 20:00 a's full goes to e1. At 21:00 e1 is down, from 3500 to 3700 s, which needs a new full. c holds e2 from 3000 to 4000 s, and
  // b e1 from 3000 s on: 200 GB take 2000 s, plus an interruption of 210 s, because the connection is retried every 15 s.
  const explanation = explained(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 1d }',
      repositories: `[{ name: e1, maxConcurrentTasks: 1 }, { name: e2, maxConcurrentTasks: 1 },
        { name: repo, extents: [e1, e2], perVmFiles: false }]`,
      vms: `[${vm('a', [10])}, ${vm('b', [200])}, ${vm('c', [100])}]`,
      faults: '[{ kind: repository-down, target: e1, at: 3500s, for: 200s }]',
      jobs: `[{ name: x1, vms: [b], repository: e1, run: full, schedule: { start: 3000s } },
        { name: x2, vms: [c], repository: e2, run: full, schedule: { start: 3000s } },
        { name: nightly, vms: [a], repository: repo, activeFull: { days: [mon] }, schedule: { at: ["20:00", "21:00"] } }]`,
    }),
  );
  expect(waitsOf(explanation, 'nightly')).toEqual([
    {
      ...{ fromUs: 3600 * S, toUs: 3700 * S },
      ...{ cause: 'repository-slot', what: 'repositories.e2', holders: ['c/0 of x2'] },
    },
    {
      ...{ fromUs: 3700 * S, toUs: 5210 * S },
      ...{ cause: 'repository-slot', what: 'repositories.e1', holders: ['b/0 of x1'] },
    },
  ]);
});

test('reads from an extent take turns on the slots of that extent', () => {
  // Both VMs are on e1, which has one slot: the second one is read after the first, and neither has slack.
  const explanation = explained(
    night({
      repositories: `[{ name: e1, maxConcurrentTasks: 1, read: 10 MB/s }, { name: repo, extents: [e1], perVmFiles: true },
        { name: far, perVmFiles: true }]`,
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: '[{ name: copy, type: backup-copy, vms: [a, b], source: repo, repository: far, run: full }]',
    }),
  );
  expect(criticalPath(explanation)!.tasks.map(({ slackUs }) => slackUs)).toEqual([0, 0]);
});

test('with one extent down and the other one full, tasks wait for the slot of the one that is up', () => {
  // 10 GB at 100 MB/s: a is written to e2 for 100 s, and b waits for that.
  const explanation = explained(
    night({
      repositories:
        '[{ name: e1, maxConcurrentTasks: 1 }, { name: e2, maxConcurrentTasks: 1 }, { name: repo, extents: [e1, e2] }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      faults: '[{ at: 0s, kind: repository-down, target: e1, for: 1h }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 10s } }]',
    }),
  );
  expect(blameFor(explanation, 'repository-slot').byThing).toMatchObject([
    { name: expect.stringContaining('e2'), us: 100 * S },
  ]);
});
