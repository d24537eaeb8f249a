import { describe, expect, test } from 'vitest';
import { codesOf, parse, parsed, SMALL } from '../../parse-fixture.ts';

describe('selectors', () => {
  const text = SMALL.replace(
    'hosts: [{ name: "esx{1..2}" }]',
    'hosts: [{ name: esx1, cluster: c1 }, { name: esx2 }]',
  ).replace(
    'jobs:\n',
    '  - { name: vm2, disks: [{ size: 1 GB, datastore: ds2 }] }\n  - { name: vm3, host: esx2, disks: [{ size: 1 GB, datastore: ds2 }] }\njobs:\n',
  );
  const rows = (selectors: string) => parsed(text.replace('vms: [vm1]', selectors)).jobs[0]!.vms;

  test.each([
    ['vms: [vm3, "vm*"]', [2, 0, 1]],
    ['vms: [{ tag: sql }]', [0]],
    ['vms: [{ host: esx1 }]', [0, 1]],
    ['vms: [{ cluster: c1 }]', [0, 1]],
    ['vms: [{ datastore: ds2 }]', [1, 2]],
    ['vms: ["vm*"], exclude: [{ host: esx2 }, vm1]', [1]],
  ])('%s', (selectors, expected) => expect(rows(selectors)).toEqual(expected));

  test.each([
    ['vms: [{ host: esx9 }]', 'unknown-reference'],
    ['vms: [{ datastore: ds9 }]', 'unknown-reference'],
    ['vms: [{ tag: web }]', 'selector-no-match'],
  ])('%s matches nothing: %s, and no other finding', (selectors, code) => {
    expect(codesOf(text.replace('vms: [vm1]', selectors))).toEqual([code]);
  });

  test.each([
    ['tag: web', "No VM has the tag 'web'."],
    ['host: spare', "No VM runs on the host 'spare'."],
    ['datastore: spare', "No VM has a disk on the datastore 'spare'."],
    ['cluster: spare', "No VM runs on a host of the cluster 'spare'."],
  ])('what no VM has is told as such: %s', (selector, message) => {
    const spare = text
      .replace('{ name: esx2 }', '{ name: esx2 }, { name: spare, cluster: spare }')
      .replace('{ name: "ds{1..2}" }', '{ name: "ds{1..2}" }, { name: spare }');
    expect(parse(spare.replace('vms: [vm1]', `vms: [{ ${selector} }]`))).toMatchObject({
      diagnostics: [{ code: 'selector-no-match', message }],
    });
  });

  test('a job that stands where a copy needs its VMs is told from a name that nothing has', () => {
    const [, job] = /jobs:\s*(?:\[|-) *\{ *name: (\w+)/.exec(text)!;
    const result = parse(text.replace('vms: [vm1]', `vms: [${job}]`));
    expect(result.ok ? [] : result.diagnostics.map(({ hint }) => hint)).toEqual([
      "It is a job. Write its VMs, as in the 'vms' of that job.",
    ]);
  });
});

describe('selectors of a cluster and of a host', () => {
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
