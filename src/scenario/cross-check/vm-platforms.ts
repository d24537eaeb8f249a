import type { Span } from '../../diagnostics/diagnostic.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Host, HyperVVersion, Platform } from '../scenario.ts';
import { settleTracking } from '../tracking.ts';
import type { Tracking, Vm } from '../vm.ts';
import type { Context } from './context.ts';
import type { Mounts } from './mounts.ts';

/** A VM before its host has settled its platform and how its changes are tracked; `undefined`: it does not say. */
export interface VmDraft extends Omit<Vm, 'platform' | 'tracking'> {
  readonly platform: Platform | undefined;
  readonly tracking: Tracking | undefined;
  readonly configVersion: number | undefined;
  /** Where it says so. */
  readonly spanOf: (key: 'platform' | 'tracking' | 'configVersion') => Span;
}

/** Platform and change tracking of every VM, by the host that it runs on. */
export function settleVms(context: Context, drafts: readonly VmDraft[], mounts: Mounts): Vm[] {
  const versions = new ClusterVersions(mounts.hosts);
  return drafts.map((draft): Vm => {
    const { platform: said, tracking, configVersion, spanOf, ...vm } = draft;
    const host = hostOf(draft, mounts);
    const platform = said ?? host?.platform ?? 'vsphere';
    const report = (key: 'platform' | 'tracking' | 'configVersion', message: string, hint: string) =>
      context.findings.report('contradiction', message, {
        path: `${vm.origin.path}.${key}`,
        span: spanOf(key),
        hint,
      });
    // A host or datastore that nothing has was reported already: what follows from it is not known.
    if (host === undefined && !knowsPlace(draft, mounts)) return { ...vm, platform, tracking: 'none' };
    if (host !== undefined && platform !== host.platform) {
      report(
        'platform',
        `${shown(vm.name)} is said to be a VM of ${platform}, but its host ${shown(host.name)} is of ${host.platform}.`,
        "Leave 'platform' out: it follows from the host.",
      );
      return { ...vm, platform, tracking: tracking ?? 'none' };
    }
    if (platform === 'vsphere' && configVersion !== undefined) {
      const message = `'configVersion' is of Hyper-V, ${shown(vm.name)} is a VM of vsphere.`;
      report('configVersion', message, "Leave 'configVersion' out.");
    }
    const possible = settleTracking({ platform, versions: versions.of(host), configVersion });
    if (tracking !== undefined && tracking !== 'none' && tracking !== possible) {
      const message = `Changes of ${shown(vm.name)} cannot be tracked by ${tracking}: ${reasonAgainst(tracking, platform)}.`;
      report('tracking', message, `Write '${possible}', or leave 'tracking' out.`);
    }
    return { ...vm, platform, tracking: tracking ?? possible };
  });
}

/** The host that a VM runs on: its own, or the first that mounts its first disk's datastore. */
export function hostOf(vm: Pick<Vm, 'host' | 'disks'>, mounts: Mounts): Host | undefined {
  if (vm.host !== undefined) return mounts.host(vm.host);
  const first = firstDatastoreOf(vm);
  return first === undefined ? undefined : mounts.firstOf(first);
}

function knowsPlace(vm: Pick<Vm, 'host' | 'disks'>, mounts: Mounts): boolean {
  const datastore = firstDatastoreOf(vm);
  return vm.host === undefined && datastore !== undefined && mounts.datastore(datastore) !== undefined;
}

function firstDatastoreOf({ disks }: Pick<Vm, 'disks'>): string | undefined {
  return 'population' in disks ? disks.datastores[0] : disks[0]?.datastore;
}

function reasonAgainst(tracking: Tracking, platform: Platform): string {
  if (platform === 'vsphere') return 'it is a VM of vsphere';
  if (tracking === 'cbt') return 'it is a VM of Hyper-V';
  return tracking === 'rct'
    ? 'rct needs Hyper-V 2016 or newer on every host of its cluster, and configuration version 8'
    : 'fct is for clusters of Hyper-V 2012 R2 or older';
}

/** Versions in a host's cluster; a host without a cluster stands alone. */
class ClusterVersions {
  readonly #byCluster = new Map<string, Set<HyperVVersion>>();

  constructor(hosts: readonly Host[]) {
    for (const { platform, cluster, version } of hosts) {
      if (platform !== 'hyperv' || cluster === undefined || version === undefined) continue;
      const versions = this.#byCluster.get(cluster) ?? new Set();
      this.#byCluster.set(cluster, versions.add(version));
    }
  }

  of(host: Host | undefined): readonly HyperVVersion[] {
    if (host?.version === undefined) return [];
    const cluster = host.cluster === undefined ? undefined : this.#byCluster.get(host.cluster);
    return cluster === undefined ? [host.version] : [...cluster];
  }
}
