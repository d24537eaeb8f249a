import { DEFAULTS } from '../defaults.ts';
import { HYPERV_VERSIONS, type HyperVVersion, type Platform } from '../scenario.ts';
import type { Tracking } from './vm.ts';

/** What change tracking depends on. */
export interface TrackingGround {
  readonly platform: Platform;
  /** Versions of the Hyper-V host that runs the VM and of every host of its cluster; empty if no host is known. */
  readonly versions: readonly HyperVVersion[];
  readonly configVersion?: number | undefined;
}

/** The least configuration version of a VM that resilient change tracking needs [doc]. */
const RCT_CONFIG_VERSION = 8;

/**
 * How the changes of a VM are tracked [doc]. Hyper-V tracks them itself (rct) if every host of the cluster has version 2016 or
 * newer and the VM has configuration version 8 or newer. If all hosts are older, the product's driver does (fct). In a mixed
 * cluster, or with an older configuration, changes are not tracked and whole disks are read.
 */
export function settleTracking({ platform, versions, configVersion }: TrackingGround): Tracking {
  if (platform === 'vsphere') return 'cbt';
  const itself = versions.map(tracksItself);
  if (itself.length > 0 && !itself.includes(true)) return 'fct';
  const configured = (configVersion ?? DEFAULTS.configVersion.value) >= RCT_CONFIG_VERSION;
  return configured && !itself.includes(false) ? 'rct' : 'none';
}

function tracksItself(version: HyperVVersion): boolean {
  return HYPERV_VERSIONS.indexOf(version) >= HYPERV_VERSIONS.indexOf('2016');
}
