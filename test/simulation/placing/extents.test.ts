import { describe, expect, test } from 'vitest';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** A full and two increments, into a scale-out repository of two extents: where each night goes. */
function nights(placement: string, faults: string): (string | null)[] {
  const run = runText(
    night({
      clock: '{ start: 2026-01-05T22:00, horizon: 3d }',
      repositories: `[{ name: "e{1..2}" }, { name: repo, extents: [e1, e2], placement: ${placement} }]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: auto, schedule: { daily: "22:00" } }]',
      faults,
    }),
  );
  return run.tasks.map(({ repository, readBytes }) => `${repository} ${readBytes / 1e9}`);
}

describe('a scale-out repository of two extents', () => {
  test.each([
    ['data-locality', ['e1 100', 'e1 5', 'e1 5']],
    ['performance', ['e1 100', 'e2 5', 'e2 5']],
  ])('with placement %s', (placement, expected) => {
    expect(nights(placement, '[]')).toEqual(expected);
  });

  test('placement performance puts an increment beside its full while no other extent is up', () => {
    const faults = '[{ kind: repository-down, target: e2, at: 20h, for: 10h }]';
    expect(nights('performance', faults)).toEqual(['e1 100', 'e1 5', 'e2 5']);
  });

  test('placement data-locality makes a new full where the extent of the last one is down', () => {
    const faults = '[{ kind: repository-down, target: e1, at: 20h, for: 10h }]';
    expect(nights('data-locality', faults)).toEqual(['e1 100', 'e2 100', 'e2 5']);
  });
});

describe('a file of two VMs whose extent is lost before the second night', () => {
  /** Nights from 22:00 on; b's datastore is down from the second second of the second night on. */
  const tasks = (retries: string) =>
    runText(
      night({
        clock: '{ start: 2026-01-05T22:00, horizon: 3d }',
        resume: '1min',
        repositories:
          '[{ name: "e{1..2}" }, { name: repo, extents: [e1, e2], placement: data-locality, perVmFiles: false }]',
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        vms: '[{ name: a, disks: [{ size: 100 GB, datastore: ds1 }] }, { name: b, disks: [{ size: 100 GB, datastore: ds2 }] }]',
        jobs: `[{ name: night, vms: ["*"], repository: repo, run: auto, schedule: { daily: "22:00" }, retries: ${retries} }]`,
        faults: `[{ kind: repository-down, target: e1, at: 20h },
          { kind: datastore-down, target: ds2, at: 86402s, for: 2min }]`,
      }),
    ).tasks.map(
      ({ session, attempt, vm, repository, readBytes }) =>
        `${session}.${attempt} ${vm} ${repository} ${readBytes / 1e9}`,
    );
  const FIRST_NIGHT = ['1.1 a e1 100', '1.1 b e1 100'];

  test('the VM that fails there has no full in the new file, and gets one when it is tried again', () => {
    expect(tasks('{ times: 1, wait: 2min }')).toEqual([
      ...FIRST_NIGHT,
      ...['2.1 a e2 100', '2.1 b e2 0.2', '2.2 b e2 100'],
      ...['3.1 a e2 5', '3.1 b e2 5'],
    ]);
  });

  test('or in the next night', () => {
    expect(tasks('0')).toEqual([
      ...FIRST_NIGHT,
      ...['2.1 a e2 100', '2.1 b e2 0.2'],
      ...['3.1 a e2 5', '3.1 b e2 100'],
    ]);
  });
});

test('a plain repository that is down when a session starts has its chain all the same: the increment waits', () => {
  // 100 GB in the first night, 5 % of it in the second, once the repository is up again.
  const run = runText(
    night({
      clock: '{ horizon: 3d }',
      jobs: '[{ name: daily, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } }]',
      faults: '[{ kind: repository-down, target: repo, at: 24h, for: 10 min }]',
    }),
  );
  expect(run.tasks.map(({ startSeconds, readBytes }) => `${startSeconds} ${readBytes / 1e9}`)).toEqual([
    '0 100',
    '87000 5',
    '172800 5',
  ]);
});

/** A night's places of one job, three nights from a Monday on. */
const fullDays = (placement: string, rest: string) =>
  runText(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 3d }',
      repositories: `[{ name: e1, maxConcurrentTasks: 1 }, { name: e2 }, { name: repo, extents: [e1, e2], placement: ${placement} }]`,
      vms: `[${vm('a', [100])}, ${vm('hog', [300])}]`,
      jobs: `[{ name: night, vms: [a], repository: repo, run: auto, schedule: { daily: "22:00" }, ${rest} },
        { name: other, vms: [hog], repository: e1, run: full, schedule: { at: 2026-01-06T21:50 } }]`,
    }),
  )
    .tasks.filter(({ job }) => job === 'night')
    .map(({ repository, readBytes }) => `${repository} ${readBytes / 1e9}`);

test('an active full begins a chain of its own, which may go to another extent; its increments go after it', () => {
  // On Tuesday another job holds the slot of e1 from 21:50 on for 3000 s.
  expect(fullDays('data-locality', 'activeFull: { days: [tue] }')).toEqual(['e1 100', 'e2 100', 'e2 5']);
});

test('with placement performance increments keep away from a full that was synthesised, too', () => {
  // Tuesday's increment goes to e2, and is made into a full there.
  expect(fullDays('performance', 'syntheticFull: { days: [tue] }')).toEqual(['e1 100', 'e2 5', 'e1 5']);
});

test('while no extent has a slot, a task is charged at the extent that it would be given first', () => {
  // a goes to e2, which has more room, by the proxy that e2 prefers, b to e1. To c e2 would be given, where p2 is full.
  const run = runText(
    night({
      proxies: '[{ name: p1, maxConcurrentTasks: 4 }, { name: p2, maxConcurrentTasks: 1 }]',
      repositories: `[{ name: e1, maxConcurrentTasks: 1, affinity: [p1], freeSpace: 100 GB },
        { name: e2, maxConcurrentTasks: 1, affinity: [p2], freeSpace: 200 GB },
        { name: repo, extents: [e1, e2], perVmFiles: true }]`,
      vms: `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [100])}]`,
    }),
  );
  expect(waited(run)).toEqual(['c/0 proxy-slot 1000']);
});

/** A disk of 100 GB for one of two extents with a slot each; another job holds that of one of them until 1000. */
const besideBusy = (busy: string, sections: Record<string, string>) =>
  runText(
    night({
      repositories: `[{ name: e1, maxConcurrentTasks: 1, site: hq }, { name: e2, maxConcurrentTasks: 1, site: dr }, { name: repo, extents: [e1, e2] }]`,
      sites: '[hq, dr]',
      hosts: '[{ name: esx1, site: hq }]',
      datastores: '[{ name: ds1, site: hq, maxSnapshots: unlimited }]',
      proxies: '[{ name: px1, site: hq }]',
      links: '[{ name: wan, between: [hq, dr] }]',
      vms: `[${vm('hog', [100])}, ${vm('a', [100])}]`,
      jobs: `[{ name: other, vms: [hog], repository: ${busy}, run: full }, { name: night, vms: [a], repository: repo, run: full }]`,
      ...sections,
    }),
  );

test('an extent that comes up while a task waits is one more to choose from', () => {
  const run = besideBusy('e1', { faults: '[{ kind: repository-down, target: e2, at: 0s, for: 50s }]' });
  expect(places(run)).toEqual(['hog/0 px1 0-1000', 'a/0 px1 50-1050']);
});

test('a task waits for the link to the extent that it would be given, not to another one', () => {
  // e2 has a slot; the link to it is down for 50 s.
  const run = besideBusy('e1', { faults: '[{ kind: link-down, target: wan, at: 0s, for: 50s }]' });
  expect(places(run)).toEqual(['hog/0 px1 0-1000', 'a/0 px1 50-1050']);
  expect(waited(run)).toEqual(['a/0 no-candidate 50']);
  expect(run.tasks.map(({ interruptions }) => interruptions)).toEqual([0, 0]);
});
