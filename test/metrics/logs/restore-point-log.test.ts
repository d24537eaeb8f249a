import { describe, expect, test } from 'vitest';
import type { RunOptions } from '../../../src/runs/run.ts';
import { night, type Sections } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** On Tuesday the repository is down for two hours, and nothing that is due then succeeds before its window closes. */
const BROKEN_TUESDAY = '[{ at: 2026-01-06T21:30, for: 2h, kind: repository-down, target: repo }]';
const WINDOW = 'window: { length: 1h, onClose: stop }';

/** Nights from Monday, 5 January 2026, 20:00, of a full that takes 1000 s. */
function nights(horizon: string | undefined, jobs: readonly string[], sections: Sections = {}): string {
  const clock = `{ start: 2026-01-05T20:00${horizon === undefined ? '' : `, horizon: ${horizon}`} }`;
  return night({
    clock,
    repositories: '[{ name: repo, maxConcurrentTasks: unlimited }, { name: far }, { name: farther }]',
    jobs: `[${jobs.map((job) => `{ vms: ["*"], ${job} }`).join(', ')}]`,
    ...sections,
  });
}

function objectives(text: string, options: Partial<RunOptions> = {}) {
  const { summary, unprotected } = runText(text, options);
  return {
    jobs: Object.fromEntries(
      Object.entries(summary.jobs).flatMap(([name, { rpo }]) =>
        rpo === undefined ? [] : [[name, [rpo.longestSeconds, rpo.longestSinceSeconds, rpo.vmsBeyond]]],
      ),
    ),
    unprotected: unprotected.map(({ vm, reason }) => `${vm}: ${reason}`),
  };
}

const NIGHTLY = `name: nightly, repository: repo, method: active-full, schedule: { daily: "22:00" }`;

describe('the longest time without a newer restore point', () => {
  test('is a day where every night succeeds, however long each takes', () => {
    expect(objectives(nights('3d', [`${NIGHTLY}, rpo: 24h`]))).toEqual({
      jobs: { nightly: [DAY, 2 * HOUR, 0] },
      unprotected: [],
    });
  });

  test('is two days where one night between good ones fails, from the start of the session before', () => {
    const text = nights('4d', [`${NIGHTLY}, ${WINDOW}, rpo: 24h`], { faults: BROKEN_TUESDAY });
    expect(objectives(text)).toEqual({
      jobs: { nightly: [2 * DAY, 2 * HOUR, 1] },
      unprotected: ['vm1: nightly: no newer restore point for 2d from 2026-01-05T22:00:00 on, rpo 1d'],
    });
  });

  test('a gap as long as the objective is allowed, one microsecond more is not', () => {
    const beyond = (rpo: string) => objectives(nights('3d', [`${NIGHTLY}, rpo: ${rpo}`])).jobs['nightly']![2];
    expect(beyond('24h')).toBe(0);
    expect(beyond('86399999999us')).toBe(1);
  });

  test('after the last one lasts until the run is over, not until its horizon', () => {
    // A session at the start of the run is over after 1000 s; one at 22:00 leaves the two hours before it without any.
    const text = nights('1d', [`${NIGHTLY}, rpo: 30min`]);
    expect(objectives(text).jobs).toEqual({ nightly: [2 * HOUR, 0, 1] });
    expect(objectives(nights('1d', [`${NIGHTLY.replace('22:00', '20:00')}, rpo: 30min`])).jobs).toEqual({
      nightly: [1000, 0, 0],
    });
  });

  test('ends with the run also if nothing succeeded after it', () => {
    const fails = '[{ kind: task-fails, probability: 100% }]';
    const { jobs, unprotected } = objectives(
      nights('3d', [`${NIGHTLY}, retries: 0, rpo: 24h`], { faults: fails }),
    );
    const [longest, since, beyond] = jobs['nightly']!;
    expect([since, beyond]).toEqual([0, 1]);
    // Wednesday's session began after 50 hours, and failed within 1000 s.
    expect(longest).toBeGreaterThan(50 * HOUR);
    expect(longest).toBeLessThan(50 * HOUR + 1000);
    // What failed last is the reason that helps.
    expect(unprotected).toEqual(['vm1: nightly: failed']);
  });

  test('before the first one counts from the start of the run, whatever lastBackup says', () => {
    const vms = '[{ name: vm1, lastBackup: 30d, disks: [{ size: 100 GB, datastore: ds1 }] }]';
    expect(objectives(nights('1d', [`${NIGHTLY}, rpo: 2h`], { vms })).jobs).toEqual({
      nightly: [2 * HOUR, 0, 0],
    });
  });

  test('without a horizon ends with the calendar of one day, even if others are at work for longer', () => {
    // A copy of 10 TB at 100 MB/s takes 27.8 hours.
    const vms =
      '[{ name: small, disks: [{ size: 1 GB, datastore: ds1 }] }, { name: big, disks: [{ size: 10 TB, datastore: ds1 }] }]';
    const text = night({
      vms,
      jobs: '[{ name: small, vms: [small], repository: repo, schedule: { daily: "20:00" }, rpo: 24h }, { name: next, vms: [small], repository: repo, schedule: { after: small }, rpo: 24h }, { name: big, vms: [big], repository: repo, run: full }]',
      clock: '{ start: 2026-01-05T20:00 }',
    });
    const { jobs } = objectives(text);
    expect(jobs['small']).toEqual([DAY, 0, 0]);
    expect(jobs['next']![2]).toBe(0);
  });

  test('is that of the worst VM; VMs that failed alone are beyond the objective alone', () => {
    const vms =
      '[{ name: a, disks: [{ size: 1 GB, datastore: ds1 }] }, { name: b, disks: [{ size: 1 GB, datastore: ds2 }] }]';
    const datastores = '[{ name: ds1 }, { name: ds2 }]';
    const faults = '[{ at: 2026-01-06T21:30, for: 2h, kind: datastore-down, target: ds2 }]';
    const text = nights('3d', [`${NIGHTLY}, ${WINDOW}, rpo: 25h`], { vms, datastores, faults });
    expect(objectives(text)).toEqual({
      jobs: { nightly: [2 * DAY, 2 * HOUR, 1] },
      unprotected: ['b: nightly: no newer restore point for 2d from 2026-01-05T22:00:00 on, rpo 1d 1h'],
    });
  });

  test('is counted for a job that never starts, and not for one that is switched off', () => {
    const weekly = NIGHTLY.replace('"22:00"', '"22:00", days: [sun]').replace('nightly', 'weekly');
    expect(objectives(nights('2d', [`${NIGHTLY}, rpo: 1d`, `${weekly}, rpo: 1d`])).jobs['weekly']).toEqual([
      26 * HOUR + 1000,
      0,
      1,
    ]);
    const off = objectives(nights('2d', [`${NIGHTLY}, rpo: 1d`, `${weekly}, rpo: 1d, enabled: false`]));
    expect(Object.keys(off.jobs)).toEqual(['nightly']);
  });
});

describe('a copy', () => {
  const copy = (name: string, source: string, to: string, at: string) =>
    `name: ${name}, type: backup-copy, source: ${source}, repository: ${to}, schedule: { daily: "${at}" }`;

  test('is as old as the session that it copies, also as the copy of a copy', () => {
    // At noon there is the backup of 22:00. Tuesday's failed, so Wednesday's copies are no newer than Tuesday's.
    const jobs = [
      `${NIGHTLY}, ${WINDOW}`,
      `${copy('near', 'repo', 'far', '12:00')}, rpo: 24h`,
      `${copy('further', 'far', 'farther', '18:00')}, rpo: 2d`,
    ];
    const { jobs: found, unprotected } = objectives(nights('4d', jobs, { faults: BROKEN_TUESDAY }));
    expect(found).toEqual({ near: [2 * DAY, 2 * HOUR, 1], further: [2 * DAY, 2 * HOUR, 0] });
    expect(unprotected).toEqual([
      'vm1: near: no newer restore point for 2d from 2026-01-05T22:00:00 on, rpo 1d',
    ]);
  });

  test('of what stood in its source before the run is no newer restore point', () => {
    // At 21:00 on Monday nothing has been stored in this run, which is over after the backup of 22:00.
    const jobs = [NIGHTLY, `${copy('copies', 'repo', 'far', '21:00')}, rpo: 24h`];
    expect(objectives(nights('1d', jobs)).jobs).toEqual({ copies: [2 * HOUR + 1000, 0, 0] });
  });

  test('is as old as its own session where no job of the run makes what it copies', () => {
    const jobs = [NIGHTLY, `${copy('copies', 'elsewhere', 'far', '21:00')}, rpo: 24h`];
    const repositories = '[{ name: repo }, { name: far }, { name: elsewhere }]';
    expect(objectives(nights('1d', jobs, { repositories })).jobs).toEqual({ copies: [HOUR + 1000, HOUR, 0] });
  });
});

test('a job without an objective has no such figures, and its run is the same with one', () => {
  const without = runText(nights('3d', [NIGHTLY]));
  const given = runText(nights('3d', [`${NIGHTLY}, rpo: 1h`]));
  expect(without.summary.jobs['nightly']).not.toHaveProperty('rpo');
  expect(given.summary.jobs['nightly']!.rpo!.objectiveSeconds).toBe(HOUR);
  expect(given.summary.fingerprint).toBe(without.summary.fingerprint);
  expect(given.tasks).toEqual(without.tasks);
});

test('a VM that only a copy protects is counted where the copy states an objective: whether it keeps it or not', () => {
  const protectedIn = (copy: string, sections: Sections = {}) => {
    const { vms } = runText(
      nights('2d', [`name: copy, type: backup-copy, source: repo, repository: far, ${copy}`], sections),
    ).summary;
    return [vms.protected, vms.unprotected.length];
  };
  const daily = 'schedule: { daily: "22:00" }';
  expect(protectedIn(`${daily}, rpo: 24h`)).toEqual([1, 0]);
  expect(protectedIn(`${daily}, rpo: 23h`)).toEqual([0, 1]);
  // Without an objective, a copy says nothing of protection; nor does one that copied nothing.
  expect(protectedIn(daily)).toEqual([0, 0]);
  const down = { faults: '[{ at: 0s, kind: repository-down, target: far }]' };
  expect(protectedIn(`${daily}, rpo: 49h, ${WINDOW}`, down)).toEqual([0, 0]);
});
