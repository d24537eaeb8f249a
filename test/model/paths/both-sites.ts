import type { Movement } from '../../../src/model/paths/movement.ts';
import { pathOf } from '../../../src/model/paths/path.ts';
import type { Connection } from '../../../src/model/ways/transport.ts';
import { modelOf, type Sections } from '../../helpers/night.ts';
import { moving, placeAt, shown } from '../movements.ts';

/** Two sites with a link, a datastore, a proxy and a repository in each, everything limited: what is crossed shows. */
export const BOTH_SITES: Sections = {
  sites: '[hq, dr]',
  links: '[{ between: [hq, dr], bandwidth: 1 Gbit/s }]',
  fabrics: '[{ name: san1, bandwidth: 32 Gbit/s }, { name: san2, bandwidth: 32 Gbit/s }]',
  hosts: `[{ name: esx1, site: hq, network: 10 Gbit/s, managementNetwork: 10 Gbit/s },
    { name: esx2, site: dr, network: 10 Gbit/s, managementNetwork: 10 Gbit/s }]`,
  datastores: `[
    { name: ds1, site: hq, read: 800 MB/s, write: 400 MB/s, protocol: fc, fabric: san1 },
    { name: ds2, site: dr, read: 800 MB/s, write: 400 MB/s, protocol: iscsi, fabric: san2 }]`,
  proxies: `[
    { name: near, site: hq, cores: 8, network: 10 Gbit/s, storage: { protocols: [fc], bandwidth: 16 Gbit/s } },
    { name: far, site: dr, cores: 8, network: 10 Gbit/s, storage: { protocols: [iscsi], bandwidth: 16 Gbit/s } },
    { name: guest, host: esx2, cores: 8, network: 10 Gbit/s }]`,
  repositories: `[
    { name: repo, site: hq, write: 1 GB/s, read: 1 GB/s, network: 10 Gbit/s, ingest: 2 GB/s },
    { name: vault, site: dr, write: 1 GB/s, read: 1 GB/s, network: 10 Gbit/s, ingest: 2 GB/s },
    { name: beside, server: near, write: 1 GB/s, read: 1 GB/s, network: 10 Gbit/s }]`,
  vms: '[{ name: v, host: esx1, disks: [{ size: 100 GB, datastore: ds1 }] }]',
  // A hundredth of a core-second per MB in a full, a fiftieth in an increment.
  profile: '{ full: 100 MB/s, incremental: 50 MB/s }',
  transport: '{}',
};
/** Core-seconds per byte of a full. */
export const FULL = 1 / 100e6;
export const [NEAR, FAR, GUEST] = [0, 1, 2];
export const [REPO, VAULT, BESIDE] = [0, 1, 2];
export const [DS1, DS2] = [0, 1];
export const [ESX1, ESX2] = [0, 1];

/** The plan with one job; `job`: what it says beside its name and VMs. */
export const planned = (job: string, sections: Sections = {}) =>
  modelOf({ ...BOTH_SITES, ...sections, jobs: `[{ name: j, vms: ["*"], run: full, ${job} }]` });

export type At = readonly [proxy: number, mode: Connection];

/** What the first disk crosses on its way by the two places. */
export function way(
  job: string,
  movement: Partial<Movement>,
  first: At,
  second?: At,
  sections?: Sections,
): string[] {
  const model = planned(job, sections);
  const reads = model.jobs[0]!.work.reads === 'vm';
  const places = {
    first: placeAt(...first, reads ? 'read' : 'write'),
    second: second === undefined ? undefined : placeAt(...second, 'write'),
  };
  return shown(model, pathOf(model, moving(movement), places));
}

/** Read over direct storage by the near proxy; sent to the far one. */
export const BY_SAN = [
  'source datastores.ds1.read 1',
  'source fabrics.san1 1',
  'source proxies.near.storage 1',
];
export const OVER_LINK = [
  'network proxies.near.outbound 0.5',
  'network links.hq-dr 0.5',
  'network proxies.far.inbound 0.5',
];
