import { describe, expect, test } from 'vitest';
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

test('copies of copies of what stood there before the run read what these have stored', () => {
  // Both before the backup at 22:00, so on Monday both copy what was there. Then each night's changes go on by one repository a day.
  const first =
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { daily: "20:30" } }';
  const second =
    '{ name: again, type: backup-copy, vms: [vm1], source: far, repository: farther, schedule: { daily: "21:00" } }';
  const run = copyNights(`${first}, ${second}`);
  expect(read(run, 'copy')).toEqual([5, 5, 5, 5]);
  expect(read(run, 'again')).toEqual([5, 5, 5, 5]);
  // The other way round the second copy is a day behind the first.
  const swapped = copyNights(`${first.replace('20:30', '21:00')}, ${second.replace('21:00', '20:30')}`);
  expect(read(swapped, 'copy')).toEqual([5, 5, 5, 5]);
  expect(read(swapped, 'again')).toEqual([5, 5, 5, 5]);
});

test('a first copy reads all that the backups of the run have stored until then', () => {
  // On Friday morning four nights: 1 - 0.9^4 = 34.39 %.
  const run = copyNights(
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { daily: "08:00", days: [fri] } }',
  );
  expect(read(run)).toEqual([17.195]);
});

test('a first copy that failed before the first backup is made up for with what that backup stores', () => {
  // Monday's, of what was there, finds its target down. On Tuesday 48 h are missing.
  const run = copyNights(
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { daily: "21:00" }, window: 1h }',
    { faults: '[{ kind: repository-down, target: far, at: 0s, for: 3h }]' },
  );
  expect(read(run).sort((a, b) => a - b)).toEqual([0, 5, 5, 9.5]);
});

test('copies in a circle hand on what was there before the run once', () => {
  const copy = (name: string, source: string, to: string, at: string) =>
    `{ name: ${name}, type: backup-copy, vms: [vm1], source: ${source}, repository: ${to}, schedule: { daily: "${at}" } }`;
  const run = copyNights('', {
    jobs: `[${copy('there', 'near', 'far', '08:00')}, ${copy('back', 'far', 'near', '09:00')}]`,
  });
  expect(read(run, 'there')).toEqual([5, 0, 0, 0]);
  expect(read(run, 'back')).toEqual([5, 0, 0, 0]);
});

describe('a copy whose source gets no backup in the whole run', () => {
  const COPY =
    '{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, rpo: 25h, schedule: { daily: "08:00" } }';
  const NO_PROXY = { faults: '[{ kind: proxy-down, target: px1, at: 0s }]' };

  test('copies what was there once, and then finds nothing newer', () => {
    expect(read(copyNights(COPY, NO_PROXY))).toEqual([5, 0, 0, 0]);
  });

  test('does not keep its objective', () => {
    // From the start on Monday at 20:00 to the last copy on Friday at 08:00.
    expect(copyNights(COPY, NO_PROXY).summary.jobs['copy']?.rpo).toMatchObject({
      longestSeconds: 84 * 3600,
      vmsBeyond: 1,
    });
  });

  test('is not to blame for it where the job that would make it is switched off, or follows one that is', () => {
    const off = NIGHTLY.replace('vms', 'enabled: false, vms');
    const follower = '{ name: next, vms: [vm1], repository: near, schedule: { after: nightly } }';
    const run = copyNights('', { jobs: `[${off}, ${follower}, ${COPY}]` });
    expect(read(run)).toEqual([5, 5, 5, 5]);
    expect(run.summary.jobs['copy']?.rpo).toMatchObject({ longestSeconds: 86_400, vmsBeyond: 0 });
  });
});

test('where no job of the run makes what is copied, each copy covers the time since the one before', () => {
  const run = copyNights('', {
    jobs: '[{ name: copy, type: backup-copy, vms: [vm1], source: near, repository: far, schedule: { every: 24h } }]',
  });
  expect(read(run)).toEqual([5, 5, 5, 5]);
});
