import { describe, expect, it } from 'vitest';
import { compile } from '../../../../src/model/compile.ts';
import { findings, parsed } from '../../parse-fixture.ts';

/** Two hosts with local disks, and VMs that name no host: a VM runs where its first disk is. */
const text = (count: string, selector: string, fields = '') => `version: 1
hosts: [{ name: esx1, cluster: c1 }, { name: esx2, cluster: c2 }]
datastores: [{ name: own2, type: local, hosts: [esx2] }, { name: own1, type: local, hosts: [esx1] }, { name: both, hosts: [esx2, esx1] }]
repositories: [{ name: repo1 }]
vms: [{ name: "vm{1..6}", ${fields}disks: { count: ${count}, size: 10 GB, datastores: [own1, own2, both] } }]
jobs: [{ name: nightly, vms: [${selector}], repository: repo1 }]
`;

describe('a job that selects the VMs of a host', () => {
  it.each([
    ['1', 'esx1', [0, 2, 3, 5]],
    ['1', 'esx2', [1, 4]],
    ['2', 'esx1', [0, 1, 3, 4]],
    ['2', 'esx2', [2, 5]],
    ['3', 'esx1', [0, 1, 2, 3, 4, 5]],
  ])('of %s disk(s) each, on three datastores in turn: %s runs %j', (count, host, rows) => {
    const scenario = parsed(text(count, `{ host: ${host} }`));
    const { vms, hosts } = compile(scenario, { seed: 1, replication: 0 });
    const runThere = Array.from({ length: 6 }, (_, vm) => vm).filter(
      (vm) => hosts[vms.hostOf(vm)]!.name === host,
    );
    expect(scenario.jobs[0]!.vms).toEqual(rows);
    expect(runThere).toEqual(rows);
  });

  it('selects by datastore the VMs that have a disk there', () => {
    expect(parsed(text('2', '{ datastore: own1 }')).jobs[0]!.vms).toEqual([0, 1, 3, 4]);
  });

  it('is refused where the number of disks that is drawn decides where VMs run', () => {
    const drawn = '{ uniform: [1, 2] }';
    const said = (...args: Parameters<typeof text>) =>
      findings(text(...args)).map((finding) => finding.split(' ')[0]);
    expect(said(drawn, '{ host: esx1 }')).toEqual(['contradiction']);
    expect(said(drawn, '{ cluster: c2 }')).toEqual(['contradiction']);
    expect(said(drawn, '"vm*"')).toEqual([]);
    expect(said(drawn, '{ datastore: own1 }')).toEqual([]);
    expect(said(drawn, '{ tag: sql }', 'tags: [sql], ')).toEqual([]);
    expect(said(drawn, '{ host: esx1 }', 'hosts: [esx1, esx2], ')).toEqual([]);
  });
});
