import { describe, expect, it } from 'vitest';
import { renderDiagnostics } from '../../../src/diagnostics/render.ts';
import { findings, parse, parsed } from '../parse-fixture.ts';

const ESTATE = `version: 1
sites: [hq]
hosts: [{ name: esx-b1 }, { name: esx-a1 }, { name: esx-a2 }]
datastores: [{ name: fast1, hosts: ["esx-a*"] }, { name: fast2 }, { name: slow1 }]
proxies: [{ name: px1, kind: virtual, host: esx-a1 }, { name: px2, kind: virtual, host: esx-b1 }, { name: vbr, kind: physical }]
repositories: [{ name: ext1, affinity: ["px?"] }, { name: ext2 }, { name: all, extents: ["ext*"] }]
vms:
  - { name: "app{1..4}", hosts: ["*-a?"], disks: { size: 1 GB, datastores: ["fast*"] } }
jobs:
  - { name: nightly, vms: ["app*"], repository: all, proxies: ["px*"] }
`;

describe('names with * and ? in a list of names', () => {
  it('stand for every declared name that matches, in declaration order', () => {
    const { datastores, vms, jobs, repositories } = parsed(ESTATE);
    expect(datastores[0]!.hosts).toEqual(['esx-a1', 'esx-a2']);
    expect([...vms].map(({ host }) => host)).toEqual(['esx-a1', 'esx-a2', 'esx-a1', 'esx-a2']);
    expect(vms.disksOf(0)).toMatchObject({ datastores: ['fast1', 'fast2'] });
    expect(jobs[0]).toMatchObject({ proxies: ['px1', 'px2'] });
    expect(repositories[0]!.affinity).toEqual(['px1', 'px2']);
    expect(repositories[2]!.extents).toEqual(['ext1', 'ext2']);
  });

  it('do not repeat names that the list already has', () => {
    const { vms } = parsed(ESTATE.replace('["*-a?"]', '[esx-a2, "esx-*"]'));
    expect([...vms].map(({ host }) => host)).toEqual(['esx-a2', 'esx-b1', 'esx-a1', 'esx-a2']);
  });

  it('stand for only that name if something is declared with it, as in exports with unknown letters', () => {
    const text = ESTATE.replaceAll('esx-a1', 'esx-?1').replace('hosts: ["esx-a*"]', 'hosts: ["esx-?1"]');
    const { hosts, datastores } = parsed(text);
    expect(hosts.map(({ name }) => name)).toEqual(['esx-b1', 'esx-?1', 'esx-a2']);
    expect(datastores[0]!.hosts).toEqual(['esx-?1']);
  });

  it('among extents match no repository that has extents itself', () => {
    const text = ESTATE.replace('extents: ["ext*"]', 'extents: ["*"]');
    expect(parsed(text).repositories[2]!.extents).toEqual(['ext1', 'ext2']);
  });

  it('among proxies also match Hyper-V hosts, which are proxies without being declared', () => {
    const text = `version: 1
hosts: [{ name: hv1, platform: hyperv }, { name: hv2, platform: hyperv }]
datastores: [{ name: csv1, type: csv, owner: hv1, hosts: ["hv*"] }]
repositories: [{ name: repo }]
vms: [{ name: vm1, host: hv1, disks: [{ size: 1 GB, datastore: csv1 }] }]
jobs: [{ name: nightly, vms: [vm1], repository: repo, proxies: ["hv*"] }]
`;
    expect(parsed(text).jobs[0]).toMatchObject({ proxies: ['hv1', 'hv2'] });
  });

  it('are resolved after --set has been applied', () => {
    const scenario = parsed(ESTATE, {}, ['proxies.px*.count=3', 'datastores.fast2.hosts=["esx-b*"]']);
    expect(scenario.jobs[0]).toMatchObject({
      proxies: scenario.proxies.map(({ name }) => name).filter((name) => name.startsWith('px')),
    });
    expect(scenario.datastores[1]!.hosts).toEqual(['esx-b1']);
  });

  it('that match nothing are an error at their place', () => {
    const text = ESTATE.replace('"esx-a*"', '"hv*"');
    expect(findings(text)).toEqual(['unknown-reference night.yaml:4:37']);
    const result = parse(text);
    expect(renderDiagnostics(result.ok ? [] : result.diagnostics)).toContain(
      "No host name matches 'hv*'. Possible: esx-b1, esx-a1, esx-a2.",
    );
  });

  it('are not resolved where a single name is needed', () => {
    const text = ESTATE.replace('host: esx-b1', 'host: "esx-b*"');
    const result = parse(text);
    expect(renderDiagnostics(result.ok ? [] : result.diagnostics)).toContain(
      "This takes the name of one host, not a pattern like 'esx-b*'. Did you mean 'esx-b1'?",
    );
  });
});
