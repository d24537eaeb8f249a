import { describe, expect, it } from 'vitest';
import { findings, parse, parsed, SMALL } from '../parse-fixture.ts';

describe('names with braces', () => {
  it('are flattened in lists and pair up inside entries at any depth', () => {
    const text = SMALL.replace(
      '- { name: vm1, host: esx1, tags: [sql], disks: [{ size: 100 GB, datastore: ds1 }] }',
      '- { name: "vm{1..2}", tags: ["t{1..3}"], disks: [{ size: 1 GB, datastore: "ds{1..2}" }, { size: 1 GB, datastore: ds1 }] }',
    );
    const { vms: table, datastores } = parsed(text);
    const vms = [...table];
    expect(datastores[0]!.hosts).toEqual(['esx1', 'esx2']);
    expect(vms.map(({ tags }) => tags)).toEqual([
      ['t1', 't2', 't3'],
      ['t1', 't2', 't3'],
    ]);
    expect(
      vms.map(({ disks }) => (Array.isArray(disks) ? disks.map(({ datastore }) => datastore) : [])),
    ).toEqual([
      ['ds1', 'ds1'],
      ['ds2', 'ds1'],
    ]);
  });

  it('of a disk give several disks', () => {
    const { vms } = parsed(
      SMALL.replace(
        '[{ size: 100 GB, datastore: ds1 }]',
        '[{ name: "d{1..2}", size: 1 GB, datastore: "ds{1..2}" }]',
      ),
    );
    expect(vms.disksOf(0)).toMatchObject([
      { name: 'd1', datastore: 'ds1' },
      { name: 'd2', datastore: 'ds2' },
    ]);
  });

  it('without a list pair up with their entry where a list of names belongs', () => {
    const { vms, jobs } = parsed(
      SMALL.replace(
        /vms:[\s\S]*/,
        `vms:
  - { name: "b{1..2}-vm{7..8}", tags: "site{1..2}", disks: { size: 1 GB, datastores: "ds{1..2}" } }
jobs: [{ name: "night{1..2}", vms: "b{1..2}-*", exclude: "b{1..2}-vm8", repository: repo1 }]
`,
      ),
    );
    const drawnOn = (disks: unknown) => (disks as { datastores: readonly string[] }).datastores;
    expect([...vms].map(({ name, tags, disks }) => [name, tags, drawnOn(disks)])).toEqual([
      ['b1-vm7', ['site1'], ['ds1']],
      ['b1-vm8', ['site1'], ['ds1']],
      ['b2-vm7', ['site2'], ['ds2']],
      ['b2-vm8', ['site2'], ['ds2']],
    ]);
    expect(jobs.map(({ vms: rows }) => Array.from(rows, (row) => vms.names[row]))).toEqual([
      ['b1-vm7'],
      ['b2-vm7'],
    ]);
  });

  it('of sites make as many links and throttle rules, named after them', () => {
    const { links, throttles } =
      parsed(`${SMALL.replaceAll('" }', '", site: hq }').replace('repo1 }', 'repo1, site: hq }')}
sites: [hq, "b{1..3}"]
links: [{ between: [hq, "b{1..2}"], bandwidth: 80 Mbit/s }, { name: "wan{3..3}", between: [hq, "b{3..3}"] }]
throttles: [{ name: "r{1..2}", between: ["b{1..2}", hq], rate: 8 Mbit/s }]
`);
    expect(links.map(({ name, between }) => [name, ...between])).toEqual([
      ['hq-b1', 'hq', 'b1'],
      ['hq-b2', 'hq', 'b2'],
      ['wan3', 'hq', 'b3'],
    ]);
    expect(throttles.map(({ name }) => name)).toEqual(['r1', 'r2']);
  });

  it('of a site do not pair up with a single name', () => {
    const sites = `${SMALL}sites: [main, "b{1..3}"]\n`;
    const found = parse(`${sites}links: [{ name: wan, between: [main, "b{1..3}"] }]\n`);
    expect(found.ok ? [] : found.diagnostics.map(({ code, hint }) => [code, hint])).toContainEqual([
      'expansion-mismatch',
      'A site pairs up with the name: leave out the name, or give it as many names, such as "wan{1..3}".',
    ]);
  });

  it('are advised where one entry joins three sites', () => {
    const found = parse(`${SMALL}sites: [main, b1, b2]\nlinks: [{ between: [main, b1, b2] }]\n`);
    expect(found.ok ? [] : found.diagnostics.map(({ code, hint }) => [code, hint])).toContainEqual([
      'out-of-range',
      'Write one entry for each pair of sites; [hq, "b{1..3}"] makes three.',
    ]);
  });

  it('of an extent pair up with the name of its scale-out repository, as in other lists', () => {
    const withPools = (extents: string) =>
      SMALL.replace(
        /^repositories: .*$/m,
        `repositories: [{ name: "a{1..2}" }, { name: repo1, extents: ["a*"] }, { name: "x{1..2}" }, { name: "p{1..2}", extents: ${extents} }]`,
      );
    const { repositories } = parsed(withPools('"x{1..2}"'));
    expect(repositories.slice(-2).map(({ extents }) => extents)).toEqual([['x1'], ['x2']]);
    const found = parse(withPools('"x{1..3}"'));
    expect(found.ok ? [] : found.diagnostics.map(({ hint }) => hint)).toContainEqual(
      expect.stringContaining('write a list: extents: ["x{1..3}"].'),
    );
  });

  it('in a list of VMs are warned of where they stand in the name of the job, too', () => {
    const two = SMALL.replace('name: vm1,', 'name: "vm{1..2}",');
    const jobs = (vms: string) =>
      two.replace('name: nightly, vms: [vm1]', `name: "night{1..2}", vms: ${vms}`);
    expect(findings(jobs('["vm{1..2}"]'))).toContain('list-in-every-entry night.yaml:8:34');
    expect(findings(jobs('["vm{1,2}"]'))).toEqual(findings(jobs('[vm1, vm2]')));
    expect(findings(jobs('["vm*"]'))).toEqual(findings(jobs('"vm{1..2}"')));
  });

  it.each([
    [
      'vms: "vm{1..2}"',
      'For all of these names, write a list: vms: ["vm{1..2}"]. Without a list, it pairs up with the name of its entry and needs as many names, or only braces that the name has, too.',
    ],
    [
      'vms: [vm1], priority: "{1..2}"',
      'A field pairs up with the name of its entry: it needs as many names, or only braces that the name has, too, in the same order; or no braces.',
    ],
  ])('that do not pair up say what to write: %s', (fields, hint) => {
    const found = parse(SMALL.replace('vms: [vm1]', fields));
    expect(found.ok ? [] : found.diagnostics.map((one) => [one.code, one.hint])).toContainEqual([
      'expansion-mismatch',
      hint,
    ]);
  });

  it('may not expand to more entries than the limit in total', () => {
    expect(findings(`${SMALL}proxies: [{ name: "a{1..100}" }, { name: "b{1..999999}" }]\n`)).toContain(
      'expansion-limit night.yaml:9:42',
    );
  });
});
