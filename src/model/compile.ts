import { groupedBy } from '../collections/grouped-by.ts';
import type { Job } from '../scenario/job.ts';
import { isLatencyControlled } from '../scenario/latency-control.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { workOf } from './jobs/work.ts';
import type { DatastoreRow, HostRow, JobRow, Model, ProxyRow, RepositoryRow, TargetRow } from './model.ts';
import { backOf, type ResourceTable, tabulateResources } from './paths/resources.ts';
import { routesBetweenSites } from './paths/routes.ts';
import { compileVms } from './vms/compile-vms.ts';

export interface CompileOptions {
  readonly seed: number | string;
  readonly replication: number;
}

/** Compiles a checked scenario into tables. All references have been checked: an unknown name is a bug. */
export function compile(scenario: Scenario, options: CompileOptions): Model {
  const resources = tabulateResources(scenario);
  const rowOf = {
    site: index(scenario.sites),
    fabric: index(scenario.fabrics),
    host: index(scenario.hosts),
    datastore: index(scenario.datastores),
    proxy: index(scenario.proxies),
    repository: index(scenario.repositories),
    job: index(scenario.jobs),
  };
  const hosts = compileHosts(scenario, rowOf, resources);
  const datastores = compileDatastores(scenario, rowOf, resources);
  const { vms, disks } = compileVms(scenario, options, { rowOf, hosts, datastores });
  return {
    scenario,
    hosts,
    datastores,
    proxies: compileProxies(scenario, rowOf, resources),
    repositories: compileRepositories(scenario, rowOf, resources),
    throttles: scenario.throttles.map((t) => ({
      name: t.name,
      rate: t.rate,
      during: t.during,
      fromSites: new Set(t.from.map(rowOf.site)),
      toSites: new Set(t.to.map(rowOf.site)),
    })),
    vms,
    disks,
    jobs: compileJobs(scenario, rowOf),
    resources: resources.rows,
    routes: routesBetweenSites(scenario.sites.length, rowOf.site, scenario.links),
    linkResources: scenario.links.map(({ name }) => ({
      there: resources.of(`links.${name}`),
      back: resources.of(backOf(name)),
    })),
  };
}

export type RowOf = Readonly<
  Record<'site' | 'fabric' | 'host' | 'datastore' | 'proxy' | 'repository' | 'job', (name: string) => number>
>;

/** Returns a look-up of rows by name, which throws on an unknown name: that is a bug. */
function index(things: readonly { readonly name: string }[]): (name: string) => number {
  const rows = new Map(things.map((thing, row) => [thing.name, row]));
  return (name) => {
    const row = rows.get(name);
    if (row === undefined) throw new Error(`'${name}' was referred to but never declared`);
    return row;
  };
}

function optionalRow(find: (name: string) => number, name: string | undefined): number {
  return name === undefined ? -1 : find(name);
}

function compileHosts(scenario: Scenario, rowOf: RowOf, resources: ResourceTable): HostRow[] {
  return scenario.hosts.map((h) => ({
    name: h.name,
    site: rowOf.site(h.site),
    networkResource: resources.of(`hosts.${h.name}.network`),
    networkWriteResource: resources.of(`hosts.${h.name}.networkWrites`),
    managementResource: resources.of(`hosts.${h.name}.managementNetwork`),
    nbdMaxDisks: h.nbdMaxDisks,
  }));
}

function compileDatastores(scenario: Scenario, rowOf: RowOf, resources: ResourceTable): DatastoreRow[] {
  return scenario.datastores.map((d) => ({
    name: d.name,
    site: rowOf.site(d.site),
    type: d.type,
    protocol: d.protocol,
    mountedBy: new Set(d.hosts.map(rowOf.host)),
    fabric: optionalRow(rowOf.fabric, d.fabric),
    owner: optionalRow(rowOf.host, d.owner),
    integrated: scenario.arrays.some((array) => array.name === d.array && array.integrated),
    isLatencyControlled: isLatencyControlled(scenario.latencyControl, d),
    readResource: resources.of(`datastores.${d.name}.read`),
    writeResource: resources.of(`datastores.${d.name}.write`),
    fabricResource: fabricResource(resources, d.fabric),
    maxSnapshots: d.maxSnapshots,
  }));
}

function compileProxies(scenario: Scenario, rowOf: RowOf, resources: ResourceTable): ProxyRow[] {
  return scenario.proxies.map((p) => ({
    name: p.name,
    site: rowOf.site(p.site),
    platform: p.platform,
    physical: p.kind === 'physical',
    host: optionalRow(rowOf.host, p.host),
    fabric: optionalRow(rowOf.fabric, p.fabric),
    storageProtocols: p.storage?.protocols ?? [],
    modes: p.modes,
    failoverToNetwork: p.failoverToNetwork,
    slots: p.maxConcurrentTasks,
    cores: p.cores,
    speed: p.speed,
    ram: p.ram,
    enabled: p.enabled,
    isHost: p.isHost,
    deployedAtUs: p.addedAtUs === 0 ? 0 : p.addedAtUs + scenario.overheads.deploy,
    coresResource: resources.of(`proxies.${p.name}.cores`),
    inboundResource: resources.of(`proxies.${p.name}.inbound`),
    outboundResource: resources.of(`proxies.${p.name}.outbound`),
    storageResource: resources.of(`proxies.${p.name}.storage`),
    fabricResource: fabricResource(resources, p.fabric),
    origin: p.origin,
  }));
}

function fabricResource(resources: ResourceTable, fabric: string | undefined): number {
  return fabric === undefined ? -1 : resources.of(`fabrics.${fabric}`);
}

function compileRepositories(scenario: Scenario, rowOf: RowOf, resources: ResourceTable): RepositoryRow[] {
  return scenario.repositories.map((r) => ({
    name: r.name,
    site: rowOf.site(r.site),
    server: optionalRow(rowOf.proxy, r.server),
    slots: r.maxConcurrentTasks,
    perStream: r.perStream,
    perVmFiles: r.perVmFiles,
    slotPerChain: r.slotUnit === 'chain',
    blockCloning: r.blockCloning,
    gateway: r.gateway === 'auto' ? 'auto' : optionalRow(rowOf.proxy, r.gateway?.proxy),
    extents: r.extents.map(rowOf.repository),
    placement: r.placement,
    freeSpace: r.freeSpace,
    affinity: r.affinity.map(rowOf.proxy),
    networkResource: resources.of(`repositories.${r.name}.network`),
    networkReadResource: resources.of(`repositories.${r.name}.networkReads`),
    writeResource: resources.of(`repositories.${r.name}.write`),
    readResource: resources.of(`repositories.${r.name}.read`),
    ingestWriteResource: resources.of(`repositories.${r.name}.ingestWrite`),
    ingestReadResource: resources.of(`repositories.${r.name}.ingestRead`),
  }));
}

/**
 * Where a job writes to datastores: to its target, or for a restore without one, to each disk's own. Undefined: it does
 * not.
 */
function targetOf(job: Scenario['jobs'][number], rowOf: RowOf): TargetRow | undefined {
  const { target } = job;
  if (target === undefined && job.type !== 'restore') return undefined;
  return {
    datastore: optionalRow(rowOf.datastore, target?.datastore),
    host: optionalRow(rowOf.host, target?.host),
    proxies: target?.proxies === undefined ? undefined : new Set(target.proxies.map(rowOf.proxy)),
  };
}

function compileJobs(scenario: Scenario, rowOf: RowOf): JobRow[] {
  const { profile, jobs } = scenario;
  const leaderOf = ({ schedule }: Job) => (schedule.kind === 'after' ? schedule.job : undefined);
  const followers = groupedBy(jobs.keys(), (row) => leaderOf(jobs[row]!));
  return jobs.map((job) => {
    const factor = job.compressionCost * (job.encryption ? job.encryptionCost : 1);
    return {
      name: job.name,
      declaration: job,
      work: workOf(job),
      vms: job.vms,
      repository: optionalRow(rowOf.repository, job.repository),
      source: optionalRow(rowOf.repository, job.type === 'restore' ? job.repository : job.source),
      target: targetOf(job, rowOf),
      proxies: job.proxies === undefined ? undefined : new Set(job.proxies.map(rowOf.proxy)),
      followers: followers.get(job.name) ?? [],
      vmPrepareUs: job.vmPrepareUs ?? scenario.overheads.vmPrepare,
      cpuCost: { full: factor / profile.full, incremental: factor / profile.incremental },
    };
  });
}
