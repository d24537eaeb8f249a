import { present } from '../../collections/present.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import { safeName } from '../../scenario/names/safe-name.ts';
import {
  ASSUMED_HOST_CORES,
  ASSUMED_NETWORK,
  ASSUMED_PROXY_CORES,
  ASSUMED_PROXY_RAM,
  ASSUMED_READ,
  ASSUMED_SNAPSHOTS,
  DISKS_PER_ASSUMED_DATASTORE,
  HOSTS_PER_ASSUMED_PROXY,
} from '../assumed.ts';
import { shownName } from '../findings.ts';
import { entryLine } from '../yaml/scenario-lines.ts';
import { yamlComment } from '../yaml/yaml-comment.ts';
import type { InventoryDatastore } from './inventory.ts';
import type { PlannedEstate } from './planned-estate.ts';
import type { ScenarioWords } from './scenario-words.ts';

/** The hosts of a scenario, and what was assumed of them. */
export function hostLines({ inventory, sites }: PlannedEstate, words: ScenarioWords): string[] {
  const { hosts, platform } = inventory;
  const remarks = [words.hosts];
  if (hosts.some(({ cores }) => cores === undefined)) {
    const whose = platform === 'vsphere' ? ' (proxies have their own)' : '';
    remarks.push(`ASSUMED: ${ASSUMED_HOST_CORES} cores ${words.noCores}${whose}.`);
  }
  if (hosts.some(({ nicSpeed }) => nicSpeed !== undefined)) {
    remarks.push(
      'ASSUMED: one NIC of the fastest speed that vNIC shows as up, for VMs and for management alike.',
    );
  }
  if (hosts.some(({ nicSpeed }) => nicSpeed === undefined)) {
    remarks.push(`ASSUMED: ${ASSUMED_NETWORK}${words.noSpeed}.`);
  }
  remarks.push(...(platform === 'hyperv' ? ON_HOST : [VSPHERE_NETWORK]));
  const rows = hosts.map((host) => {
    const network = host.nicSpeed === undefined ? ASSUMED_NETWORK : speed(host.nicSpeed);
    return entryLine({
      name: host.label,
      site: sites.of(host.label),
      ...present({ cluster: host.cluster === '' ? undefined : safeName(host.cluster) }),
      platform,
      cores: host.cores ?? ASSUMED_HOST_CORES,
      network,
      // Network mode, which uses it, is of vSphere.
      ...(platform === 'vsphere' ? { managementNetwork: network } : {}),
    });
  });
  return [...remarks.flatMap((remark) => yamlComment(remark)), 'hosts:', ...rows];
}

const VSPHERE_NETWORK = 'The network mode reads over the management network: check whether yours is slower.';

const ON_HOST = [
  [
    `Each host reads the disks of its own VMs, and of the cluster shared volumes that it owns: ASSUMED ${DEFAULTS.onHostSlots.value} at a time (the`,
    'default of maxConcurrentTasks), Hyper-V 2019, and no off-host proxy. To replace these with your own, use',
    '`proxysim import powershell --inventory`, from your backup server.',
  ].join(' '),
];

/** The datastores of a scenario, and what was assumed of them. */
export function datastoreLines(estate: PlannedEstate, words: ScenarioWords): string[] {
  const { datastores, sites } = estate;
  const marks = { listed: undefined, derived: 'derived', assumed: 'invented' };
  const rows = datastores.map(({ label, kind, protocol, hosts, owner, source }) => {
    const site = sites.of(hosts[0]);
    const rest = { read: ASSUMED_READ, hosts };
    return entryLine(
      { name: label, site, type: kind, ...present({ protocol, owner }), ...rest },
      marks[source],
    );
  });
  const remarks = datastoreRemarks(estate, words).flatMap((remark) => yamlComment(remark));
  return [...remarks, 'datastores:', ...rows];
}

function datastoreRemarks({ datastores, plan }: PlannedEstate, words: ScenarioWords): string[] {
  const any = (test: (datastore: InventoryDatastore) => boolean) => datastores.some(test);
  const remarks = [
    'Datastores that hold a disk to back up.',
    `ASSUMED: each reads ${ASSUMED_READ}; datastores of one array really share its controllers.`,
    `ASSUMED: at most ${ASSUMED_SNAPSHOTS} have a snapshot on one datastore at a time (the default of maxSnapshots).`,
  ];
  if (any((datastore) => !datastore.protocolKnown)) {
    remarks.push(`ASSUMED: ${words.protocol}; it matters once a proxy has storage ports.`);
  }
  if (any(({ source }) => source === 'derived')) remarks.push(`ASSUMED: ${words.derived}.`);
  if (any(({ source }) => source === 'assumed')) {
    remarks.push(
      [
        'ASSUMED: invented datastores stand for those that the export does not name, one for every',
        `${DISKS_PER_ASSUMED_DATASTORE} disks of a cluster, mounted by all of its hosts.`,
        'Their number matters, because of maxSnapshots.',
      ].join(' '),
    );
  }
  if (plan.networkOnly.length > 0) {
    const names = plan.networkOnly.map(shownName).join(', ');
    remarks.push(`No assumed proxy mounts these datastores, so they are read over the network: ${names}.`);
  }
  return remarks;
}

/** The proxies that were planned; none for Hyper-V, whose hosts are proxies. */
export function proxyLines({ inventory, plan, sites }: PlannedEstate): string[] {
  if (inventory.platform === 'hyperv') return [];
  return [
    ...yamlComment(
      `ASSUMED, because the export has no proxies: virtual hot-add proxies with ${ASSUMED_PROXY_CORES} vCPUs (and as many task slots),`,
      `one for every ${HOSTS_PER_ASSUMED_PROXY} hosts of a cluster, on hosts that together mount all shared datastores.`,
      'Replace them with yours (`proxysim import powershell --inventory` takes them from your backup server).',
    ),
    'proxies:',
    ...plan.proxies.map(({ name, host, cores }) => {
      const rest = { kind: 'virtual', host, cores, ram: ASSUMED_PROXY_RAM, network: ASSUMED_NETWORK };
      return entryLine({ name, site: sites.of(host), ...rest });
    }),
  ];
}

/** Mbit/s as text, in the unit that reads best. */
function speed(mbit: number): string {
  return mbit % 1000 === 0 ? `${mbit / 1000} Gbit/s` : `${mbit} Mbit/s`;
}
