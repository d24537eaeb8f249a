import { expect, test } from 'vitest';
import { night } from '../../helpers/night.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';

/** A VM of 100 GB that changes by 10 % a day, and a backup of it every evening at 22:00 from Monday on; the run starts at 20:00. */
const NIGHTLY = '{ name: nightly, vms: [vm1], repository: near, schedule: { daily: "22:00" } }';

function copyNights(copies: string, settings: Record<string, string> = {}): TestRun {
  return runText(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 4d }',
      repositories: '[{ name: near }, { name: far }, { name: farther }]',
      vms: '[{ name: vm1, lastBackup: 24h, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
      jobs: `[${NIGHTLY}, ${copies}]`,
      ...settings,
    }),
  );
}

/** What the sessions of a job read, GB: half of what has changed, since a repository stores half. */
function read({ tasks }: TestRun, job = 'copy'): number[] {
  return tasks.filter((task) => task.job === job).map(({ readBytes }) => readBytes / 1e9);
}

test('a copy reads what the backup before it has stored, however long that took', () => {
  // The first backup is a full and takes 1000 s, the others 100 s: the copies do not start 24 h apart.
  const run = copyNights('', {
    jobs: `[${NIGHTLY.replace('vms', 'run: full, vms')},
      { name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, run: full, schedule: { after: nightly } }]`,
  });
  expect(read(run)).toEqual([50, 5, 5, 5]);
});

test('a copy that finds nothing newer reads nothing', () => {
  // At 00:00, 06:00, 12:00 and 18:00. The run starts at 20:00, so the first finds Monday's backup.
  const run = copyNights(
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { every: 6h } }',
  );
  expect(read(run)).toEqual([5, 0, 0, 0, 5, 0, 0, 0, 5, 0, 0, 0, 5, 0, 0, 0]);
});

test('a copy that left out a night copies the changes of both', () => {
  // On Tuesday the backup of Monday, on Thursday that of Wednesday: 1 - 0.9 x 0.9 = 19 %.
  const run = copyNights(
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { daily: "08:00", days: [tue, thu] } }',
  );
  expect(read(run)).toEqual([5, 9.5]);
});

test('a copy that failed is made up for by the next', () => {
  // Wednesday's finds its target down.
  const run = copyNights(
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { daily: "08:00" }, window: 1h }',
    { faults: '[{ kind: repository-down, target: far, at: 2026-01-07T07:00, for: 3h }]' },
  );
  expect(read(run).sort((a, b) => a - b)).toEqual([0, 5, 5, 9.5]);
});

test('after a copy of what stood there before the run, the first backup of the run is what is new', () => {
  // At 21:00 an hour before the backup: on Tuesday that of Monday is new, which covers 24 h.
  const run = copyNights(
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { daily: "21:00" } }',
  );
  expect(read(run)).toEqual([5, 5, 5, 5]);
});

test('a copy of a copy is as old as the backup', () => {
  const run = copyNights(
    `{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { daily: "08:00" } },
     { name: again, type: backup-copy, vms: [vm1], source: far, repository: farther, schedule: { every: 12h } }`,
  );
  // At 00:00 and 12:00. The first finds no copy of this run yet.
  expect(read(run, 'again')).toEqual([5, 5, 0, 5, 0, 5, 0, 5]);
});

test('where no job of the run makes what is copied, each copy covers the time since the one before', () => {
  const run = copyNights('', {
    jobs: '[{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { every: 24h } }]',
  });
  expect(read(run)).toEqual([5, 5, 5, 5]);
});
