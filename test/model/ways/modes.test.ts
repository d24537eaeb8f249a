import { describe, expect, test } from 'vitest';
import type { Model, ProxyRow } from '../../../src/model/model.ts';
import { modesFor, writeModesFor } from '../../../src/model/ways/transport.ts';
import type { TransportMode } from '../../../src/scenario/transport-modes.ts';
import { modelOf } from '../../helpers/night.ts';

const vmOf = ({ vms }: Model, vm: number) => ({ ...vms.traitsOf(vm), ...vms.storageOf(vm) });

/** Every datastore type of vSphere, each on an integrated array where there is one. */
const STORES = {
  fc: 'protocol: fc, array: a',
  iscsi: 'protocol: iscsi, array: a',
  sas: 'protocol: sas, array: a',
  nfs: 'type: nfs, array: a',
  vsan: 'type: vsan',
  vvol: 'type: vvol, protocol: fc, array: a',
  local: 'type: local, hosts: [esx1]',
} as const;
const PROXIES = [
  '{ name: bare, kind: physical }',
  '{ name: ports, kind: physical, storage: { protocols: [fc, iscsi, sas, nfs] } }',
  '{ name: mounting, host: esx1 }',
  '{ name: paths, host: esx1, storage: { protocols: [fc, iscsi, sas, nfs] } }',
  '{ name: elsewhere, host: esx2 }',
];

function vsphere(store: keyof typeof STORES): Model {
  const hosts = STORES[store].includes('hosts') ? '' : ', hosts: [esx1]';
  return modelOf({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    arrays: '[{ name: a }]',
    datastores: `[{ name: ds1, ${STORES[store]}${hosts} }]`,
    proxies: `[${PROXIES.join(', ')}]`,
  });
}

const NO_DEMAND = { storageSnapshots: false, arrayOnly: false };
const MODES = ['san', 'nfs', 'storage-snapshot', 'hotadd', 'nbd', 'nbdssl', 'off-host', 'on-host'] as const;

/** Only what the mode itself can do. */
const only = (proxy: ProxyRow, mode: TransportMode): ProxyRow => ({
  ...proxy,
  modes: [mode],
  failoverToNetwork: false,
});

/** The first letter of every mode that works, N for nbdssl: `s` san, `f` nfs, `a` storage-snapshot, `h` hotadd, `n` nbd. */
const LETTERS: Readonly<Record<TransportMode, string>> = {
  san: 's',
  nfs: 'f',
  'storage-snapshot': 'a',
  hotadd: 'h',
  nbd: 'n',
  nbdssl: 'N',
  'off-host': 'x',
  'on-host': 'o',
};

describe('the table of reading, mode by mode', () => {
  // bare, ports, mounting, paths, elsewhere
  test.each<[keyof typeof STORES, string]>([
    ['fc', 'nN sanN hnN hnN nN'],
    ['iscsi', 'nN sanN hnN sahnN nN'],
    ['sas', 'nN sanN hnN hnN nN'],
    ['nfs', 'nN fanN hnN fahnN nN'],
    ['vsan', 'nN nN hnN hnN nN'],
    ['vvol', 'nN nN hnN hnN nN'],
    ['local', 'nN nN hnN hnN nN'],
  ])('of a disk on %s storage: %s', (store, cells) => {
    const model = vsphere(store);
    const demand = { vm: vmOf(model, 0), datastore: model.datastores[0]!, ...NO_DEMAND };
    const found = model.proxies.map((proxy) =>
      MODES.filter((mode) => modesFor(only(proxy, mode), demand).includes(mode))
        .map((mode) => LETTERS[mode])
        .join(''),
    );
    expect(found.join(' ')).toBe(cells);
  });
});

describe('the table of writing', () => {
  const written = (store: keyof typeof STORES, first: boolean, thin: boolean) => {
    const model = vsphere(store);
    const demand = { platform: 'vsphere', datastore: model.datastores[0]!, host: 0, first, thin } as const;
    return model.proxies.map((proxy) => writeModesFor(proxy, demand).join(' '));
  };

  // Any later run, and thin disks by direct SAN, go by hot-add or the network.
  const LATER = ['nbd', 'nbd', 'hotadd nbd', 'hotadd nbd', 'nbd'];

  test.each<[keyof typeof STORES, string[]]>([
    ['fc', ['nbd', 'san nbd', 'hotadd nbd', 'hotadd nbd', 'nbd']],
    ['iscsi', ['nbd', 'san nbd', 'hotadd nbd', 'san hotadd nbd', 'nbd']],
    ['sas', ['nbd', 'san nbd', 'hotadd nbd', 'hotadd nbd', 'nbd']],
    ['nfs', ['nbd', 'nfs nbd', 'hotadd nbd', 'nfs hotadd nbd', 'nbd']],
    ['vsan', LATER],
    ['vvol', LATER],
    ['local', LATER],
  ])('of a first run of a thick disk to %s storage', (store, modes) => {
    expect(written(store, true, false)).toEqual(modes);
  });

  test.each(['fc', 'iscsi', 'sas', 'vsan', 'vvol', 'local'] as const)(
    'of a thin disk to %s storage: never direct SAN',
    (store) => {
      expect(written(store, true, true)).toEqual(LATER);
      expect(written(store, false, true)).toEqual(LATER);
    },
  );

  test('of a thin disk to nfs storage: direct NFS in the first run', () => {
    expect(written('nfs', true, true)).toEqual(['nbd', 'nfs nbd', 'hotadd nbd', 'nfs hotadd nbd', 'nbd']);
  });

  test.each(Object.keys(STORES) as (keyof typeof STORES)[])('of a later run to %s storage', (store) => {
    expect(written(store, false, false)).toEqual(LATER);
  });

  test('with a list of modes: the allowed ones, otherwise network mode unless failover is off', () => {
    const model = vsphere('fc');
    const demand = {
      platform: 'vsphere',
      datastore: model.datastores[0]!,
      host: 0,
      first: true,
      thin: false,
    } as const;
    const by = (proxy: number, mode: TransportMode, failoverToNetwork = true) =>
      writeModesFor({ ...model.proxies[proxy]!, modes: [mode], failoverToNetwork }, demand);
    expect(by(2, 'hotadd')).toEqual(['hotadd']);
    expect(by(2, 'nbdssl')).toEqual(['nbdssl']);
    expect(by(4, 'hotadd')).toEqual(['nbd']);
    expect(by(4, 'hotadd', false)).toEqual([]);
    // Nothing is written into a snapshot of an array.
    expect(by(1, 'storage-snapshot', false)).toEqual([]);
  });
});

describe('storage snapshots', () => {
  /** A VM on integrated arrays, read by a proxy with ports and by one on the host. */
  const modes = (datastore: string, storageSnapshots: boolean, changes: Partial<ProxyRow> = {}) => {
    const model = modelOf({
      arrays: '[{ name: a }, { name: plain, integrated: false }]',
      datastores: `[{ name: ds1, ${datastore} }, { name: other }]`,
      proxies: '[{ name: px, storage: { protocols: [fc, iscsi, nfs] } }]',
    });
    const demand = {
      vm: vmOf(model, 0),
      datastore: model.datastores[0]!,
      storageSnapshots,
      arrayOnly: false,
    };
    return modesFor({ ...model.proxies[0]!, ...changes }, demand).join(' ');
  };

  test('come after direct storage access, unless the job asks for them', () => {
    expect(modes('protocol: fc, array: a', false)).toBe('san storage-snapshot nbd');
    expect(modes('type: nfs, array: a', false)).toBe('nfs storage-snapshot nbd');
  });

  test('come after direct storage access, whatever the order of the list', () => {
    const changes = { modes: ['storage-snapshot', 'san'] } as const;
    expect(modes('protocol: fc, array: a', false, changes)).toBe('san storage-snapshot');
  });

  test('replace direct storage access if the job asks for them', () => {
    expect(modes('protocol: fc, array: a', true)).toBe('storage-snapshot nbd');
    expect(modes('type: nfs, array: a', true)).toBe('storage-snapshot nbd');
  });

  test('that the job asks for but the array cannot provide leave the other modes', () => {
    expect(modes('protocol: fc, array: plain', true)).toBe('san nbd');
    expect(modes('protocol: fc', true)).toBe('san nbd');
  });

  test('need a path to the storage', () => {
    expect(modes('protocol: sas, array: a', true)).toBe('nbd');
  });

  test('need every disk of the VM on an integrated array', () => {
    const model = modelOf({
      arrays: '[{ name: a }]',
      datastores: '[{ name: ds1, array: a }, { name: ds2 }]',
      proxies: '[{ name: px, storage: { protocols: [fc] } }]',
      vms: `[{ name: both, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] },
        { name: one, disks: [{ size: 1 GB, datastore: ds1 }] }]`,
    });
    const of = (vm: number) =>
      modesFor(model.proxies[0]!, { vm: vmOf(model, vm), datastore: model.datastores[0]!, ...NO_DEMAND });
    expect(of(0)).toEqual(['san', 'nbd']);
    expect(of(1)).toEqual(['san', 'storage-snapshot', 'nbd']);
  });

  test('are the only mode of a snapshot scan, without failover', () => {
    const model = vsphere('fc');
    const demand = {
      vm: vmOf(model, 0),
      datastore: model.datastores[0]!,
      storageSnapshots: false,
      arrayOnly: true,
    };
    expect(model.proxies.map((proxy) => modesFor(proxy, demand).join(' '))).toEqual([
      '',
      'storage-snapshot',
      '',
      '',
      '',
    ]);
  });
});
