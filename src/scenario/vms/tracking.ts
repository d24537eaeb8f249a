import { DEFAULTS } from '../defaults.ts';
import type { HyperVVersion, Platform } from '../scenario.ts';
import { HYPERV_VERSIONS } from '../sections/name-field.ts';
import type { Tracking } from './vm.ts';

/** What change tracking depends on. */
export interface TrackingGround {
  readonly platform: Platform;
  /** Of the Hyper-V host that runs the VM and of every host of its cluster; empty where no host is known. */
  readonly versions: readonly HyperVVersion[];
  readonly configVersion?: number | undefined;
}

/** Configuration version of a VM that resilient change tracking needs [doc]. */
const RCT_CONFIG_VERSION = 8;

/**
 * How the changes of a VM are tracked [doc]: Hyper-V tracks them itself from 2016 on, where every host of the
 * cluster is of 2016 and the VM's configuration is of version 8; up to 2012 R2 the product's driver does. In between, in a
 * cluster of both or with an old configuration, nobody does and the whole disk is read.
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
