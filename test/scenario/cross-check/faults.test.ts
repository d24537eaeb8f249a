import { describe, expect, it } from 'vitest';
import { findings, parsed } from '../parse-fixture.ts';

const estate = (fault: string, more = '') => `version: 1
clock: { start: 2026-01-05T20:00 }
sites: [hq, dr]
links: [{ between: [hq, dr] }]
hosts: [{ name: "esx{1..2}", site: hq }, { name: hv1, site: hq, platform: hyperv }]
datastores: [{ name: "ds{1..3}", hosts: ["esx{1..2}"] }]
repositories: [{ name: "repo{1..2}", site: hq }]
proxies: [{ name: "px{1..3}", site: hq, cores: 4 }]
vms: [{ name: "vm{1..3}", host: esx1, disks: [{ size: 100 GB, datastore: ds1 }] }]
jobs: [{ name: j, vms: ["*"], repository: repo1 }]
faults: [{ ${fault} }]
${more}`;
const fault = (text: string) => parsed(estate(text)).faults[0]!;
const codes = (text: string) => findings(estate(text)).map((finding) => finding.split(' ')[0]);

describe('when', () => {
  it.each([
    ['at: 1h', 3_600e6],
    ['at: "22:00"', 7_200e6],
    ['at: "19:00"', 82_800e6],
    ['at: 2026-01-06T00:30', 16_200e6],
  ])('%s, until the end of the run', (text, atUs) => {
    expect(fault(`kind: proxy-down, target: px1, ${text}`).when).toEqual({
      kind: 'at',
      atUs,
      forUs: Infinity,
    });
  });

  it('at a time, for a while', () => {
    expect(fault('kind: proxy-down, target: px1, at: 1h, for: 90s').when).toMatchObject({ forUs: 90e6 });
  });

  it('at random, each target alone or in bursts', () => {
    const when = (text: string) => fault(`kind: host-down, target: "esx*", mtbf: 24h, ${text}`).when;
    expect(when('mttr: 30min')).toEqual({ kind: 'random', mtbfUs: 86_400e6, mttrUs: 1_800e6 });
    expect(when('mttr: 30min, burst: 2')).toMatchObject({ burst: 2 });
    expect(fault('kind: tracking-reset, mtbf: 24h').when).toMatchObject({ mttrUs: 0 });
  });

  it('always: only tasks fail all the time', () => {
    expect(fault('kind: task-fails, probability: 2%')).toMatchObject({
      when: { kind: 'always' },
      targets: [],
      probability: 0.02,
    });
    expect(fault('kind: task-fails, probability: 2%, at: 1h, for: 1h').when.kind).toBe('at');
    expect(codes('kind: tracking-reset')).toEqual(['missing-key']);
  });

  it.each([
    ['kind: proxy-down, target: px1, at: 2026-01-05T19:00', 'out-of-range'],
    ['kind: host-down, target: "esx*", mtbf: 24h, mttr: 1h, burst: 3', 'out-of-range'],
    ['kind: host-down, target: "esx*", mtbf: 24h', 'missing-key'],
    ['kind: proxy-down, target: px1', 'missing-key'],
    ['kind: proxy-down, target: px1, at: 1h, mtbf: 24h, mttr: 1h', 'contradiction'],
    ['kind: proxy-up, target: px1, at: 1h, for: 1h', 'contradiction'],
    ['kind: proxy-down, target: px1, at: 1h, for: 0s', 'out-of-range'],
  ])('%s is %s', (text, code) => expect(codes(text)).toEqual([code]));
});

describe('what', () => {
  const targets = (text: string) => fault(`at: 1h, ${text}`).targets;
  it.each([
    ['kind: proxy-down, target: px2', ['px2']],
    ['kind: proxy-down, target: [px3, "p*", px3]', ['px3', 'px1', 'px2']],
    ['kind: proxy-down, targets: hv1', ['hv1']],
    ['kind: connectivity-lost, target: "*"', ['px1', 'px2', 'px3', 'hv1']],
    ['kind: host-down, target: hv1', ['hv1']],
    ['kind: datastore-down, target: "ds?"', ['ds1', 'ds2', 'ds3']],
    ['kind: link-down, target: hq-dr', ['hq-dr']],
    ['kind: repository-down, target: repo2', ['repo2']],
    ['kind: tracking-reset, target: ["vm2"]', ['vm2']],
    ['kind: tracking-reset', []],
  ])('%s hits %j', (text, expected) => expect(targets(text)).toEqual(expected));

  it('a pattern in braces is several faults', () => {
    const { faults } = parsed(estate('at: 1h, kind: proxy-down, target: "px{1..2}"'));
    expect(faults.map((one) => one.targets)).toEqual([['px1'], ['px2']]);
  });

  it('a connection is lost to some datastores, or to all', () => {
    const lost = (text: string) => fault(`at: 1h, kind: connectivity-lost, target: px1, ${text}for: 1h`);
    expect(lost('')).toMatchObject({ datastores: [] });
    expect(lost('datastore: ds2, ')).toMatchObject({ datastores: ['ds2'] });
    expect(lost('datastores: ["ds?"], ')).toMatchObject({ datastores: ['ds1', 'ds2', 'ds3'] });
  });

  it('a link keeps a share of its bandwidth', () => {
    expect(fault('at: 1h, kind: link-degraded, target: hq-dr, share: 20%')).toMatchObject({ share: 0.2 });
  });

  it('targets that could not be read are not reported again', () => {
    const text = estate('at: 1h, kind: proxy-down, target: px1').replace('cores: 4', 'cores: many');
    expect(findings(text)).toEqual(['wrong-type night.yaml:8:48']);
  });
});

describe('an added proxy', () => {
  it('is absent until then', () => {
    const { proxies } = parsed(estate('at: "22:00", kind: proxy-added, target: ["px{2..3}"]'));
    expect(proxies.map(({ name, addedAtUs }) => [name, addedAtUs])).toEqual([
      ['px1', 0],
      ['px2', 7_200e6],
      ['px3', 7_200e6],
      ['hv1', 0],
    ]);
  });

  it('must be declared: a wild card matches only declared proxies, and a host exists from the start', () => {
    expect(fault('at: 1h, kind: proxy-added, target: "*"').targets).toEqual(['px1', 'px2', 'px3']);
    expect(codes('at: 1h, kind: proxy-added, target: hv1')).toEqual(['contradiction']);
    expect(codes('at: 1h, kind: proxy-added, target: px9')).toEqual(['unknown-reference']);
  });
});

it('an overlay reaches a fault by its target', () => {
  const { faults } = parsed(estate('at: 1h, kind: proxy-down, target: px1'), {}, ['faults.px1.at=2h']);
  expect(faults[0]!.when).toMatchObject({ atUs: 7_200e6 });
});
