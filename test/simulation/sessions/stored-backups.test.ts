import { describe, expect, test } from 'vitest';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';

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

test('a copy does too: at an extent without a free slot it waits', () => {
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

test('what a copy reads in a scale-out repository is reported for the extents that it reads, not for the whole', () => {
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

test('of two jobs that back up a VM, the one whose session started later counts', () => {
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

test('a restore takes a slot for each disk, even where the repository counts writes by chain', () => {
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

test('a restore has no gateway: a lost proxy stops what it writes itself, and nothing else of its job', () => {
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

test('a restore reads what was there when it began, even if it has to wait', () => {
  // What stood of a at 0 s is on the first extent, which is down until 1000 s. Meanwhile it is backed up to the other.
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

/** Two extents with so many slots each, `more` of theirs beside. */
const extents = (slots: readonly (number | string)[], rest = ', perVmFiles: true', more = ['', '']) =>
  `[${slots.map((n, i) => `{ name: e${i + 1}, maxConcurrentTasks: ${n}${more[i]} }`).join(', ')}, { name: repo, extents: [e1, e2]${rest} }, { name: far, maxConcurrentTasks: unlimited }]`;
const FOUR = `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [10])).join(', ')}]`;
const RESTORE = '{ name: back, type: restore, vms: ["*"], repository: repo }';

/** Which VM is read where, or written. */
const wheres = (run: TestRun) =>
  run.tasks.map(({ job, vm, repository }) => `${job} ${vm} ${repository}`).sort();

describe('what was in a scale-out repository before the run', () => {
  test('is spread over its extents by their slots, so that restores need not wait for the first one', () => {
    const run = runText(night({ repositories: extents([2, 2]), vms: FOUR, jobs: `[${RESTORE}]` }));
    expect(wheres(run)).toEqual(['back a e1', 'back b e2', 'back c e1', 'back d e2']);
    expect(waited(run)).toEqual([]);
    // 1 of 1 and 0 of 3: b to e2; 1 and 1/3, 1 and 2/3: c and d, too.
    const uneven = runText(night({ repositories: extents([1, 3]), vms: FOUR, jobs: `[${RESTORE}]` }));
    expect(wheres(uneven)).toEqual(['back a e1', 'back b e2', 'back c e2', 'back d e2']);
  });

  test('goes to the extent with more room where both are as full for their slots', () => {
    const room = [', freeSpace: 1 TB', ', freeSpace: 2 TB'];
    const run = runText(
      night({ repositories: extents([4, 4], undefined, room), vms: FOUR, jobs: `[${RESTORE}]` }),
    );
    expect(wheres(run)).toEqual(['back a e2', 'back b e1', 'back c e2', 'back d e1']);
  });

  test('is spread by its number where slots have no limit', () => {
    const repositories = extents(['unlimited', 'unlimited']);
    const run = runText(night({ repositories, vms: FOUR, jobs: `[${RESTORE}]` }));
    expect(wheres(run)).toEqual(['back a e1', 'back b e2', 'back c e1', 'back d e2']);
  });

  test('is read by a copy where its restore points are', () => {
    // One slot each: a and b at once, then c and d. 10 GB are stored as 5, read at 100 MB/s.
    const jobs = '[{ name: copy, type: backup-copy, vms: ["*"], source: repo, repository: far, run: full }]';
    const repositories = extents([1, 1], undefined, [', read: 100 MB/s', ', read: 100 MB/s']);
    const run = runText(night({ repositories, vms: FOUR, jobs }));
    expect(waited(run)).toEqual(['c/0 repository-slot 50', 'd/0 repository-slot 50']);
  });

  test('with placement data-locality is continued: an increment goes beside the full that its restore reads', () => {
    const jobs = `[{ name: inc, vms: ["*"], repository: repo, schedule: { start: 500s } }, ${RESTORE}]`;
    const run = runText(night({ repositories: extents([4, 4]), vms: FOUR, jobs }));
    expect(wheres(run)).toEqual([
      'back a e1',
      'back b e2',
      'back c e1',
      'back d e2',
      'inc a e1',
      'inc b e2',
      'inc c e1',
      'inc d e2',
    ]);
  });

  test('with placement performance has its increments elsewhere, and is still read where its full is', () => {
    const jobs = `[{ name: inc, vms: ["*"], repository: repo }, ${RESTORE.replace('}', ', schedule: { start: 500s } }')}]`;
    const repositories = extents([4, 4], ', perVmFiles: true, placement: performance');
    const run = runText(night({ repositories, vms: FOUR, jobs }));
    expect(wheres(run)).toEqual([
      'back a e1',
      'back b e2',
      'back c e1',
      'back d e2',
      'inc a e2',
      'inc b e1',
      'inc c e2',
      'inc d e1',
    ]);
  });

  test('is one file where the VMs of a job share one', () => {
    // The job's file is on e1. What is read of c and d alone is on e2, which has none, then on either.
    const jobs = `[{ name: inc, vms: [a, b], repository: repo, schedule: { start: 500s } }, ${RESTORE}]`;
    const run = runText(night({ repositories: extents([4, 4], ', perVmFiles: false'), vms: FOUR, jobs }));
    expect(wheres(run)).toEqual(['back a e1', 'back b e1', 'back c e2', 'back d e1', 'inc a e1', 'inc b e1']);
  });

  test('is there only for VMs that bring a restore point: the first full of others goes where there is room', () => {
    // Another job has both slots of e1 until 1000 s.
    const jobs =
      '[{ name: hog, vms: [x], repository: e1, run: full }, { name: inc, vms: [a, b], repository: repo, run: auto }]';
    const vms = `[${vm('a', [10], 'ds1', 'lastBackup: 24h')}, ${vm('b', [10])}, ${vm('x', [50, 50])}]`;
    const run = runText(night({ repositories: extents([2, 2]), vms, jobs }));
    expect(wheres(run)).toEqual(['hog x e1', 'hog x e1', 'inc a e1', 'inc b e2']);
    expect(waited(run)).toEqual(['a/0 repository-slot 500']);
  });

  test('gets a new full elsewhere where its extent is down', () => {
    const faults = '[{ kind: repository-down, target: e1, at: 0s }]';
    const jobs = '[{ name: inc, vms: [a], repository: repo, schedule: { start: 10s } }]';
    const run = runText(night({ repositories: extents([2, 2]), vms: FOUR, jobs, faults }));
    expect(run.tasks.map(({ repository, readBytes }) => `${repository} ${readBytes / 1e9}`)).toEqual([
      'e2 10',
    ]);
  });

  test('is spread in the same way where it is the metadata of replicas', () => {
    const jobs =
      '[{ name: dr, type: replication, vms: ["*"], repository: repo, target: { datastore: ds1 } }]';
    const run = runText(night({ repositories: extents([2, 2]), vms: FOUR, jobs }));
    expect(wheres(run)).toEqual(['dr a e1', 'dr b e2', 'dr c e1', 'dr d e2']);
  });
});
