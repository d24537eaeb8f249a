import { shown } from '../../../units/quantity-problem.ts';
import { DEFAULTS } from '../../defaults.ts';
import { PLATFORM_WORDS } from '../../platform-words.ts';
import type { Host, HyperVVersion, Platform } from '../../scenario.ts';
import { DatastoresOfVms } from '../../vms/datastores-of-vms.ts';
import { settleTracking } from '../../vms/tracking.ts';
import type { Tracking, VmTraits } from '../../vms/vm.ts';
import { type VmColumns, VmTable } from '../../vms/vm-table.ts';
import type { Context } from '../context.ts';
import type { Mounts } from '../infrastructure/mounts.ts';
import { DiskPlatforms } from './disk-platforms.ts';
import type { SaidOfVm, VmDrafts } from './vm-drafts.ts';

/** Settles platform and change tracking of every VM by the host that it runs on. */
export function settleVms(context: Context, drafts: VmDrafts, mounts: Mounts): VmTable {
  const columns = drafts.columns();
  const settling = new Settling(context, columns, mounts);
  return new VmTable(
    columns,
    drafts.said.map((said, vm) => settling.traitsOf(vm, said)),
  );
}

class Settling {
  readonly #context: Context;
  readonly #columns: VmColumns;
  readonly #datastores: DatastoresOfVms;
  readonly #diskPlatforms: DiskPlatforms;
  readonly #mounts: Mounts;
  readonly #versions: ClusterVersions;
  /**
   * Results by stated traits and, without a host, by first datastore. Results with errors are not kept, so that each VM
   * reports its own.
   */
  readonly #settled = new Map<SaidOfVm, Map<string | undefined, VmTraits>>();

  constructor(context: Context, columns: VmColumns, mounts: Mounts) {
    this.#context = context;
    this.#columns = columns;
    this.#datastores = new DatastoresOfVms(columns);
    this.#diskPlatforms = new DiskPlatforms(this.#datastores, mounts);
    this.#mounts = mounts;
    this.#versions = new ClusterVersions(mounts.hosts);
  }

  traitsOf(vm: number, said: SaidOfVm): VmTraits {
    // Where it is drawn which datastore the first disk is on, all of them are on one platform.
    const store =
      said.host === undefined ? (this.#datastores.first(vm) ?? this.#datastores.of(vm)[0]) : undefined;
    const known = this.#settled.get(said)?.get(store);
    const { traits, isFine } =
      known === undefined ? this.#settle(vm, said, store) : { traits: known, isFine: true };
    if (!isFine) return traits;
    if (known === undefined) {
      const alike = this.#settled.get(said) ?? new Map<string | undefined, VmTraits>();
      this.#settled.set(said, alike.set(store, traits));
    }
    this.#checkDisks(vm, said, traits.platform);
    return traits;
  }

  /** All disks of a VM are on storage that hosts of its platform mount: otherwise none of them could run it. */
  #checkDisks(vm: number, { spanOf }: SaidOfVm, platform: Platform): void {
    const foreign = this.#diskPlatforms.foreignTo(vm, platform);
    if (foreign === undefined) return;
    const name = this.#columns.names[vm]!;
    const other = PLATFORM_WORDS[platform === 'vsphere' ? 'hyperv' : 'vsphere'];
    const message = `${shown(name)} is a ${PLATFORM_WORDS[platform]} VM, but ${shown(foreign)} of its disks is a datastore of ${other} hosts.`;
    this.#context.findings.report('contradiction', message, {
      path: `vms.${name}.disks`,
      span: spanOf('disks', this.#columns.lines[vm]!),
      key: 'disks',
      hint: `Name datastores of ${PLATFORM_WORDS[platform]} hosts, correct type or hosts of this one, or let the VM run on a ${other} host.`,
    });
  }

  #settle(
    vm: number,
    draft: SaidOfVm,
    store: string | undefined,
  ): { readonly traits: VmTraits; readonly isFine: boolean } {
    const { platform: said, tracking, configVersion, spanOf, ...traits } = draft;
    const name = shown(this.#columns.names[vm]!);
    const host = hostOf(draft.host, store, this.#mounts);
    const platform = said ?? host?.platform ?? 'vsphere';
    let isFine = true;
    const report = (key: 'platform' | 'tracking' | 'configVersion', message: string, hint: string) => {
      isFine = false;
      this.#context.findings.report('contradiction', message, {
        path: `vms.${this.#columns.names[vm]!}.${key}`,
        span: spanOf(key, this.#columns.lines[vm]!),
        hint,
      });
    };
    // An unknown host or datastore was reported already, and nothing follows from it.
    const knowsPlace = store !== undefined && this.#mounts.datastore(store) !== undefined;
    if (host === undefined && !knowsPlace)
      return { traits: { ...traits, platform, tracking: 'none' }, isFine: false };
    if (host !== undefined && platform !== host.platform) {
      report(
        'platform',
        `${name} has platform ${shown(platform)}, but its host ${shown(host.name)} is a ${PLATFORM_WORDS[host.platform]} host.`,
        "Leave 'platform' out: it follows from the host.",
      );
      return { traits: { ...traits, platform, tracking: tracking ?? 'none' }, isFine };
    }
    if (platform === 'vsphere' && configVersion !== undefined) {
      const message = `'configVersion' is for Hyper-V VMs, but ${name} is a vSphere VM.`;
      report('configVersion', message, "Leave 'configVersion' out.");
    }
    const possible = settleTracking({ platform, versions: this.#versions.of(host), configVersion });
    if (possible === 'rct' && configVersion === undefined)
      this.#context.defaultsTaken.note(DEFAULTS.configVersion, 'vms.configVersion');
    if (tracking !== undefined && tracking !== 'none' && tracking !== possible) {
      const message = `${name} cannot use change tracking ${shown(tracking)}: ${reasonAgainst(tracking, platform)}.`;
      report('tracking', message, `Write '${possible}', or leave 'tracking' out.`);
    }
    return { traits: { ...traits, platform, tracking: tracking ?? possible }, isFine };
  }
}

/** The host that a VM runs on: the one that it names, otherwise the first that mounts the datastore of its first disk. */
export function hostOf(
  own: string | undefined,
  firstDatastore: string | undefined,
  mounts: Mounts,
): Host | undefined {
  if (own !== undefined) return mounts.host(own);
  return firstDatastore === undefined ? undefined : mounts.firstOf(firstDatastore);
}

function reasonAgainst(tracking: Tracking, platform: Platform): string {
  if (platform === 'vsphere') return 'it is a vSphere VM';
  if (tracking === 'cbt') return 'it is a Hyper-V VM';
  return tracking === 'rct'
    ? 'rct needs Hyper-V 2016 or newer on every host of its cluster, and configuration version 8'
    : 'fct is for clusters of Hyper-V 2012 R2 and older';
}

/** The Hyper-V versions in a host's cluster; a host without a cluster is alone. */
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
