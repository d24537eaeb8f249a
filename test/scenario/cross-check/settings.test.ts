import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { codesOf, findings, parse, parsed, SMALL } from '../parse-fixture.ts';

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
    expect(usual.vmPrepare).toBe(15e6);
    const none = overheads('overheads: none\n');
    const { consolidation, ...times } = none;
    expect(consolidation).toBe(Number.POSITIVE_INFINITY);
    expect(new Set(Object.values(times))).toEqual(new Set([0]));
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

describe('what takes over from a host that is down', () => {
  const CLUSTER = SMALL.replace('{ name: "esx{1..2}" }', '{ name: esx1, cluster: c1 }, { name: esx2 }');
  const FAULTS =
    'faults: [{ kind: datastore-down, target: ds2, at: 1h }, { kind: host-down, target: esx2, at: 1h }]\n';
  const said = (text: string) => {
    const result = parse(text);
    return result.ok ? result.warnings.map(({ message }) => message) : ['invalid'];
  };

  test('is on if it is not switched off, after 5 minutes for VMs and 30 seconds for volumes', () => {
    const taken = (more: string) => parsed(`${CLUSTER}${FAULTS}${more}`).hostFailover;
    const usual = { enabled: true, vmsUs: 300e6, volumesUs: 30e6 };
    expect(taken('')).toEqual(usual);
    expect(taken('hostFailover: { vms: 1min }\n')).toEqual({ ...usual, vmsUs: 60e6 });
    expect(taken('hostFailover: { volumes: 1min }\n')).toEqual({ ...usual, volumesUs: 60e6 });
    expect(taken('hostFailover: false\n').enabled).toBe(false);
  });

  test('is of no use without a cluster, or without a host that goes down; switching it off needs neither', () => {
    const stated = 'hostFailover: { vms: 1min }\n';
    expect(said(`${CLUSTER}${FAULTS}${stated}`)).toEqual([]);
    expect(said(`${SMALL}${FAULTS}${stated}`)).toEqual([
      "'hostFailover' has no effect: no host names its cluster.",
    ]);
    const other = FAULTS.replace(/, \{ kind: host-down.*\}/, '');
    for (const faults of ['', other])
      expect(said(`${CLUSTER}${faults}${stated}`)).toEqual([
        "'hostFailover' has no effect: no fault of kind 'host-down' takes a host down.",
      ]);
    expect(said(`${SMALL}hostFailover: false\n`)).toEqual([]);
  });
});

test.each(['hosts.esx1.ram', 'proxies.px1.ram'])(
  '%s of 0 is refused, as it would process nothing, ever',
  (path) => {
    const text = `${SMALL}proxies: [{ name: px1, host: esx1, cores: 4 }]\n`;
    expect(findings(text, {}, [`${path}=0 GB`]).map((one) => one.split(' ')[0])).toEqual(['out-of-range']);
  },
);
