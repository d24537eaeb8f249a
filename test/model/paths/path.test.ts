import { describe, expect, test } from 'vitest';
import { pathOf } from '../../../src/model/paths/path.ts';
import type { TransportMode } from '../../../src/scenario/transport-modes.ts';
import { modelOf, type Sections } from '../../helpers/night.ts';
import { limits, moving, placeAt, shown } from '../movements.ts';

/** Two sites with a link, everything limited, so that everything that is crossed shows. */
const EVERYTHING: Sections = {
  sites: '[hq, dr]',
  links: '[{ between: [hq, dr], bandwidth: 1 Gbit/s }]',
  fabrics: '[{ name: san, bandwidth: 32 Gbit/s }]',
  hosts:
    '[{ name: esx1, site: hq, network: 10 Gbit/s, managementNetwork: 10 Gbit/s }, { name: esx2, site: hq, network: 10 Gbit/s, managementNetwork: 10 Gbit/s }]',
  datastores: '[{ name: ds1, site: hq, read: 800 MB/s, protocol: fc, fabric: san, hosts: [esx1, esx2] }]',
  proxies:
    '[{ name: near, site: hq, cores: 8, network: 10 Gbit/s, fabric: san, storage: { protocols: [fc], bandwidth: 16 Gbit/s } }]',
  repositories: '[{ name: repo, site: hq, write: 1 GB/s, network: 10 Gbit/s }]',
  vms: '[{ name: v, host: esx1, disks: [{ size: 100 GB, datastore: ds1 }] }]',
  profile: '{ full: 100 MB/s, incremental: 50 MB/s }',
  transport: '{}',
};
const CORE_SECONDS_PER_BYTE = 1 / 100e6;

/** `stage resource coefficient` of everything that the first disk crosses on the first proxy, at half the size sent. */
function crossings(sections: Sections, mode: TransportMode, ratio = 0.5, full = true) {
  const model = modelOf({ ...EVERYTHING, ...sections });
  const movement = moving({ readsToTheEnd: full, transferRatio: ratio });
  return shown(model, pathOf(model, movement, { first: placeAt(0, mode), second: undefined }));
}

const PROXY = `proxy proxies.near.cores ${CORE_SECONDS_PER_BYTE}`;
const TARGET = [
  'network proxies.near.outbound 0.5',
  'target repositories.repo.network 0.5',
  'target repositories.repo.write 0.5',
];

describe('what a task crosses', () => {
  test('direct storage: the datastore, the fabric and the ports of the proxy', () => {
    expect(crossings({}, 'san')).toEqual([
      'source datastores.ds1.read 1',
      'source fabrics.san 1',
      'source proxies.near.storage 1',
      PROXY,
      ...TARGET,
    ]);
    expect(crossings({}, 'nfs')).toEqual(crossings({}, 'san'));
  });

  test('direct storage: the fabric that the datastore or the proxy names, once', () => {
    const named = (datastore: string, proxy: string) => ({
      datastores: `[{ name: ds1, site: hq, protocol: fc${datastore}, hosts: [esx1] }]`,
      proxies: `[{ name: near, site: hq${proxy}, storage: { protocols: [fc] } }]`,
    });
    const fabrics = (sections: Sections) =>
      crossings(sections, 'san').filter((line) => line.includes('fabrics'));
    expect(fabrics(named(', fabric: san', ', fabric: san'))).toEqual(['source fabrics.san 1']);
    expect(fabrics(named(', fabric: san', ''))).toEqual(['source fabrics.san 1']);
    expect(fabrics(named('', ', fabric: san'))).toEqual(['source fabrics.san 1']);
    expect(fabrics(named('', ''))).toEqual([]);
  });

  test('network mode: the management network of the host of the VM, and the proxy inbound', () => {
    expect(crossings({}, 'nbd')).toEqual([
      'source datastores.ds1.read 1',
      'source hosts.esx1.managementNetwork 1',
      'network proxies.near.inbound 1',
      PROXY,
      ...TARGET,
    ]);
  });

  test('encrypted network mode takes a ninth more of the management network, nothing more elsewhere', () => {
    expect(crossings({}, 'nbdssl')[1]).toBe(`source hosts.esx1.managementNetwork ${1 / 0.9}`);
    expect(crossings({}, 'nbdssl')[2]).toBe('network proxies.near.inbound 1');
  });

  const virtual = '[{ name: near, host: esx2, cores: 8, network: 10 Gbit/s }]';

  test('hot-add over fibre: only the datastore', () => {
    expect(crossings({ proxies: virtual }, 'hotadd')).toEqual([
      'source datastores.ds1.read 1',
      PROXY,
      ...TARGET,
    ]);
  });

  test.each(['protocol: iscsi', 'type: nfs', 'type: vsan'])(
    'hot-add over ethernet storage (%s): the network of the host of the proxy too',
    (store) => {
      const datastores = `[{ name: ds1, site: hq, read: 800 MB/s, ${store}, hosts: [esx1, esx2] }]`;
      expect(crossings({ proxies: virtual, datastores }, 'hotadd').slice(0, 2)).toEqual([
        'source datastores.ds1.read 1',
        'source hosts.esx2.network 1',
      ]);
    },
  );

  test('a repository on the machine of the proxy is written to without a network', () => {
    const repositories = '[{ name: repo, server: near, write: 1 GB/s, network: 10 Gbit/s }]';
    expect(crossings({ repositories }, 'nbd').slice(-2)).toEqual([
      PROXY,
      'target repositories.repo.write 0.5',
    ]);
  });

  test('a repository in the other site: the link carries what is sent', () => {
    const repositories = '[{ name: repo, site: dr, write: 1 GB/s, network: 10 Gbit/s }]';
    expect(crossings({ repositories }, 'nbd').slice(-4)).toEqual([
      'network proxies.near.outbound 0.5',
      'network links.hq-dr 0.5',
      'target repositories.repo.network 0.5',
      'target repositories.repo.write 0.5',
    ]);
  });

  test('a proxy in the other site: network mode carries what is read over the link, and sends it back', () => {
    const proxies = '[{ name: near, site: dr, cores: 8, network: 10 Gbit/s }]';
    expect(crossings({ proxies }, 'nbd').filter((line) => line.includes('links'))).toEqual([
      'source links.hq-dr 1',
      'network links.hq-dr.back 0.5',
    ]);
  });

  test('unlimited capacities are not crossed', () => {
    const model = modelOf();
    const path = pathOf(model, moving(), { first: placeAt(0, 'nbd'), second: undefined });
    expect(shown(model, path)).toEqual([]);
  });

  test('if nothing is sent, nothing is crossed after the proxy', () => {
    expect(crossings({}, 'nbd', 0).at(-1)).toBe(PROXY);
  });
});

describe('the cost of a byte in core-seconds', () => {
  const cost = (job: string, full = true) => {
    const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, ${job} }]`;
    return Number(
      crossings({ jobs }, 'nbd', 0.5, full)
        .find((line) => line.startsWith('proxy'))!
        .split(' ')[2],
    );
  };

  test.each([
    ['none', 0.7],
    ['dedupe-friendly', 0.8],
    ['optimal', 1],
    ['high', 2],
    ['extreme', 10],
  ])('with compression %s is %d of optimal', (compression, factor) => {
    expect(cost(`compression: ${compression}`)).toBeCloseTo(factor / 100e6, 15);
  });

  test('is what a job states for its compression and its encryption', () => {
    expect(cost('compression: high, compressionCost: 1.5')).toBeCloseTo(1.5 / 100e6, 15);
    expect(cost('compressionCost: 1.5, encryption: true, encryptionCost: 2')).toBeCloseTo(3 / 100e6, 15);
    expect(cost('encryptionCost: 2')).toBe(1 / 100e6);
  });

  test('grows by 5 % with encryption', () => {
    expect(cost('encryption: true')).toBeCloseTo(1.05 / 100e6, 15);
  });

  test('is that of the incremental rate in an incremental run', () => {
    expect(cost('encryption: false', false)).toBe(1 / 50e6);
  });
});

describe("a task's own limit", () => {
  const cap = (sections: Sections) => {
    const model = modelOf({ ...EVERYTHING, ...sections });
    return limits(pathOf(model, moving(), { first: placeAt(0, 'nbd'), second: undefined }));
  };

  test('is the rate of one core', () => {
    expect(cap({})).toMatchObject({ cap: 100e6, caps: [{ stage: 'proxy', cap: 100e6 }] });
  });

  test('is the rate of all cores that a task can use, at their speed', () => {
    expect(cap({ coresPerTask: '2' }).cap).toBe(200e6);
    expect(cap({ proxies: '[{ name: near, site: hq, cores: 8, speed: 1.5 }]' }).cap).toBe(150e6);
  });

  test('is the rate of the mode if that is lower', () => {
    expect(cap({ transport: '{ nbd: { perTask: 40 MB/s } }' })).toMatchObject({
      cap: 40e6,
      caps: [
        { stage: 'source', cap: 40e6 },
        { stage: 'proxy', cap: 100e6 },
      ],
    });
  });

  test('is none if processing costs nothing', () => {
    expect(cap({ profile: '{ full: unlimited, incremental: unlimited }' })).toMatchObject({
      cap: Number.POSITIVE_INFINITY,
      caps: [],
    });
  });
});
