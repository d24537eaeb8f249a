import { expect, test } from 'vitest';
import { night, places, vm, waited } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

const ONE_AFTER_THE_OTHER =
  '[{ name: e1, maxConcurrentTasks: 1 }, { name: e2, maxConcurrentTasks: 1 }, { name: repo, extents: [e1, e2] }, { name: far }]';

/** At 0 s two jobs: a goes to e1, so b to e2, 100 s each. */
const BACKUPS = `{ name: one, vms: [a], repository: repo, run: full }, { name: two, vms: [b], repository: repo, run: full }`;

test('a restore reads each VM where the job that backs it up has put it', () => {
  const run = runText(
    night({
      repositories: ONE_AFTER_THE_OTHER,
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: `[${BACKUPS}, { name: back, type: restore, vms: [a, b], repository: repo, schedule: { start: 300s } }]`,
    }),
  );
  expect(run.tasks.map(({ job, vm, repository }) => `${job} ${vm} ${repository}`)).toEqual([
    'one a e1',
    'two b e2',
    'back a e1',
    'back b e2',
  ]);
});

test('and a copy likewise: at an extent without a free slot it waits', () => {
  // From 100 s on x is written to e2, for 100 s; b is read there at 150, and a at e1.
  const run = runText(
    night({
      repositories: ONE_AFTER_THE_OTHER,
      vms: `[${vm('a', [10])}, ${vm('b', [10])}, ${vm('x', [10])}]`,
      jobs: `[${BACKUPS}, { name: hog, vms: [x], repository: e2, run: full, schedule: { start: 100s } },
        { name: copy, type: backup-copy, vms: [a, b], source: repo, repository: far, run: full, schedule: { start: 150s } }]`,
    }),
  );
  expect(waited(run)).toEqual(['b/0 repository-slot 50']);
});

test('what a copy reads in a scale-out repository is told of the extents that it reads, not of the whole', () => {
  // Written from 0 to 100 s, read from 150 to 250, 10 GB of backups at 100 MB/s: each extent's one slot is held for 200 s of 250,
  // two of the four at the target for 100.
  const run = runText(
    night({
      repositories: ONE_AFTER_THE_OTHER.replace('name: far', 'name: far, write: 100 MB/s'),
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: `[${BACKUPS},
        { name: copy, type: backup-copy, vms: [a, b], source: repo, repository: far, run: full, schedule: { start: 150s } }]`,
    }),
  );
  expect(run.summary.window?.seconds).toBe(250);
  const told = Object.entries(run.summary.repositories).map(
    ([
      name,
      {
        slotUtilisation,
        peakTasks,
        dataMovers: { read, write },
      },
    ]) => `${name}: ${slotUtilisation} of the slots, ${peakTasks} tasks, ${read} read, ${write} write`,
  );
  expect(told).toEqual([
    'e1: 0.8 of the slots, 1 tasks, 1 read, 1 write',
    'e2: 0.8 of the slots, 1 tasks, 1 read, 1 write',
    'repo: 0 of the slots, 0 tasks, 0 read, 0 write',
    'far: 0.2 of the slots, 2 tasks, 0 read, 2 write',
  ]);
});

test('of two jobs that back a VM up the one counts whose session started later', () => {
  // The one that starts at 0 holds the slot of e1 until 1000 s, so the one that starts at 100 goes to e2.
  const run = runText(
    night({
      repositories: ONE_AFTER_THE_OTHER,
      vms: `[${vm('a', [100])}]`,
      jobs: `[{ name: earlier, vms: [a], repository: repo, run: full },
        { name: later, vms: [a], repository: repo, run: full, schedule: { start: 100s } },
        { name: back, type: restore, vms: [a], repository: repo, schedule: { start: 2000s } }]`,
    }),
  );
  expect(run.tasks.map(({ job, repository }) => `${job} ${repository}`)).toEqual([
    'earlier e1',
    'later e2',
    'back e2',
  ]);
});

test('what is restored takes a slot for each disk, also where the repository counts what is written by chain', () => {
  const run = runText(
    night({
      repositories: '[{ name: repo, maxConcurrentTasks: 1, slotUnit: chain }]',
      vms: `[${vm('a', [10, 10])}]`,
      jobs: '[{ name: back, type: restore, vms: [a], repository: repo }]',
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-100', 'a/1 px1 100-200']);
  expect(waited(run)).toEqual(['a/1 repository-slot 100']);
  expect(run.summary.repositories['repo']?.slotUtilisation).toBe(1);
});

test('a restore knows no gateway: a proxy that is lost stops what it writes itself, and nothing else of its job', () => {
  // p1 is lost at 10 s, and its disk given up 1800 s later.
  const run = runText(
    night({
      proxies: '[{ name: p1, maxConcurrentTasks: 1 }, { name: p2, maxConcurrentTasks: 1 }]',
      repositories: '[{ name: repo, gateway: auto }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: '[{ name: back, type: restore, vms: [a, b], repository: repo }]',
      faults: '[{ kind: proxy-down, target: p1, at: 10s }]',
    }),
  );
  expect(places(run)).toEqual(['a/0 p1 0-1810', 'b/0 p2 0-1000']);
});

test('a restore reads what there was when it began, though it waits', () => {
  // Nothing is known of a at 0 s: it is on the first extent, which is down until 1000 s. Meanwhile it is backed up to the other.
  const run = runText(
    night({
      repositories: ONE_AFTER_THE_OTHER,
      proxies: '[{ name: px1, maxConcurrentTasks: 4, added: 20s }]',
      vms: `[${vm('a', [10])}]`,
      jobs: `[{ name: back, type: restore, vms: [a], repository: repo },
        { name: one, vms: [a], repository: repo, run: full, schedule: { start: 100s } }]`,
      faults: '[{ kind: repository-down, target: e1, at: 10s, for: 990s }]',
    }),
  );
  expect(
    run.tasks.map(({ job, repository, startSeconds }) => `${job} ${repository} ${startSeconds}`),
  ).toEqual(['one e2 100', 'back e1 1000']);
});
