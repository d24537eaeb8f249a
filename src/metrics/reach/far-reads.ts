import { madeOnce } from '../../collections/made-once.ts';
import type { JobRow, Model } from '../../model/model.ts';
import { isNetworkMode } from '../../model/ways/transport.ts';
import { CONNECTION_MODES } from '../../trace/mode-number.ts';
import type { Collector } from '../collector.ts';
import type { Reach } from './reach.ts';

/**
 * What a job read over links between sites: in network mode, from disks of one site by proxies of others. Such data is not yet
 * compressed when it crosses the links.
 */
export interface FarReads {
  readonly job: string;
  /** The site of the disks. */
  readonly site: string;
  readonly tasks: number;
  readonly readBytes: number;
  /** Proxies of that site that reach disks there in some mode. */
  readonly ownProxies: readonly string[];
  /**
   * The proxies through which the job's data crosses the fewest links on its way to the repository; of these, the ones
   * nearest to the disks. Empty if the job's VMs are in several sites, or its repository is.
   */
  readonly nearest: readonly string[];
  /** Number of the tasks that read through a proxy that is not one of these. */
  readonly strayed: number;
}

type Drafts = Map<number, { -readonly [Key in keyof FarReads]: FarReads[Key] }>;

/**
 * In the order of the first such task. Sites that no links join count as near each other. `reachOf` is called only if there is
 * such a task.
 */
export function farReads({ model, tasks: log, sessions }: Collector, reachOf: () => Reach): FarReads[] {
  if (model.scenario.links.length === 0) return [];
  const { proxy, mode, disk, session, readBytes } = log.tasks;
  const drafts: Drafts = new Map();
  let found: Reach | undefined;
  const reach = () => {
    found ??= reachOf();
    return found;
  };
  for (let task = 0; task < log.count; task++) {
    const reader = model.proxies[proxy[task]!];
    if (reader === undefined || !isNetworkMode(CONNECTION_MODES[mode[task]!]!)) continue;
    const { job } = sessions.sessions[session[task]!]!;
    const row = model.jobs[job]!;
    if (row.work.reads !== 'vm') continue;
    const { site } = model.vms.traitsOf(model.disks.vmOf(disk[task]!));
    if (hops(model, site, reader.site) === 0) continue;
    const draft = madeOnce(drafts, job * model.scenario.sites.length + site, () => ({
      job: row.name,
      site: model.scenario.sites[site]!.name,
      tasks: 0,
      readBytes: 0,
      ownProxies: proxiesOf(model, site, reach()),
      nearest: nearestProxies(model, row, reach()),
      strayed: 0,
    }));
    draft.tasks++;
    draft.readBytes += readBytes[task]!;
    if (draft.nearest.length > 0 && !draft.nearest.includes(reader.name)) draft.strayed++;
  }
  return [...drafts.values()];
}

function hops(model: Model, from: number, to: number): number {
  return model.routes[from]![to]!.length;
}

function proxiesOf(model: Model, site: number, { cells }: Reach): string[] {
  const own = new Set<number>();
  for (const { proxy, datastore, possible } of cells)
    if (
      possible.length > 0 &&
      model.proxies[proxy]!.site === site &&
      model.datastores[datastore]!.site === site
    )
      own.add(proxy);
  return [...own].map((proxy) => model.proxies[proxy]!.name);
}

function nearestProxies(model: Model, job: JobRow, { cells }: Reach): string[] {
  const from = onlyOne(job.vms.map((vm) => model.vms.traitsOf(vm).site));
  const to = onlyOne(repositorySites(model, job.repository));
  if (from === undefined || to === undefined) return [];
  const datastores = new Set(job.vms.flatMap((vm) => [...model.vms.datastoresOf(vm)]));
  const reached = new Map<number, number>();
  for (const { proxy, datastore, possible } of cells)
    if (possible.length > 0 && datastores.has(datastore)) reached.set(proxy, (reached.get(proxy) ?? 0) + 1);
  const able = [...reached].flatMap(([proxy, count]) => {
    const isAble = count === datastores.size && (job.proxies?.has(proxy) ?? true);
    const { name, site } = model.proxies[proxy]!;
    const toProxy = hops(model, from, site);
    return isAble ? [{ name, toProxy, all: toProxy + hops(model, site, to) }] : [];
  });
  const [best] = [...able].sort((a, b) => a.all - b.all || a.toProxy - b.toProxy);
  return able
    .filter(({ all, toProxy }) => all === best?.all && toProxy === best.toProxy)
    .map(({ name }) => name);
}

/** Of a scale-out repository, the sites of its extents. */
function repositorySites({ repositories }: Model, row: number): number[] {
  const { extents = [] } = repositories[row] ?? {};
  return (extents.length > 0 ? extents : [row]).flatMap((one) => repositories[one]?.site ?? []);
}

function onlyOne(sites: readonly number[]): number | undefined {
  return new Set(sites).size === 1 ? sites[0] : undefined;
}
