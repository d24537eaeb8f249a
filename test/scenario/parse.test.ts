import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Disk } from '../../src/scenario/vms/vm.ts';
import { findings, parse, parsed, SMALL } from './parse-fixture.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const WHOLE = read('interface-example.yaml');
const FILES = { 'inventory/branch.csv': read('branch.csv') };

describe('the full example of the specification', () => {
  it('is read without findings', () => {
    expect(findings(WHOLE, FILES)).toEqual([]);
  });

  it('becomes a scenario of base units', () => {
    const scenario = parsed(WHOLE, FILES);
    expect(scenario.faults).toMatchObject([
      { kind: 'proxy-down', targets: ['px1'], when: { kind: 'at', atUs: 3_600e6, forUs: 7_200e6 } },
    ]);
    expect(scenario.clock).toEqual({
      startUs: 1_767_643_200e6,
      horizonUs: 172_800e6,
      sampleUs: 300e6,
      warmUpUs: 0,
    });
    expect(scenario.profile).toEqual({ name: 'bp12-virtual-block', full: 180e6, incremental: 80e6 });
    expect(scenario.links[0]).toMatchObject({
      name: 'hq-dr',
      between: ['hq', 'dr'],
      bandwidth: 125e6,
      latencyUs: 0,
    });
    expect(scenario.hosts.map(({ name }) => name)).toEqual(['esx1', 'esx2']);
    expect(scenario.datastores[1]).toMatchObject({
      name: 'ds2',
      read: 800e6,
      write: Infinity,
      hosts: ['esx1', 'esx2'],
    });
    expect(scenario.repositories[0]).toMatchObject({ write: 1e9, perStream: 250e6, maxConcurrentTasks: 24 });
    expect(scenario.policy).toMatchObject({ preset: 'rts' });
    expect(scenario.expect.map(({ metric, min, max }) => [metric, min, max])).toEqual([
      ['jobs.nightly.window', undefined, 28_800],
      ['proxies.px1.slotUtilisation', 0.4, undefined],
    ]);
  });

  it('gives proxies their default slots, and pairs their hosts with their names', () => {
    const { proxies } = parsed(WHOLE, FILES);
    expect(
      proxies.map(({ name, kind, host, maxConcurrentTasks }) => [name, kind, host, maxConcurrentTasks]),
    ).toEqual([
      ['vbr', 'physical', undefined, 2],
      ['px1', 'virtual', 'esx1', 8],
      ['px2', 'virtual', 'esx2', 8],
      ['san1', 'physical', undefined, 16],
    ]);
    expect(proxies[3]!.storage).toEqual({ protocols: ['fc'], bandwidth: 2e9 });
  });

  it('spreads a population over its hosts in turn', () => {
    const apps = [...parsed(WHOLE, FILES).vms].filter(({ name }) => name.startsWith('app'));
    expect(apps).toHaveLength(200);
    expect(apps.slice(0, 3).map(({ name, host }) => [name, host])).toEqual([
      ['app001', 'esx1'],
      ['app002', 'esx2'],
      ['app003', 'esx1'],
    ]);
    expect(apps[199]!.disks).toEqual({
      count: { kind: 'constant', value: 2 },
      size: { kind: 'lognormal', median: 80e9, p95: 400e9 },
      used: { of: 'size', distribution: { kind: 'constant', value: 0.6 } },
      changeRate: { kind: 'uniform', low: 0.01, high: 0.05 },
      deleted: { kind: 'constant', value: 0 },
      swap: { kind: 'constant', value: 0 },
      thin: false,
      datastores: ['ds1', 'ds2'],
      population: 0,
    });
  });

  it('reads an inventory: rows of one VM are its disks, in order', () => {
    const [first, second] = [...parsed(WHOLE, FILES).vms].slice(-2);
    expect(first).toMatchObject({ name: 'br01', host: 'esx1', guest: 'windows', tags: ['branch', 'sql'] });
    expect(first!.disks).toMatchObject([
      { name: '0', datastore: 'ds1', size: 100e9, used: 40e9, changeRate: 0.03 },
      { name: '1', datastore: 'ds2', size: 50e9, used: 25e9, changeRate: 0.05 },
    ]);
    expect(second).toMatchObject({ name: 'br02', disks: [{ size: 80e9, used: 80e9 }] });
    expect(second).not.toHaveProperty('host');
  });

  it('reads of an inventory whether a disk is thin, and its platform from the host', () => {
    const csv = 'vm,datastore,size,thin,platform\na,ds1,1 GB,TRUE,\na,ds2,1 GB,,\nb,ds1,1 GB,false,vsphere\n';
    const [a, b] = [...parsed(WHOLE, { 'inventory/branch.csv': csv }).vms].slice(-2);
    expect([a, b].map((vm) => (vm!.disks as readonly Disk[]).map(({ thin }) => thin))).toEqual([
      [true, false],
      [false],
    ]);
    expect([a!.platform, a!.tracking]).toEqual(['vsphere', 'cbt']);
    const wrong = csv.replace('TRUE', 'maybe').replace('vsphere', 'hyperv');
    expect(findings(WHOLE, { 'inventory/branch.csv': wrong })).toEqual([
      'unknown-value inventory/branch.csv:2:12',
      'contradiction inventory/branch.csv:4:18',
    ]);
  });

  it('gives jobs their VMs, schedules and windows', () => {
    const { jobs, vms } = parsed(WHOLE, FILES);
    expect(jobs[0]!.vms).toHaveLength(200);
    expect(jobs[1]!.vms.map((row) => vms.names[row])).toEqual(['sql01', 'br01']);
    expect(jobs[0]).toMatchObject({
      schedule: { kind: 'daily', timeOfDayUs: 79_200e6, days: [0, 1, 2, 3, 4, 5, 6] },
      window: { lengthUs: 28_800e6, onClose: 'stop' },
      run: 'incremental',
      compressionRatio: 0.5,
      retries: { times: 3, waitUs: 600e6 },
    });
    expect(jobs[1]).toMatchObject({
      priority: 'high',
      compression: 'high',
      compressionRatio: 0.36,
      encryption: true,
    });
  });
});

describe('defaults', () => {
  it('a scenario without proxies has the one on the backup server', () => {
    expect(parsed(SMALL).proxies).toMatchObject([
      { name: 'backup-server', site: 'main', kind: 'physical', isDefault: true, maxConcurrentTasks: 2 },
    ]);
  });

  it('names that look like numbers keep their text and order', () => {
    const { hosts } = parsed(SMALL.replace('hosts: [', 'hosts: [{ name: 10 }, { name: 9 }, { name: 010 }, '));
    expect(hosts.map(({ name }) => name)).toEqual(['10', '9', '010', 'esx1', 'esx2']);
  });

  it('a key called __proto__ is an unknown key', () => {
    expect(findings(`${SMALL}__proto__: { a: 1 }\n`)).toEqual(['unknown-key night.yaml:9:1']);
    expect(findings(`${SMALL}clock: { __proto__: { a: 1 } }\n`)).toEqual(['unknown-key night.yaml:9:10']);
  });
});

describe('problems', () => {
  it('are reported all at once and sorted, including references in valid entries', () => {
    const text = SMALL.replace('repository: repo1', 'repository: repo9').replace(
      'version: 1',
      'version: 1\nprofile: fast',
    );
    expect(findings(`${text}proxies: [{ name: px1, cores: many }, { name: px2, host: esx7 }]\n`)).toEqual([
      'unknown-value night.yaml:2:10',
      'unknown-reference night.yaml:9:46',
      'wrong-type night.yaml:10:31',
      'unknown-reference night.yaml:10:58',
    ]);
  });

  it('do not include references to invalid entries', () => {
    expect(findings(SMALL.replace('{ name: repo1 }', '{ name: repo1, write: 5 }'))).toEqual([
      'missing-unit night.yaml:4:38',
    ]);
  });

  it('of an expanded entry are reported once', () => {
    expect(findings(`${SMALL}proxies: [{ name: "px{1..500}", cores: many }]\n`)).toEqual([
      'wrong-type night.yaml:9:40',
    ]);
  });

  it('a disk of more than 2^53 bytes is refused, a larger total is not', () => {
    const disk = (size: string) =>
      SMALL.replace('name: vm1,', 'name: "vm{1..3}",').replace('100 GB', size).replace('[vm1]', '["vm*"]');
    expect(findings(disk('4 PB'))).toEqual([]);
    expect(findings(disk('10 PB'))).toHaveLength(1);
  });
});

it('a profile may be unlimited as a whole: processing costs nothing', () => {
  expect(parsed(`${SMALL}profile: unlimited\n`).profile).toEqual({
    name: 'unlimited',
    full: Number.POSITIVE_INFINITY,
    incremental: Number.POSITIVE_INFINITY,
  });
});

describe('schedules and windows', () => {
  const job = (fields: string) =>
    parsed(SMALL.replace('repository: repo1 }', `repository: repo1, ${fields} }`)).jobs[0]!;
  it.each([
    ['schedule: { at: 2026-01-05T22:00 }', { kind: 'at', atUs: [7_200e6] }],
    ['schedule: { at: "19:00" }', { kind: 'at', atUs: [82_800e6] }],
    ['schedule: { at: [3h, 2h] }', { kind: 'at', atUs: [7_200e6, 10_800e6] }],
    ['schedule: { start: 1h }', { kind: 'manual', atUs: 3_600e6 }],
    [
      'schedule: { daily: "22:00", days: [fri, mon] }',
      { kind: 'daily', timeOfDayUs: 79_200e6, days: [0, 4] },
    ],
    [
      'schedule: { every: 4h, offset: 15m, within: "19:00-08:00" }',
      { kind: 'every', everyUs: 14_400e6, offsetUs: 900e6, within: { fromUs: 68_400e6, toUs: 28_800e6 } },
    ],
  ])('%s', (text, schedule) => expect(job(text).schedule).toEqual(schedule));

  it.each(['daily: "22:00"', 'at: ["23:00", "05:00"]', 'every: 4h', 'after: other', 'start: 4h'])(
    'an interval of the day is the window of a job that starts %s',
    (schedule) => {
      const text = SMALL.replace(
        'repository: repo1 }',
        `repository: repo1, window: { length: "22:00-06:00", onClose: report }, schedule: { ${schedule} } }
  - { name: other, vms: ["*"], repository: repo1, schedule: { daily: "22:00" } }`,
      );
      // Hours of the week from Monday 00:00 on.
      const nights = [22, 46, 70, 94, 118, 142, 166].map((hour) => ({
        fromUs: hour * 3_600e6,
        toUs: (hour + 8) * 3_600e6,
      }));
      expect(parsed(text).jobs[0]!.window).toEqual({ openings: nights, onClose: 'report' });
    },
  );

  const openings = (window: string) => {
    const found = job(`schedule: { every: 1h }, window: ${window}`).window;
    if (found === undefined || !('openings' in found)) return found;
    return found.openings.map(({ fromUs, toUs }) => [fromUs / 3_600e6, toUs / 3_600e6]);
  };

  it('parts of the week that touch are joined, also across the end of the week; each day counts once', () => {
    expect(
      openings('[{ days: [sat, sun, sat], within: "00:00-24:00" }, { days: [mon], within: "00:00-06:00" }]'),
    ).toEqual([[120, 174]]);
    expect(openings('[{ days: [mon], within: "22:00-06:00" }, { within: "12:00-13:00" }]')).toEqual([
      [12, 13],
      [22, 30],
      [36, 37],
      [60, 61],
      [84, 85],
      [108, 109],
      [132, 133],
      [156, 157],
    ]);
  });

  it('a window that is open all week is no window', () => {
    expect(openings('"00:00-24:00"')).toBeUndefined();
    expect(openings('{ length: "00:00-24:00", onClose: report }')).toBeUndefined();
    expect(
      openings(
        '[{ within: "18:00-08:00" }, { within: "08:00-18:00", days: [sun, mon, tue, wed, thu, fri, sat] }]',
      ),
    ).toBeUndefined();
    // Saturday from 08:00 to 18:00 is left out.
    expect(
      openings(
        '[{ within: "18:00-08:00" }, { within: "08:00-18:00", days: [sun, mon, tue, wed, thu, fri] }]',
      ),
    ).toEqual([[138, 296]]);
  });
});

describe('production load', () => {
  const load = (text: string) =>
    parsed(SMALL.replace('"ds{1..2}" }', `"ds{1..2}", productionLoad: ${text} }`)).datastores[0]!
      .productionLoad;
  it('covers the day, also past midnight', () => {
    expect(load('{ "08:00-18:00": 60% }')).toEqual([
      { fromUs: 0, share: 0 },
      { fromUs: 28_800e6, share: 0.6 },
      { fromUs: 64_800e6, share: 0 },
    ]);
    expect(load('{ "22:00-06:00": 0.5 }')).toEqual([
      { fromUs: 0, share: 0.5 },
      { fromUs: 21_600e6, share: 0 },
      { fromUs: 79_200e6, share: 0.5 },
    ]);
  });
});

describe('latency', () => {
  const latency = (text: string) =>
    parsed(SMALL.replace('"ds{1..2}" }', `"ds{1..2}", latency: ${text} }`)).datastores[0]!.latency;
  it('is 0 where its model states nothing', () => {
    expect(latency('{}')).toEqual({
      baseUs: 0,
      perTaskUs: 0,
      production: [{ fromUs: 0, latencyUs: 0 }],
    });
  });
  it('of production is constant, or by time of day', () => {
    expect(latency('{ base: 5ms, perTask: 500us, production: 3ms }')).toEqual({
      baseUs: 5_000,
      perTaskUs: 500,
      production: [{ fromUs: 0, latencyUs: 3_000 }],
    });
    expect(latency('{ production: { "08:00-18:00": 3ms } }')?.production).toEqual([
      { fromUs: 0, latencyUs: 0 },
      { fromUs: 28_800e6, latencyUs: 3_000 },
      { fromUs: 64_800e6, latencyUs: 0 },
    ]);
  });
});

describe('latency control', () => {
  const control = (text: string, datastore = '') =>
    parsed(`${SMALL.replace('"ds{1..2}" }', `"ds{1..2}"${datastore} }`)}${text}`).latencyControl;
  const modelled = ', latency: { base: 5ms }';
  it.each([
    ['', '', false],
    ['', modelled, true],
    ['latencyControl: false\n', modelled, false],
    ['latencyControl: true\n', '', true],
    ['latencyControl: { spacing: 1min }\n', '', true],
  ])('%j with %j', (text, datastore, enabled) => {
    expect(control(text, datastore).enabled).toBe(enabled);
  });
  it('has the documented defaults, or the stated figures', () => {
    expect(control('')).toMatchObject({ stopUs: 20_000, throttleUs: 30_000, spacingUs: 40e6 });
    expect(control('latencyControl: { stop: 10ms, throttle: 10ms, spacing: 0s }\n')).toEqual({
      enabled: true,
      stopUs: 10_000,
      throttleUs: 10_000,
      spacingUs: 0,
    });
  });
});

it('by default rescans happen every 4 h and lost connections can be resumed for 30 min', () => {
  expect(parsed(SMALL)).toMatchObject({ rescanUs: 14_400e6, resumeUs: 1_800e6 });
  expect(parsed(`${SMALL}rescan: 1h\nresume: 0s\n`)).toMatchObject({ rescanUs: 3_600e6, resumeUs: 0 });
  expect(parsed(SMALL).overheads.snapshotHandoff).toBe(10e6);
});

describe('any input', () => {
  const answers = (text: string) => {
    const result = parse(text, FILES);
    return result.ok || result.diagnostics.length > 0;
  };

  it('arbitrary text gives findings, never an exception', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), answers));
  });

  it('a scenario with a piece cut out, doubled or replaced gives findings, never an exception', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('{', '[', ']', '}', ': ', '- ', '"', '\n', '&a ', '*a', '.inf', '~', '{1..9}', '-1'),
    );
    fc.assert(
      fc.property(fc.nat(WHOLE.length), fc.nat(12), piece, (at, length, text) =>
        answers(WHOLE.slice(0, at) + text + WHOLE.slice(at + length)),
      ),
      { numRuns: 400 },
    );
  });
});

it('55,000 VMs are read', () => {
  const text = SMALL.replace(
    '- { name: vm1, host: esx1',
    '- { name: "vm{00001..55000}", hosts: ["esx{1..2}"]',
  ).replace('[vm1]', '["vm*"]');
  const { vms, jobs } = parsed(text);
  expect([vms.length, jobs[0]!.vms.length, vms.names[54_999]]).toEqual([55_000, 55_000, 'vm55000']);
});
