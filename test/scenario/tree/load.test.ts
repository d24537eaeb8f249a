import { describe, expect, it } from 'vitest';
import { referencedFiles } from '../../../src/scenario/tree/load.ts';
import { relativeName } from '../../../src/scenario/tree/relative-name.ts';
import { findings, parsed, SMALL } from '../parse-fixture.ts';

describe('include', () => {
  const base = `${SMALL}proxies: [{ name: "px{1..2}", cores: 8, speed: 2 }]\nclock: { horizon: 2d, sample: 1 min }\n`;

  it('the including file wins: named things by name, maps by key, the rest as a whole', () => {
    const scenario = parsed(
      'include: base.yaml\nproxies: [{ name: px2, cores: 4 }, { name: px3, cores: 2 }]\nclock: { horizon: 3d }\n',
      {
        'base.yaml': base,
      },
    );
    expect(scenario.proxies.map(({ name, cores, speed }) => [name, cores, speed])).toEqual([
      ['px1', 8, 2],
      ['px2', 4, 2],
      ['px3', 2, 1],
    ]);
    expect(scenario.clock).toMatchObject({ horizonUs: 259_200e6, sampleUs: 60e6 });
  });

  it('a later included file wins; names are relative to the including file', () => {
    const scenario = parsed('include: [a/one.yaml, two.yaml]\n', {
      'a/one.yaml': 'include: ../base.yaml\nseed: 1\n',
      'two.yaml': 'seed: 2\n',
      'base.yaml': base,
    });
    expect([scenario.seed, scenario.proxies.length]).toEqual([2, 2]);
  });

  it('a file that is reached twice counts once', () => {
    const files = {
      'a.yaml': 'include: vms.yaml\n',
      'b.yaml': 'include: vms.yaml\n',
      'vms.yaml': SMALL.replace('- { name: vm1', '- inventory: vms.csv\n  - { name: vm1'),
      'vms.csv': 'vm,datastore,size\nv1,ds1,1 GB\n',
    };
    expect(parsed('include: [a.yaml, b.yaml]\n', files).vms.names).toEqual(['v1', 'vm1']);
  });

  it('an include with sections takes only these', () => {
    const scenario = parsed(
      'version: 1\ninclude: { file: base.yaml, sections: [hosts, datastores, vms, repositories, jobs] }\nproxies: [{ name: own, cores: 2 }]\n',
      { 'base.yaml': base },
    );
    expect(scenario.proxies.map(({ name }) => name)).toEqual(['own']);
    expect([scenario.vms.names, scenario.clock.horizonUs]).toEqual([['vm1'], undefined]);
  });

  it('each of two includes with sections takes its own', () => {
    const scenario = parsed(
      'version: 1\ninclude: [{ file: base.yaml, sections: [hosts, datastores, vms, repositories, jobs] }, { file: two.yaml, sections: [proxies] }]\n',
      { 'base.yaml': `${base}seed: 3\n`, 'two.yaml': 'seed: 2\nproxies: [{ name: two, cores: 2 }]\n' },
    );
    expect([scenario.seed, scenario.proxies.map(({ name }) => name)]).toEqual([1, ['two']]);
  });

  it('unknown sections, unknown keys and a missing file name are reported at the include', () => {
    const files = { 'base.yaml': base };
    expect(findings('include: { file: base.yaml, sections: [vm] }\n', files)).toContain(
      'unknown-value night.yaml:1:40',
    );
    expect(findings('include: { file: base.yaml, section: [vms] }\n', files)).toEqual([
      'unknown-key night.yaml:1:29',
    ]);
    expect(findings('include: { sections: [vms] }\n')).toContain('wrong-type night.yaml:1:10');
  });

  it('problems are reported in their file, the including file first', () => {
    expect(
      findings('include: base.yaml\nseed: []\n', { 'base.yaml': base.replace('cores: 8', 'cores: x') }),
    ).toEqual(['wrong-type night.yaml:2:7', 'wrong-type base.yaml:9:38']);
  });

  it.each([
    ['is not there', {}, ['file-not-found night.yaml:1:10']],
    ['is not YAML', { 'estate.yaml': 'hosts: [' }, ['yaml-syntax estate.yaml:1:8']],
    ['is a list', { 'estate.yaml': '[1]' }, ['not-a-map estate.yaml:1:1']],
  ])('of a file that %s, nothing that may be in it is reported as missing', (_, files, expected) => {
    const text = `include: estate.yaml
jobs: [{ name: nightly, vms: ["app*", { host: esx1 }], repository: repo1, proxies: [px1] }]
proxies: [{ name: px1, host: esx1, site: hq }]
faults: [{ kind: host-down, target: esx1, at: 1h }]
set: { hosts.esx1.cores: 8, proxies.px1.cores: 4 }
`;
    expect(findings(text, files, ['datastores.ds1.read=1 GB/s'])).toEqual(expected);
    // What is wrong in itself still is.
    const wrong = text.replace('at: 1h', 'at: 1x').replace('name: px1,', 'name: px1, cores: 0,');
    expect(findings(wrong, files)).toEqual(
      expect.arrayContaining([...expected, 'out-of-range night.yaml:3:31', 'unknown-unit night.yaml:4:47']),
    );
    expect(findings(wrong, files)).toHaveLength(3);
  });
});

it('the files that a text names are those that the caller must read', () => {
  const text =
    'include: [base.yaml, ../x.yaml, { file: ../y.yaml, sections: [vms] }]\nvms: [{ inventory: inv/a.csv }, { inventory: inv/a.csv }, { name: v }]\n';
  expect(referencedFiles({ name: 'sets/night.yaml', text })).toEqual({
    includes: ['sets/base.yaml', 'x.yaml', 'y.yaml'],
    inventories: ['sets/inv/a.csv'],
  });
  expect(referencedFiles({ name: 'night.yaml', text: '[' })).toEqual({ includes: [], inventories: [] });
});

it.each([
  ['night.yaml', 'base.yaml', 'base.yaml'],
  ['a/night.yaml', './base.yaml', 'a/base.yaml'],
  ['a/b/night.yaml', '../base.yaml', 'a/base.yaml'],
  ['../night.yaml', '../base.yaml', '../../base.yaml'],
  ['/srv/night.yaml', 'base.yaml', '/srv/base.yaml'],
  ['a/night.yaml', '/srv/base.yaml', '/srv/base.yaml'],
  ['night.yaml', 'C:\\base.yaml', 'C:\\base.yaml'],
])('in %s, %s is %s', (from, name, resolved) => expect(relativeName(from, name)).toBe(resolved));
