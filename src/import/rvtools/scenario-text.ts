import { present } from '../../collections/present.ts';
import { safeName } from '../../scenario/names/safe-name.ts';
import { counted } from '../../units/counted.ts';
import {
  ASSUMED_CHANGE_RATE,
  ASSUMED_HOST_CORES,
  ASSUMED_NETWORK,
  ASSUMED_PROXY_CORES,
  ASSUMED_PROXY_RAM,
  ASSUMED_READ,
  ASSUMED_REPOSITORY,
  DISKS_PER_ASSUMED_DATASTORE,
} from '../assumed.ts';
import { expectationLines, profileLines, repositoryLines } from '../assumed-lines.ts';
import { shownName } from '../findings.ts';
import { entryLine, foundLines, scenarioFile } from '../scenario-lines.ts';
import { yamlComment } from '../yaml-comment.ts';
import { yamlLine } from '../yaml-line.ts';
import type { RvtoolsDiagnostic } from './codes.ts';
import type { InventoryDatastore, InventoryHost } from './inventory.ts';
import type { RvtoolsOptions } from './options.ts';
import { HOSTS_PER_PROXY, type ProxyPlan } from './proxy-plan.ts';
import type { Sites } from './sites.ts';
import type { RvtoolsSummary } from './summary.ts';

export interface ScenarioContent {
  readonly hosts: readonly InventoryHost[];
  /** Those that hold a disk to back up. */
  readonly datastores: readonly InventoryDatastore[];
  readonly sites: Sites;
  readonly plan: ProxyPlan;
  readonly summary: RvtoolsSummary;
  readonly diagnostics: readonly RvtoolsDiagnostic[];
}

/** The scenario file: runs as it is, and says in comments what the export did not know. */
export function scenarioText(content: ScenarioContent, options: RvtoolsOptions): string {
  const sections = [
    heading(content, options),
    siteLines(content),
    hostLines(content),
    datastoreLines(content),
    proxyLines(content),
    repositoryLines(slotsOf(content.plan), {
      where: ', in the site with most data',
      site: content.sites.main,
    }),
    workLines(options),
  ];
  return scenarioFile(sections);
}

function heading({ summary, diagnostics }: ScenarioContent, options: RvtoolsOptions): string[] {
  return [
    ...yamlComment(
      'Made by `proxysim import rvtools`. RVTools knows VMs, disks, hosts and datastores; it knows nothing',
      'of the backup system and of speeds. What had to be assumed is marked ASSUMED. Most influential:',
      'proxies, repository, change rate, read rate of datastores, job and window. Put your own values in',
      'before you trust a time.',
    ),
    '#',
    ...yamlComment(
      `${counted(summary.vms, 'VM')}, ${counted(summary.disks, 'disk')}, ${binary(summary.capacity)} provisioned,`,
      `${binary(summary.used)} used; largest disk ${binary(summary.largestDisk)}.`,
    ),
    ...foundLines('the export', diagnostics),
    'version: 1',
    `name: ${yamlLine(options.name ?? 'RVTools import')}`,
    'seed: 1',
    ...yamlComment(
      'ASSUMED: one night, from two hours before the job. The date matters only to schedules by weekday.',
    ),
    `clock: ${yamlLine({ start: options.start ?? '2026-01-05T20:00', horizon: '1d' })}`,
    ...profileLines(),
  ];
}

function siteLines({ sites }: ScenarioContent): string[] {
  const names = `sites: ${yamlLine(sites.names)}`;
  const others = sites.names.filter((name) => name !== sites.main);
  if (others.length === 0) return [...yamlComment('One site per vCenter datacenter.'), names];
  return [
    ...yamlComment(
      `One site per vCenter datacenter. ASSUMED: each is linked at ${ASSUMED_NETWORK} to the one that has the`,
      'repository. A datacenter can be a mere folder of vCenter: if they share a room, make them one',
      'site; if a WAN is between, put its bandwidth.',
    ),
    names,
    'links:',
    ...others.map((name) => entryLine({ between: [sites.main, name], bandwidth: ASSUMED_NETWORK })),
  ];
}

function hostLines({ hosts, sites }: ScenarioContent): string[] {
  const remarks = ['Hosts of vHost, and those that only VMs name.'];
  if (hosts.some(({ cores }) => cores === undefined)) {
    remarks.push(
      `ASSUMED: ${ASSUMED_HOST_CORES} cores where the export says nothing (proxies have their own).`,
    );
  }
  if (hosts.some(({ nicSpeed }) => nicSpeed !== undefined)) {
    remarks.push(
      'ASSUMED: one NIC of the fastest speed that vNIC shows as up, for VMs and for management alike.',
    );
  }
  if (hosts.some(({ nicSpeed }) => nicSpeed === undefined)) {
    remarks.push(`ASSUMED: ${ASSUMED_NETWORK} where vNIC says nothing.`);
  }
  remarks.push('The network mode reads over the management network: check whether yours is slower.');
  const rows = hosts.map((host) => {
    const network = host.nicSpeed === undefined ? ASSUMED_NETWORK : speed(host.nicSpeed);
    return entryLine({
      name: host.label,
      site: sites.of(host.label),
      ...present({ cluster: host.cluster === '' ? undefined : safeName(host.cluster) }),
      platform: 'vsphere',
      cores: host.cores ?? ASSUMED_HOST_CORES,
      network,
      managementNetwork: network,
    });
  });
  return [...remarks.flatMap((remark) => yamlComment(remark)), 'hosts:', ...rows];
}

function datastoreLines({ datastores, sites, plan }: ScenarioContent): string[] {
  const marks = { vDatastore: undefined, derived: 'derived', assumed: 'invented' };
  const rows = datastores.map(({ label, kind, protocol, hosts, source }) => {
    const site = sites.of(hosts[0]);
    const value = { name: label, site, type: kind, ...present({ protocol }), read: ASSUMED_READ, hosts };
    return entryLine(value, marks[source]);
  });
  const remarks = datastoreRemarks(datastores, plan).flatMap((remark) => yamlComment(remark));
  return [...remarks, 'datastores:', ...rows];
}

function datastoreRemarks(datastores: readonly InventoryDatastore[], plan: ProxyPlan): string[] {
  const any = (test: (datastore: InventoryDatastore) => boolean) => datastores.some(test);
  const remarks = [
    'Those that hold a disk to back up.',
    `ASSUMED: each reads ${ASSUMED_READ}; datastores of one array really share its controllers.`,
    'ASSUMED: at most 4 VMs have a snapshot on one datastore at a time (the default of maxSnapshots).',
  ];
  if (any((datastore) => !datastore.protocolKnown)) {
    remarks.push('ASSUMED: VMFS is on fc, as vHBA does not say; it matters once a proxy has storage ports.');
  }
  if (any(({ source }) => source === 'derived')) {
    remarks.push('ASSUMED: derived ones are mounted by the hosts whose VMs use them, probably by more.');
  }
  if (any(({ source }) => source === 'assumed')) {
    remarks.push(
      [
        'ASSUMED: invented ones stand for datastores that the export does not name, one for every',
        `${DISKS_PER_ASSUMED_DATASTORE} disks of a cluster, mounted by all of its hosts.`,
        'Their number matters, because of maxSnapshots.',
      ].join(' '),
    );
  }
  if (plan.networkOnly.length > 0) {
    const names = plan.networkOnly.map(shownName).join(', ');
    remarks.push(`No assumed proxy mounts these, so the network mode reads them: ${names}.`);
  }
  return remarks;
}

function proxyLines({ plan, sites }: ScenarioContent): string[] {
  return [
    ...yamlComment(
      `ASSUMED, the export knows no proxies: virtual hot-add proxies of ${ASSUMED_PROXY_CORES} vCPU (so many task slots),`,
      `one for every ${HOSTS_PER_PROXY} hosts of a cluster, on hosts that together mount all shared datastores.`,
      'Put yours in their place (`proxysim import powershell --inventory` does, from your backup server).',
    ),
    'proxies:',
    ...plan.proxies.map(({ name, host, cores }) => {
      const rest = { kind: 'virtual', host, cores, ram: ASSUMED_PROXY_RAM, network: ASSUMED_NETWORK };
      return entryLine({ name, site: sites.of(host), ...rest });
    }),
  ];
}

function slotsOf({ proxies }: ProxyPlan): number {
  return proxies.reduce((sum, { cores }) => sum + cores, 0);
}

function workLines(options: RvtoolsOptions): string[] {
  const rate = options.changeRate ?? ASSUMED_CHANGE_RATE;
  const job = {
    name: 'nightly',
    vms: ['*'],
    repository: ASSUMED_REPOSITORY,
    schedule: { daily: '22:00' },
    method: 'forward-incremental',
    run: 'incremental',
    window: '8h',
  };
  return [
    ...yamlComment(
      `One row per disk, in the order of the export. ASSUMED there: ${rate} of the used space changes per`,
      'day (for planning: databases 10 to 20 %, idle servers 1 %); the used space of a VM (In Use, which',
      'counts swap, logs and snapshots too) is spread over its disks in proportion to their size.',
    ),
    'vms:',
    '  - inventory: inventory.csv',
    '',
    ...yamlComment(
      'ASSUMED: one job for all VMs, on an ordinary night with restore points of the day before;',
      '`run: full` is the first night.',
    ),
    'jobs:',
    entryLine(job),
    '',
    ...expectationLines('nightly'),
  ];
}

/** MiB in the unit that reads best. */
function binary(amount: number): string {
  const tebi = amount / 1024 / 1024;
  return tebi >= 1 ? `${tebi.toFixed(1)} TiB` : `${(amount / 1024).toFixed(1)} GiB`;
}

/** Mbit/s with a unit that reads well. */
function speed(mbit: number): string {
  return mbit % 1000 === 0 ? `${mbit / 1000} Gbit/s` : `${mbit} Mbit/s`;
}
