import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { findings, parsed, SMALL } from './parse-fixture.ts';

const HOUR = 3600e6;
/** The small scenario's job with more fields. */
const withJob = (fields: string) => SMALL.replace('repository: repo1 }', `repository: repo1, ${fields} }`);
const jobWith = (fields: string) => parsed(withJob(fields)).jobs[0]!;
const codesOf = (text: string, files = {}) => findings(text, files).map((finding) => finding.split(' ')[0]);

describe('a schedule', () => {
  const scheduled = (schedule: string, clock = 'clock: { start: 2026-01-05T20:00 }\n') =>
    parsed(`${withJob(`schedule: ${schedule}`)}${clock}`).jobs[0]!.schedule;

  test('at instants has each of them once, in order, from the start of the run', () => {
    expect(scheduled('{ at: "22:00" }')).toEqual({ kind: 'at', atUs: [2 * HOUR] });
    expect(scheduled('{ at: ["23:00", "21:00", "23:00"] }')).toEqual({ kind: 'at', atUs: [HOUR, 3 * HOUR] });
    expect(scheduled('{ at: ["21:00", "23:00", "22:00"] }')).toEqual({
      ...{ kind: 'at', atUs: [HOUR, 2 * HOUR, 3 * HOUR] },
    });
  });

  test('by hand starts at the stated time, otherwise at once', () => {
    expect(parsed(SMALL).jobs[0]!.schedule).toEqual({ kind: 'manual', atUs: 0 });
    expect(scheduled('{ start: 2h }')).toEqual({ kind: 'manual', atUs: 2 * HOUR });
  });

  test('after another job follows it', () => {
    const two = `${SMALL}  - { name: second, vms: [vm1], repository: repo1, schedule: { after: nightly } }\n`;
    expect(parsed(two).jobs[1]!.schedule).toEqual({ kind: 'after', job: 'nightly' });
    expect(codesOf(two.replace('after: nightly', 'after: nobody'))).toEqual(['unknown-reference']);
  });

  test.each([
    ['{ every: 4h, offset: 3h }', []],
    ['{ every: 4h, offset: 4h }', ['out-of-range']],
    ['{ every: 4h, offset: 5h }', ['out-of-range']],
    ['{ daily: "20:00", days: [mon] }', []],
    ['{ every: 4h, days: [mon] }', ['contradiction']],
    ['{ daily: "20:00", offset: 1h }', ['contradiction']],
    ['{ daily: "20:00", within: "08:00-18:00" }', ['contradiction']],
    ['{ start: 1h, within: "08:00-18:00" }', ['contradiction']],
  ])('%s', (schedule, expected) => expect(codesOf(withJob(`schedule: ${schedule}`))).toEqual(expected));
});

describe('a job', () => {
  test('is enabled by default, lists each proxy once, and takes a bare number of retries', () => {
    expect(parsed(SMALL).jobs[0]!).toMatchObject({ enabled: true });
    expect(parsed(SMALL).jobs[0]!).not.toHaveProperty('proxies');
    const two = parsed(
      `${withJob('proxies: [px1, px2, px1], enabled: false')}proxies: [{ name: "px{1..2}" }]\n`,
    );
    expect(two.jobs[0]!).toMatchObject({ enabled: false, proxies: ['px1', 'px2'] });
    expect(jobWith('retries: 2').retries.times).toBe(2);
    const told = jobWith('retries: { times: 4, wait: 5 min }').retries;
    expect(told).toEqual({ times: 4, waitUs: 300e6 });
    // What is not said is as where nothing is said.
    expect(jobWith('retries: { wait: 5 min }').retries.times).toBe(parsed(SMALL).jobs[0]!.retries.times);
    expect(jobWith('retries: 2').retries.waitUs).toBe(parsed(SMALL).jobs[0]!.retries.waitUs);
  });

  test('is required, and so is a version', () => {
    expect(codesOf(SMALL.slice(0, SMALL.indexOf('jobs:')))).toEqual(['missing-key']);
    expect(codesOf(SMALL.replace('version: 1\n', ''))).toEqual(['missing-key']);
  });
});

describe('settings', () => {
  test('a scenario without a name is named after its file', () => {
    const titleOf = (name: string) => {
      const result = parseScenario({
        source: { name, text: SMALL },
        files: { text: () => undefined, table: () => undefined },
      });
      if (!result.ok) throw new Error(name);
      return result.value.name;
    };
    expect(['night.yaml', 'a/b.yml', 'C:\\x\\c.yaml', 'a\\b/d.yaml', 'a/b\\e.yaml'].map(titleOf)).toEqual([
      ...['night', 'b', 'c', 'd', 'e'],
    ]);
    expect(titleOf('x.yaml.old')).toBe('x.yaml.old');
    expect(titleOf('a/.yaml')).toBe('scenario');
    expect(parsed(`${SMALL}name: own\n`).name).toBe('own');
  });

  test('a profile is one of the built-in ones, or rates', () => {
    const profile = (said: string) => parsed(`${SMALL}${said}`).profile;
    expect(profile('profile: { full: 50 MB/s, incremental: 20 MB/s }\n')).toEqual({
      ...{ name: 'custom', full: 50e6, incremental: 20e6 },
    });
    expect(profile('profile: { name: own, full: 50 MB/s, incremental: 20 MB/s }\n').name).toBe('own');
    const names = ['', 'profile: calc16\n'].map((said) => profile(said).name);
    expect(names[1]).toBe('calc16');
    expect(names[0]).toBe('bp12-virtual-block');
  });

  test('overheads are the defaults, none, or single values', () => {
    const overheads = (said: string) => parsed(`${SMALL}${said}`).overheads;
    const usual = overheads('');
    expect(overheads('overheads: default\n')).toEqual(usual);
    const none = overheads('overheads: none\n');
    expect(none.jobInit).toBe(0);
    expect(none.consolidation).toBe(Number.POSITIVE_INFINITY);
    expect(overheads('overheads: { jobInit: 7s }\n')).toEqual({ ...usual, jobInit: 7e6 });
    expect(overheads('overheads: { base: none, jobInit: 7s }\n')).toEqual({ ...none, jobInit: 7e6 });
  });

  test('latency control is on if stated, or if a datastore has a latency model', () => {
    const enabled = (text: string) => parsed(text).latencyControl.enabled;
    const watched = SMALL.replace(
      'datastores: [{ name: "ds{1..2}" }]',
      'datastores: [{ name: ds1, type: vmfs, latency: { base: 2 ms } }, { name: ds2 }]',
    );
    expect(enabled(SMALL)).toBe(false);
    expect(enabled(watched)).toBe(true);
    expect(enabled(`${SMALL}latencyControl: {}\n`)).toBe(true);
    expect(enabled(`${watched}latencyControl: false\n`)).toBe(false);
  });

  test('the latency that stops new tasks must not be above the one that throttles', () => {
    const WITH_LATENCY = SMALL.replace('"ds{1..2}" }', '"ds{1..2}", latency: { base: 1ms } }');
    const said = (figures: string) => codesOf(`${WITH_LATENCY}latencyControl: { ${figures} }\n`);
    expect(said('stop: 20 ms, throttle: 30 ms')).toEqual([]);
    expect(said('stop: 30 ms, throttle: 20 ms')).toEqual(['contradiction']);
    expect(said('stop: 30 ms, throttle: 30 ms')).toEqual([]);
  });
});

test('VMs of the same name in two lists are reported at the second', () => {
  const twice = SMALL.replace(
    'jobs:',
    '  - { name: "vm{1..2}", disks: [{ size: 1 GB, datastore: ds1 }] }\njobs:',
  );
  expect(codesOf(twice)).toEqual(['duplicate-name']);
});

describe('selectors', () => {
  const hosts = SMALL.replace(
    'hosts: [{ name: "esx{1..2}" }]',
    'hosts: [{ name: esx1, cluster: c1 }, { name: esx2 }]',
  ).replace('jobs:', '  - { name: vm2, host: esx2, disks: [{ size: 1 GB, datastore: ds2 }] }\njobs:');
  test.each([
    ['cluster: c2', 'selector-no-match'],
    ['cluster: esx1', 'selector-no-match'],
    ['host: c1', 'unknown-reference'],
  ])('%s is invalid', (selector, code) => {
    expect(codesOf(hosts.replace('vms: [vm1]', `vms: [{ ${selector} }]`))[0]).toBe(code);
  });
});

describe('VMs of a list', () => {
  const vmsOf = (vms: string) => SMALL.replace('jobs:', `  - ${vms}\njobs:`);
  const disks = 'disks: [{ size: 1 GB, datastore: ds1 }]';

  test('of one pattern each have what the pattern states', () => {
    const { vms } = parsed(
      vmsOf(`{ name: "v{1..2}", guest: "{linux,windows}", tracking: "{cbt,none}", ${disks} }`),
    );
    expect([1, 2].map((vm) => vms.at(vm))).toMatchObject([
      { guest: 'linux', tracking: 'cbt' },
      { guest: 'windows', tracking: 'none' },
    ]);
    const alone = (field: string) => {
      const { vms: found } = parsed(vmsOf(`{ name: "v{1..2}", ${field}, ${disks} }`));
      return [1, 2].map((vm) => found.at(vm));
    };
    expect(alone('guest: "{linux,windows}"')).toMatchObject([{ guest: 'linux' }, { guest: 'windows' }]);
    expect(alone('tracking: "{cbt,none}"')).toMatchObject([{ tracking: 'cbt' }, { tracking: 'none' }]);
  });

  test('take several hosts in turn', () => {
    const { vms } = parsed(vmsOf(`{ name: "v{1..3}", hosts: [esx1, esx2], ${disks} }`));
    expect([1, 2, 3].map((vm) => vms.at(vm).host)).toEqual(['esx1', 'esx2', 'esx1']);
  });

  test.each([
    [`{ name: v, host: esx1, hosts: [esx2], ${disks} }`, ['contradiction']],
    [
      '{ name: v, disks: [{ name: os, size: 1 GB, datastore: ds1 }, { name: os, size: 1 GB, datastore: ds1 }] }',
      ['duplicate-name'],
    ],
    [
      '{ name: v, disks: [{ size: 1 GB, datastore: ds1 }, { name: "0", size: 1 GB, datastore: ds1 }] }',
      ['duplicate-name'],
    ],
    [
      '{ name: v, disks: [{ name: os, size: 1 GB, datastore: ds1 }, { name: data, size: 1 GB, datastore: ds1 }] }',
      [],
    ],
    ['{ name: v, disks: { count: 2, size: 1 GB, datastores: [ds1] } }', []],
    ['{ name: v, disks: { count: 2, size: { uniform: [0 B, 1 GB] }, datastores: [ds1] } }', ['out-of-range']],
    ['{ name: v, disks: { count: 2, size: { uniform: [1 B, 1 GB] }, datastores: [ds1] } }', []],
    [
      '{ name: v, disks: { count: 2, size: 1 GB, used: { uniform: [10%, 1 GB] }, datastores: [ds1] } }',
      ['contradiction'],
    ],
    ['{ name: v, disks: { count: 2, size: 1 GB, used: { uniform: [10%, 20%] }, datastores: [ds1] } }', []],
  ])('%s', (vm, expected) => expect(codesOf(vmsOf(vm))).toEqual(expected));
});
