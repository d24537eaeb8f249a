import { describe, expect, it } from 'vitest';
import { findings, parse } from '../parse-fixture.ts';

describe('an entry with a field of a wrong shape', () => {
  const BASE = `version: 1
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
repositories: [{ name: repo1 }]
`;
  const VM = 'vms: [{ name: vm1, disks: [{ size: 1 GB, datastore: ds1 }] }]\n';
  const JOB = 'jobs: [{ name: nightly, vms: [vm1], repository: repo1 }]\n';

  it.each([
    [
      'a wrong reference beside a number without its unit',
      `${BASE}${VM}jobs: [{ name: nightly, vms: [vm1], window: 8, repository: repo2 }]\n`,
      ['missing-unit night.yaml:6:45', 'unknown-reference night.yaml:6:60'],
    ],
    [
      'a wrong selector beside an unknown key',
      `${BASE}${VM}jobs: [{ name: nightly, vms: [vm2], repository: repo1, windo: 8h }]\n`,
      ['selector-no-match night.yaml:6:31', 'unknown-key night.yaml:6:56'],
    ],
    [
      'more used than there is, beside a share of more than all',
      `${BASE}vms: [{ name: vm1, disks: [{ size: 1 GB, used: 2 GB, datastore: ds1, changeRate: 120% }] }]\n${JOB}`,
      ['used-over-size night.yaml:5:48', 'out-of-range night.yaml:5:82'],
    ],
    [
      'a job that waits for itself',
      `${BASE}${VM}jobs: [{ name: nightly, vms: [vm1], repository: repo1, window: 8, schedule: { after: nightly } }]\n`,
      ['missing-unit night.yaml:6:64', 'dependency-cycle night.yaml:6:86'],
    ],
  ])('does not hide %s', (_, text, found) => {
    expect(findings(text)).toEqual(found);
  });

  it.each([
    [
      'its own name',
      `${BASE}${VM}proxies: [{ name: px1, cores: 1.5 }]\njobs: [{ name: nightly, vms: [vm1], repository: repo1, proxies: [px1] }]\n`,
      ['wrong-type night.yaml:6:31'],
    ],
    [
      'the proxy that a Hyper-V host is',
      `${BASE}${VM.replace('name: vm1', 'name: vm1, platform: vsphere')}${JOB}`.replace(
        'hosts: [',
        'faults: [{ at: 1h, kind: proxy-down, target: hv1 }]\nhosts: [{ name: hv1, platform: hyperv, cores: 1.5 }, ',
      ),
      ['wrong-type night.yaml:3:47'],
    ],
    [
      'what its wrong field would select',
      `${BASE}vms: [{ name: vm1, tags: { a: b }, disks: [{ size: 1 GB, datastore: ds1 }] }]\njobs: [{ name: nightly, vms: [{ tag: sql }], repository: repo1 }]\n`,
      ['wrong-type night.yaml:5:26'],
    ],
  ])('makes no other entry wrong: %s', (_, text, found) => {
    expect(findings(text)).toEqual(found);
  });

  it('does not hide wrong names where the wrong shape is in another file or was set', () => {
    const base = `${BASE}jobs: [{ name: nightly, vms: [vm1], repository: repo1, window: 8 }]\n`;
    const text = `version: 1\ninclude: base.yaml\n${VM}jobs: [{ name: nightly, repository: repo2 }]\n`;
    expect(findings(text, { 'base.yaml': base }, ['jobs.nightly.rpo=9'])).toEqual([
      'unknown-reference night.yaml:4:37',
      'missing-unit base.yaml:5:64',
      'missing-unit --set:1:18',
    ]);
  });

  it('is among the names that are proposed for an unknown one', () => {
    const fault = 'faults: [{ at: 1h, kind: proxy-down, target: px2 }]\n';
    const result = parse(`${BASE}${VM}${JOB}proxies: [{ name: px1, cores: 1.5 }]\n${fault}`);
    const hints = result.ok ? [] : result.diagnostics.map(({ code, hint }) => [code, hint]);
    expect(hints).toContainEqual(['unknown-reference', "Did you mean 'px1'?"]);
  });
});
