import { printable } from '../findings.ts';
import { present } from '../present.ts';
import { yamlLine } from '../yaml-line.ts';
import type { RvtoolsDiagnostic } from './codes.ts';
import { DISKS_PER_ASSUMED_DATASTORE } from './datastores.ts';
import type { InventoryDatastore, InventoryHost } from './inventory.ts';
import type { RvtoolsOptions } from './options.ts';
import { HOSTS_PER_PROXY, PROXY_CORES, type ProxyPlan } from './proxy-plan.ts';
import type { Sites } from './sites.ts';
import type { RvtoolsSummary } from './summary.ts';

/** Physical cores of a host that the export says nothing about. */
const ASSUMED_CORES = 32;
/** Mbit/s of a host's network, where vNIC says nothing. */
const ASSUMED_NIC = 10_000;

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
    repositoryLines(content),
    workLines(options),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading({ summary, diagnostics }: ScenarioContent, options: RvtoolsOptions): string[] {
  const worthReading = diagnostics.filter(({ severity }) => severity !== 'info');
  return [
    '# Made by `proxysim import rvtools`. RVTools knows VMs, disks, hosts and datastores; it knows nothing of the backup',
    '# system and of speeds. What had to be assumed is marked ASSUMED, most influential first:',
    '#   proxies, repository, change rate, datastore read rate, job and window. Put your own values in before you trust a time.',
    '#',
    `# ${summary.vms} VMs, ${summary.disks} disks, ${tebibytes(summary.capacity)} provisioned, ${tebibytes(summary.used)} used;` +
      ` largest disk ${tebibytes(summary.largestDisk)}.`,
    ...(worthReading.length === 0 ? [] : ['# Found in the export:']),
    ...worthReading.map(({ code, message }) => `#   ${code}: ${message}`),
    'version: 1',
    `name: ${yamlLine(options.name ?? 'RVTools import')}`,
    'seed: 1',
    '# ASSUMED: one night from two hours before the job; the date only matters to schedules by weekday (this is a Monday).',
    `clock: ${yamlLine({ start: options.start ?? '2026-01-05T20:00', horizon: '1d' })}`,
    '# Speed of one proxy core: 180 MB/s full, 80 MB/s incremental (vendor guide for version 12, block repositories).',
    'profile: bp12-virtual-block',
  ];
}

function siteLines({ sites }: ScenarioContent): string[] {
  const names = `sites: ${yamlLine(sites.names)}`;
  const others = sites.names.filter((name) => name !== sites.main);
  if (others.length === 0) return ['# One site per vCenter datacenter.', names];
  return [
    '# One site per vCenter datacenter. ASSUMED: each is linked to the one with the repository at 10 Gbit/s. A datacenter',
    '# can be a mere folder of vCenter: if they share a room, make them one site; if a WAN is between, put its bandwidth.',
    names,
    'links:',
    ...others.map((name) => `  - ${yamlLine({ between: [sites.main, name], bandwidth: '10 Gbit/s' })}`),
  ];
}

function hostLines({ hosts, sites }: ScenarioContent): string[] {
  const lines = ['# Cores from vHost.'];
  if (hosts.some(({ cores }) => cores === undefined)) {
    lines.push(
      `# ASSUMED: ${ASSUMED_CORES} cores where the export says nothing (on vSphere they cost no time: proxies have their own).`,
    );
  }
  if (hosts.some(({ nicSpeed }) => nicSpeed !== undefined)) {
    lines.push(
      '# ASSUMED: one NIC of the fastest speed that vNIC shows as up, for VM traffic and for management (network mode).',
    );
  }
  if (hosts.some(({ nicSpeed }) => nicSpeed === undefined)) {
    lines.push(
      `# ASSUMED: ${speed(ASSUMED_NIC)} where vNIC says nothing; management networks are often slower (1 Gbit/s).`,
    );
  }
  const rows = hosts.map((host) => {
    const network = speed(host.nicSpeed ?? ASSUMED_NIC);
    const site = sites.of(host.label);
    const cluster = host.cluster === '' ? undefined : host.cluster;
    const cores = host.cores ?? ASSUMED_CORES;
    return `  - ${yamlLine({
      name: host.label,
      site,
      ...present({ cluster }),
      platform: 'vsphere',
      cores,
      network,
      managementNetwork: network,
    })}`;
  });
  return [...lines, 'hosts:', ...rows];
}

function datastoreLines({ datastores, sites, plan }: ScenarioContent): string[] {
  const any = (test: (datastore: InventoryDatastore) => boolean) => datastores.some(test);
  const lines = [
    '# Those that hold a disk to back up. ASSUMED: each reads 800 MB/s; datastores of one array really share its controllers.',
  ];
  if (any((datastore) => !datastore.protocolKnown)) {
    lines.push(
      '# ASSUMED: fc is the protocol of VMFS datastores, as vHBA does not say (it matters once a proxy has storage ports).',
    );
  }
  if (any(({ source }) => source === 'derived')) {
    lines.push(
      '# ASSUMED: `# derived` ones are mounted by the hosts whose VMs use them; probably more of the cluster mount them.',
    );
  }
  if (any(({ source }) => source === 'assumed')) {
    lines.push(
      `# ASSUMED: \`# invented\` ones stand for unknown datastores, one per ${DISKS_PER_ASSUMED_DATASTORE} disks of a cluster, on all of its hosts.`,
      '# Their number matters: of one datastore, only 4 VMs have a snapshot at a time (the default of maxSnapshots).',
    );
  }
  if (plan.networkOnly.length > 0) {
    lines.push(
      `# No assumed proxy mounts these, the network mode reads them: ${plan.networkOnly.map(printable).join(', ')}.`,
    );
  }
  const marks = { vDatastore: '', derived: '   # derived', assumed: '   # invented' };
  const rows = datastores.map(({ label, kind, protocol, hosts, source }) => {
    const site = sites.of(hosts[0]);
    const value = { name: label, site, type: kind, ...present({ protocol }), read: '800 MB/s', hosts };
    return `  - ${yamlLine(value)}${marks[source]}`;
  });
  return [...lines, 'datastores:', ...rows];
}

function proxyLines({ plan, sites }: ScenarioContent): string[] {
  return [
    `# ASSUMED, the export knows no proxies: one virtual hot-add proxy of ${PROXY_CORES} vCPU (${PROXY_CORES} task slots) for every ${HOSTS_PER_PROXY} hosts of a cluster,`,
    '# on hosts that together mount all shared datastores. Replace them by yours.',
    'proxies:',
    ...plan.proxies.map(({ name, host, cores }) => {
      const value = {
        name,
        site: sites.of(host),
        kind: 'virtual',
        host,
        cores,
        ram: '16 GB',
        network: '10 Gbit/s',
      };
      return `  - ${yamlLine(value)}`;
    }),
  ];
}

function repositoryLines({ plan, sites }: ScenarioContent): string[] {
  const slots = Math.max(
    4,
    plan.proxies.reduce((sum, { cores }) => sum + cores, 0),
  );
  const repository = {
    name: 'repository1',
    site: sites.main,
    write: '1 GB/s',
    network: '10 Gbit/s',
    maxConcurrentTasks: slots,
    perVmFiles: true,
  };
  return [
    `# ASSUMED: one repository in the site with most data, with as many task slots as the proxies have (${slots}), so that it`,
    '# does not hide what the proxies can do.',
    'repositories:',
    `  - ${yamlLine(repository)}`,
  ];
}

function workLines(options: RvtoolsOptions): string[] {
  const rate = `${options.changeRatePercent ?? 5}%`;
  const job = {
    name: 'nightly',
    vms: ['*'],
    repository: 'repository1',
    schedule: { daily: '22:00' },
    method: 'forward-incremental',
    run: 'incremental',
    window: '8h',
  };
  return [
    `# One row per disk, in the order of the export. ASSUMED in that file: ${rate} of the used space changes per day (the planning`,
    "# value; databases 10 to 20 %, idle servers 1 %); a VM's used space (In Use: it counts swap, logs and snapshots too) is",
    '# spread over its disks in proportion to their size.',
    'vms:',
    '  - inventory: inventory.csv',
    '',
    '# ASSUMED: one job for all VMs, as on an ordinary night. `run: full` gives the first night.',
    'jobs:',
    `  - ${yamlLine(job)}`,
    '',
    '# To have `proxysim run` and `proxysim check` fail when the night does not fit:',
    '# expect:',
    '#   - { metric: jobs.nightly.window, max: 8h }',
  ];
}

function tebibytes(amount: number): string {
  return amount >= 1024 * 1024
    ? `${(amount / 1024 / 1024).toFixed(1)} TiB`
    : `${(amount / 1024).toFixed(1)} GiB`;
}

/** Mbit/s with a unit that reads well. */
function speed(mbit: number): string {
  return mbit % 1000 === 0 ? `${mbit / 1000} Gbit/s` : `${mbit} Mbit/s`;
}
