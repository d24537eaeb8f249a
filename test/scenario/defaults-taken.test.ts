import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptionsOf } from '../../src/scenario/assumptions.ts';
import { parsed, SMALL } from './parse-fixture.ts';

/** The names for which the default of a field stands, by its value. */
function takenIn(text: string, field: string, files = {}, sets: readonly string[] = []) {
  const taken = parsed(text, files, sets).defaultsTaken.of(field);
  return taken.map(({ figure, things }) => [figure.text, [...things]]);
}

const SNAPSHOTS = 'datastores.maxSnapshots';

describe('a figure counts as a default exactly if it is not stated', () => {
  const written = SMALL.replace('name: "ds{1..2}"', 'name: "ds{1..2}", maxSnapshots: 4');

  it('whatever its value', () => {
    expect(takenIn(SMALL, SNAPSHOTS)).toEqual([['4', ['ds1', 'ds2']]]);
    expect(takenIn(written, SNAPSHOTS)).toEqual([]);
  });

  it('an included file, set: and --set state it', () => {
    const included = 'include: base.yaml\n';
    expect(takenIn(included, SNAPSHOTS, { 'base.yaml': written })).toEqual([]);
    expect(takenIn(included, SNAPSHOTS, { 'base.yaml': SMALL })).toEqual([['4', ['ds1', 'ds2']]]);
    expect(takenIn(`${SMALL}set: { datastores.ds2.maxSnapshots: 4 }\n`, SNAPSHOTS)).toEqual([['4', ['ds1']]]);
    expect(takenIn(SMALL, SNAPSHOTS, {}, ['datastores.ds1.maxSnapshots=4'])).toEqual([['4', ['ds2']]]);
    expect(takenIn(SMALL, SNAPSHOTS, {}, ['datastores.*.maxSnapshots=4'])).toEqual([]);
  });

  it('a list that is set as a whole states its figures', () => {
    const set = 'datastores=[{ name: ds1 }, { name: ds2, maxSnapshots: 4 }]';
    expect(takenIn(written, SNAPSHOTS, {}, [set])).toEqual([['4', ['ds1']]]);
  });

  it('each entry of a section may state it or not', () => {
    const choices = fc.array(fc.boolean(), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(choices, (isWritten) => {
        const entries = isWritten.map((is, i) => `{ name: ds${i + 1}${is ? ', maxSnapshots: 4' : ''} }`);
        const text = SMALL.replace('[{ name: "ds{1..2}" }]', `[${entries.join(', ')}]`);
        const left = isWritten.flatMap((is, i) => (is ? [] : [`ds${i + 1}`]));
        expect(takenIn(text, SNAPSHOTS)).toEqual(left.length === 0 ? [] : [['4', left]]);
      }),
    );
  });

  it('slots of a proxy have three different defaults, and copies have that of the original', () => {
    const proxies = `proxies:
  - { name: vbr, kind: physical, default: true }
  - { name: px1, kind: virtual, host: esx1, cores: 8 }
  - { name: px2, kind: virtual, host: esx1 }
  - { name: px3, kind: virtual, host: esx1, cores: 8, maxConcurrentTasks: 8 }
`;
    const slots = 'proxies.maxConcurrentTasks';
    expect(takenIn(`${SMALL}${proxies}`, slots)).toEqual([
      ['2', ['vbr']],
      ['one per core', ['px1']],
      ['2', ['px2']],
    ]);
    expect(takenIn(`${SMALL}${proxies}`, slots, {}, ['proxies.px1.count=2'])[1]).toEqual([
      'one per core',
      ['px1', 'px4'],
    ]);
    // The backup server is a proxy where no other is listed: nobody wrote any of it.
    expect(takenIn(SMALL, slots)).toEqual([['2', ['backup-server']]]);
  });

  it('sections that are a single value have no entries', () => {
    expect(takenIn(SMALL, 'coresPerTask')).toEqual([['1', []]]);
    expect(takenIn(`${SMALL}coresPerTask: 1\n`, 'coresPerTask')).toEqual([]);
    expect(takenIn(`${SMALL}latencyControl: { stop: 20 ms }\n`, 'latencyControl.stop')).toEqual([]);
    expect(takenIn(`${SMALL}latencyControl: { stop: 20 ms }\n`, 'latencyControl.throttle')).toEqual([
      ['30 ms', []],
    ]);
    expect(takenIn(`${SMALL}overheads: { vmPrepare: 15s }\n`, 'overheads.vmPrepare')).toEqual([]);
    expect(takenIn(`${SMALL}overheads: none\n`, 'overheads.jobInit')).toEqual([]);
    // Who asks for the defaults by their name leaves the figures to us.
    expect(takenIn(`${SMALL}overheads: default\n`, 'overheads.jobInit')).toEqual([['15s', []]]);
    expect(takenIn(`${SMALL}policy: rts\n`, 'policy.hotaddMaxDisks')).toEqual([['60', []]]);
    expect(takenIn(`${SMALL}policy: { hotaddMaxDisks: 60 }\n`, 'policy.hotaddMaxDisks')).toEqual([]);
  });

  it('a VM has a default as soon as one of its disks does', () => {
    const used = 'vms.disks.used';
    const half = SMALL.replace(
      'datastore: ds1 }',
      'datastore: ds1 }, { size: 1 GB, used: 100%, datastore: ds1 }',
    );
    const population = 'disks: { size: 1 GB, datastores: [ds1] }';
    const drawn = SMALL.replace(/disks: \[.*\]/, population);
    expect(takenIn(half, used)).toEqual([['100%', ['vm1']]]);
    expect(takenIn(SMALL.replace('size: 100 GB', 'size: 100 GB, used: 100%'), used)).toEqual([]);
    expect(takenIn(drawn, used)).toEqual([['100%', ['vm1']]]);
    expect(takenIn(drawn.replace('1 GB', '1 GB, used: 50%'), used)).toEqual([]);
  });

  it('a VM has a configuration version only where change tracking depends on it', () => {
    const version = 'vms.configVersion';
    const hyperv = (year: string, more = '') =>
      SMALL.replace('"esx{1..2}"', `"esx{1..2}", platform: hyperv, version: ${year}`).replace(
        'host: esx1,',
        `host: esx1${more},`,
      );
    expect(takenIn(SMALL, version)).toEqual([]);
    expect(takenIn(hyperv('2012r2'), version)).toEqual([]);
    expect(takenIn(hyperv('2019'), version)).toHaveLength(1);
    expect(takenIn(hyperv('2019', ', configVersion: 9'), version)).toEqual([]);
  });

  it('what all disks of a VM state is none of it', () => {
    const rate = 'vms.disks.changeRate';
    const disks = (...said: string[]) =>
      SMALL.replace(
        '{ size: 100 GB, datastore: ds1 }',
        said.map((one) => `{ size: 1 GB, datastore: ds1${one} }`).join(', '),
      );
    expect(takenIn(disks(', changeRate: 5%', ', changeRate: 5%'), rate)).toEqual([]);
    expect(takenIn(disks(', changeRate: 5%', ''), rate)).toEqual([['5%', ['vm1']]]);
  });

  it('rows of an inventory do not state figures without a cell', () => {
    const text = SMALL.replace(/vms:\n.*\n/, 'vms: [{ inventory: a.csv }]\n').replace('[vm1]', '["*"]');
    const table = 'vm,host,datastore,size,changeRate\na,esx1,ds1,1 GB,5%\nb,esx1,ds1,1 GB,\n';
    expect(takenIn(text, 'vms.disks.changeRate', { 'a.csv': table })).toEqual([['5%', ['b']]]);
    const used = 'vm,host,datastore,size,used\na,esx1,ds1,1 GB,1 GB\nb,esx1,ds1,1 GB,\n';
    expect(takenIn(text, 'vms.disks.used', { 'a.csv': used })).toEqual([['100%', ['b']]]);
  });
});

describe('the list of assumptions names the entries that use a default', () => {
  const found = (text: string, what: string) => assumptionsOf(parsed(text)).find((one) => one.what === what);

  it('by name, among those for which it matters', () => {
    const mixed = SMALL.replace(
      '[{ name: "ds{1..2}" }]',
      '[{ name: "ds{1..2}" }, { name: ds3, maxSnapshots: 4 }]',
    );
    expect(found(mixed, 'open snapshots per datastore')).toEqual({
      what: 'open snapshots per datastore',
      field: 'datastores.maxSnapshots',
      value: '4',
      standing: 'guide',
      source: 'Best practice guide, MaxSnapshotsPerDatastore.',
      things: { section: 'datastores', names: ['ds1', 'ds2'], count: 2, of: 3 },
    });
    const written = SMALL.replace('"ds{1..2}"', '"ds{1..2}", maxSnapshots: 4');
    expect(found(written, 'open snapshots per datastore')).toBeUndefined();
  });

  it('but only the first VMs, because there may be many thousands', () => {
    const many = SMALL.replace('name: vm1', 'name: "vm{001..300}"').replace('[vm1]', '["*"]');
    const { things } = found(many, 'daily change')!;
    expect(things).toMatchObject({ section: 'vms', count: 300, of: 300 });
    expect(things!.names).toHaveLength(10);
  });

  it("a profile selected by name is stated, but its figures are still the guide's", () => {
    const rate = 'processing rate per core';
    expect(found(SMALL, rate)).toMatchObject({ field: 'profile', value: 'bp12-virtual-block' });
    expect(found(`${SMALL}profile: bp12-virtual-block\n`, rate)).toMatchObject({ field: null });
    expect(found(`${SMALL}profile: { full: 1 GB/s, incremental: 1 GB/s }\n`, rate)).toBeUndefined();
  });
});
