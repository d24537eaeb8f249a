import { describe, expect, it } from 'vitest';
import { findings, parsed, SMALL } from '../parse-fixture.ts';

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

  it('may not expand to more entries than the limit in total', () => {
    expect(findings(`${SMALL}proxies: [{ name: "a{1..100}" }, { name: "b{1..999999}" }]\n`)).toContain(
      'expansion-limit night.yaml:9:42',
    );
  });
});
