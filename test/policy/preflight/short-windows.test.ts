import { describe, expect, test } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { warnings } from './warnings.ts';

describe('a window that the longest disk of its job outlasts alone', () => {
  /** One disk of 100 GB over network mode at 100 MB/s, so 1000 s, unless told otherwise. */
  const tight = (window: string, changes: Sections = {}, job = 'run: full') =>
    warnings({
      jobs: `[{ name: night, vms: ["*"], repository: repo, ${job}, window: ${window} }]`,
      ...changes,
    });
  const said = (window: string, disk: string, takes: string) => [
    `warning window-shorter-than-disk at jobs.night: Job 'night' has a window of ${window}, and disk ${disk} alone takes ${takes} in its first session.`,
  ];

  test('is reported with the disk and its time, to the microsecond', () => {
    expect(tight('1000s')).toEqual([]);
    expect(tight('999s')).toEqual(said('16m 39s', "0 of 'vm1'", '16m 40s'));
  });

  test('is reported for an active full on a later day, if the run has that day', () => {
    const tuesday = (window: string, horizon: string, schedule = '{ daily: "22:00" }') =>
      warnings({
        clock: `{ start: 2026-01-05T12:00, horizon: ${horizon} }`,
        jobs: `[
          { name: before, vms: ["*"], repository: repo, schedule: { daily: "20:00" } },
          { name: night, vms: ["*"], repository: repo, window: ${window}, schedule: ${schedule}, activeFull: { days: [tue] } }]`,
      });
    const inAFull = (window: string) =>
      said(window, "0 of 'vm1'", '16m 40s').map((text) =>
        text.replace('its first session', 'an active full'),
      );
    expect(tuesday('999s', '2d')).toEqual(inAFull('16m 39s'));
    expect(tuesday('1000s', '2d')).toEqual([]);
    expect(tuesday('999s', '1d')).toEqual([]);
    expect(tuesday('999s', '2d', '{ after: before }')).toEqual(inAFull('16m 39s'));
    expect(tuesday('"21:55-22:15"', '2d')).toEqual(inAFull('15m'));
  });

  test('counts what is left of a weekly window from the first start, and of a chained job the longest opening', () => {
    const clock = '{ start: 2026-01-05T12:00, horizon: 2d }';
    const jobs = (schedule: string, window: string) =>
      warnings({
        clock,
        jobs: `[
          { name: before, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } },
          { name: night, vms: ["*"], repository: repo, run: full, schedule: ${schedule}, window: ${window} }]`,
      });
    // From 22:00 to 22:16 there are 16 min, to 22:17 there are 17; the disk takes 16 min 40 s.
    const hour = (end: string) => jobs('{ daily: "22:00" }', `"21:00-${end}"`);
    expect(hour('22:16')).toEqual(said('16m', "0 of 'vm1'", '16m 40s'));
    expect(hour('22:17')).toEqual([]);
    const chained = (end: string) => jobs('{ after: before }', `"20:00-${end}"`);
    expect(chained('20:16')).toEqual(said('16m', "0 of 'vm1'", '16m 40s'));
    expect(chained('20:17')).toEqual([]);
  });

  test('counts the time that the job takes to prepare a VM', () => {
    const job = 'run: full, vmPrepare: 2 min';
    expect(tight('1120s', {}, job)).toEqual([]);
    expect(tight('1119s', {}, job)).toEqual(said('18m 39s', "0 of 'vm1'", '18m 40s'));
  });

  test('counts the largest of many disks', () => {
    const vms = `[${vm('a', [10, 90])}, ${vm('b', [50])}]`;
    expect(tight('10 min', { vms })).toEqual(said('10m', "1 of 'a'", '15m'));
  });

  test('counts what comes before the transfer: init, prepare, snapshot, opening', () => {
    // 15 + 15 + 5 + 2 s before 1000 s.
    expect(tight('1037s', { overheads: 'default' })).toEqual([]);
    expect(tight('1036s', { overheads: 'default' })).toHaveLength(1);
  });

  test('takes the fastest of all ways', () => {
    const transport = '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }';
    const proxies = '[{ name: px1, maxConcurrentTasks: 4 }, { name: ha, host: esx1, maxConcurrentTasks: 1 }]';
    expect(tight('500s', { transport, proxies })).toEqual([]);
    expect(tight('499s', { transport, proxies })).toHaveLength(1);
  });

  test('leaves out ways that can never be taken', () => {
    const transport = '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }';
    // Hot-add takes 500 s, but has no memory for a task, or is of another host than the VM's; the network takes 1000 s.
    const poor: Sections = {
      transport,
      enforceRam: 'true',
      proxies:
        '[{ name: px1, kind: physical, ram: 3 GB, maxConcurrentTasks: 1 }, { name: ha, host: esx1, ram: 2 GB }]',
    };
    const about = (sections: Sections) =>
      tight('999s', sections).filter((text) => text.includes('window-shorter'));
    expect(about(poor)).toEqual(said('16m 39s', "0 of 'vm1'", '16m 40s'));
    expect(about({ ...poor, policy: '{ filters: [hotadd-disks] }' })).toEqual([]);
    const elsewhere: Sections = {
      transport,
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      proxies: '[{ name: ha, host: esx2, maxConcurrentTasks: 4 }]',
      vms: `[${vm('vm1', [100], 'ds1', 'host: esx1')}]`,
    };
    expect(about({ ...elsewhere, policy: '{ sameHostHotAdd: 2 }' })).toEqual(
      said('16m 39s', "0 of 'vm1'", '16m 40s'),
    );
    expect(about(elsewhere)).toEqual([]);
  });

  test('leaves out pairs of ends that never fit beside each other', () => {
    // By hot-add at both ends of one proxy 500 s, which hotaddMaxDisks never allows; one end over the network takes 1000 s.
    const replica: Sections = {
      transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }',
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      proxies: '[{ name: px1, host: esx1, maxConcurrentTasks: 2 }]',
      repositories: '[]',
      jobs: '[{ name: night, type: replication, vms: ["*"], target: { datastore: ds2 }, run: full, window: 999s }]',
    };
    expect(warnings({ ...replica, policy: '{ hotaddMaxDisks: 1 }' })).toEqual(
      said('16m 39s', "0 of 'vm1'", '16m 40s'),
    );
    expect(warnings(replica)).toEqual([]);
  });

  test('looks at what the first session reads: an increment of 5 GB takes 50 s', () => {
    expect(tight('50s', {}, 'run: incremental')).toEqual([]);
    expect(tight('49s', {}, 'run: incremental')).toHaveLength(1);
  });

  test('counts the write stream, and the two ends of a replication', () => {
    // Half of what is read goes to the stream: 100 GB at twice 20 MB/s.
    const repositories = '[{ name: repo, perStream: 20 MB/s }]';
    expect(tight('2500s', { repositories })).toEqual([]);
    expect(tight('2499s', { repositories })).toHaveLength(1);
    // Written as it was read, at 50 MB/s.
    const datastores = '[{ name: ds1 }, { name: ds2, write: 50 MB/s }]';
    const jobs = (window: string) =>
      `[{ name: night, type: replication, vms: ["*"], target: { datastore: ds2 }, run: full, window: ${window} }]`;
    const none = { datastores, repositories: '[]' };
    expect(warnings({ ...none, jobs: jobs('2000s') })).toEqual([]);
    expect(warnings({ ...none, jobs: jobs('1999s') })).toHaveLength(1);
  });

  test('is right: the run does what was predicted', () => {
    const overrun = (window: string) => {
      const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, window: ${window} }]`;
      return runText(night({ jobs, overheads: 'default' })).summary.totals.failed;
    };
    expect([overrun('1037s'), overrun('1036s')]).toEqual([0, 1]);
  });
});
