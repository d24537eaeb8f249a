import { present } from '../../collections/present.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes, formatShare } from '../../units/format-quantity.ts';
import {
  ASSUMED_NETWORK,
  ASSUMED_PROXY_CORES,
  ASSUMED_PROXY_RAM,
  ASSUMED_READ,
  ASSUMED_SNAPSHOTS,
  ASSUMED_WRITE,
  DISKS_PER_ASSUMED_DATASTORE,
  HOSTS_PER_ASSUMED_PROXY,
  VMS_PER_ASSUMED_HOST,
} from '../assumed.ts';
import { shownName } from '../findings.ts';
import { profileLines } from '../yaml/assumed-lines.ts';
import { gigabytes, hoursText, percentText } from '../yaml/scenario-figures.ts';
import { entryLine, foundLines, scenarioFile } from '../yaml/scenario-lines.ts';
import { yamlComment } from '../yaml/yaml-comment.ts';
import { yamlLine } from '../yaml/yaml-line.ts';
import { type AssumedRepository, type AssumedSite, repositoryOf } from './assumed-sites.ts';
import type { SizingDiagnostic } from './codes.ts';
import { populationsOf } from './populations.ts';
import type { SizingSummary } from './summary.ts';
import type { Workload } from './workload.ts';

export interface ScenarioContent {
  readonly name: string;
  readonly workloads: readonly Workload[];
  readonly sites: readonly AssumedSite[];
  readonly repositories: readonly AssumedRepository[];
  readonly summary: SizingSummary;
  readonly diagnostics: readonly SizingDiagnostic[];
}

/** Between sites that copies go between: what a line between two buildings has, and many WANs have not. */
const ASSUMED_LINK = '1 Gbit/s';

/** The scenario file: runs as it is, and says in comments what the sizing did not know. */
export function scenarioText(content: ScenarioContent): string {
  return scenarioFile([
    heading(content),
    siteLines(content),
    machineLines(content),
    proxyLines(content),
    repositoryLines(content),
    vmLines(content),
    jobLines(content),
    expectationLines(content),
  ]);
}

function heading({ name, summary, diagnostics }: ScenarioContent): string[] {
  return [
    ...yamlComment(
      'Made by `proxysim import sizing`. A sizing knows how many VMs and disks there are, how much is on them and how',
      'much of it changes; it knows nothing about single VMs, machines or speeds. What had to be assumed is',
      'marked ASSUMED. Most influential: that the disks of a workload are alike, proxies and repositories, and the read',
      'rate and number of datastores. One disk much larger than all others can miss the window on its own.',
    ),
    '#',
    ...yamlComment(
      `${counted(summary.workloads, 'workload')}: ${counted(summary.vms, 'VM')}, ${counted(summary.disks, 'disk')}, ${formatBytes(summary.bytes)}.`,
    ),
    ...foundLines('the sizing', diagnostics),
    'version: 1',
    `name: ${yamlLine(name)}`,
    'seed: 1',
    ...yamlComment('ASSUMED: one night, from two hours before the jobs.'),
    `clock: ${yamlLine({ start: '2026-01-05T20:00', horizon: '1d' })}`,
    ...profileLines(),
  ];
}

function siteLines({ sites, workloads }: ScenarioContent): string[] {
  const names = `sites: ${yamlLine(sites.map(({ name }) => name))}`;
  const pairs = new Map(
    workloads.flatMap(({ site, copies }) => {
      if (copies === undefined) return [];
      const between = [site, copies.site].sort();
      return [[JSON.stringify(between), between] as const];
    }),
  );
  if (pairs.size === 0) return [names];
  return [
    names,
    ...yamlComment(`ASSUMED: ${ASSUMED_LINK} between sites that copy to each other.`),
    'links:',
    ...[...pairs.values()].map((between) => entryLine({ between, bandwidth: ASSUMED_LINK })),
  ];
}

function machineLines({ sites }: ScenarioContent): string[] {
  const here = sites.filter(({ hosts }) => hosts > 0);
  return [
    ...yamlComment(
      `ASSUMED: one host for every ${VMS_PER_ASSUMED_HOST} VMs of a site, with ${ASSUMED_NETWORK} for VMs and for management alike; one`,
      `datastore for every ${DISKS_PER_ASSUMED_DATASTORE} disks, on fc, reading ${ASSUMED_READ}, mounted by all hosts of the site, with snapshots`,
      `of at most ${ASSUMED_SNAPSHOTS} at a time (the default of maxSnapshots).`,
    ),
    'hosts:',
    ...here.map(({ name: site, hosts }) =>
      entryLine({
        name: `${site}-esx${numbers(hosts)}`,
        ...{ site, network: ASSUMED_NETWORK, managementNetwork: ASSUMED_NETWORK },
      }),
    ),
    'datastores:',
    ...here.map(({ name: site, datastores }) =>
      entryLine({
        name: `${site}-ds${numbers(datastores)}`,
        ...{ site, type: 'vmfs', protocol: 'fc', read: ASSUMED_READ },
      }),
    ),
  ];
}

function proxyLines({ sites }: ScenarioContent): string[] {
  return [
    ...yamlComment(
      `ASSUMED: virtual hot-add proxies with ${ASSUMED_PROXY_CORES} vCPUs (and as many task slots), one for every ${HOSTS_PER_ASSUMED_PROXY} hosts.`,
      '`proxysim plan` finds out how many it takes.',
    ),
    'proxies:',
    ...sites.flatMap(({ name: site, proxies }) =>
      Array.from({ length: proxies }, (_, at) =>
        entryLine({
          ...{ name: `${site}-px${at + 1}`, site, kind: 'virtual' },
          host: `${site}-esx${at * HOSTS_PER_ASSUMED_PROXY + 1}`,
          ...{ cores: ASSUMED_PROXY_CORES, ram: ASSUMED_PROXY_RAM, network: ASSUMED_NETWORK },
        }),
      ),
    ),
  ];
}

function repositoryLines({ repositories }: ScenarioContent): string[] {
  return [
    ...yamlComment(
      `Block cloning and files per VM as in the sizing. ASSUMED: each repository writes ${ASSUMED_WRITE}, with as many task slots`,
      'as the proxies that write to it, so that it does not limit them.',
    ),
    'repositories:',
    ...repositories.map(({ name, site, blockCloning, perVmFiles, slots }) =>
      entryLine({
        ...{ name, site, write: ASSUMED_WRITE, network: ASSUMED_NETWORK },
        ...{ maxConcurrentTasks: slots, perVmFiles, blockCloning },
      }),
    ),
  ];
}

function vmLines({ workloads, sites }: ScenarioContent): string[] {
  const siteOf = new Map(sites.map((site) => [site.name, site]));
  return [
    ...yamlComment(
      'ASSUMED: the VMs of a workload are alike, and so are their disks; all disks are full, because a sizing counts what',
      'has to be backed up.',
      ...(workloads.some(({ isUnitAssumed }) => isUnitAssumed)
        ? ['ASSUMED: capacities without a unit are in TB, as those of the vendor’s sizing tool.']
        : []),
    ),
    'vms:',
    ...workloads.flatMap((workload) => {
      const { name, hosts, datastores } = siteOf.get(workload.site)!;
      return populationsOf(workload).map((population) =>
        entryLine({
          name: population.name,
          hosts: [`${name}-esx${numbers(hosts)}`],
          tags: [workload.label],
          disks: {
            count: population.disksEach,
            size: gigabytes(workload.bytes / workload.disks),
            datastores: [`${name}-ds${numbers(datastores)}`],
            changeRate: percentText(workload.changeRate),
          },
        }),
      );
    }),
  ];
}

function jobLines({ workloads, repositories }: ScenarioContent): string[] {
  return [
    ...yamlComment(
      'A job for each workload. ASSUMED: all start at 22:00, on an ordinary night with restore points from the day before',
      "(`--set 'jobs.*.run=full'` is the first night); copies start when their backups are done.",
    ),
    'jobs:',
    ...workloads.flatMap((workload) => {
      const { label, site, copies, restorePoints, ratio } = workload;
      const to = repositoryOf(workload, site, repositories);
      const kept = present({ compressionRatio: ratio });
      const backup = entryLine(
        {
          ...{
            name: label,
            vms: [{ tag: label }],
            repository: to,
            schedule: { daily: '22:00' },
            run: 'incremental',
          },
          ...present({
            window: workload.windowHours === undefined ? undefined : hoursText(workload.windowHours),
            restorePoints,
          }),
          ...kept,
        },
        `${shownName(label)}: ${counted(workload.vms, 'VM')}, ${formatBytes(workload.bytes)}, ${formatShare(workload.changeRate)} a day`,
      );
      if (copies === undefined) return [backup];
      const copy = {
        ...{ name: copies.label, type: 'backup-copy', vms: [{ tag: label }], source: to },
        ...{ repository: repositoryOf(workload, copies.site, repositories), schedule: { after: label } },
      };
      return [backup, entryLine({ ...copy, ...kept })];
    }),
  ];
}

/** What the sizing promises. */
function expectationLines({ workloads }: ScenarioContent): string[] {
  const promised = workloads.flatMap(({ label, windowHours }) =>
    windowHours === undefined
      ? []
      : [entryLine({ metric: `jobs.${label}.window`, max: hoursText(windowHours) })],
  );
  return promised.length === 0 ? [] : ['expect:', ...promised];
}

/** `{1..8}`; of a single one `1`. */
function numbers(count: number): string {
  return count === 1 ? '1' : `{1..${count}}`;
}
