import type { Platform } from './scenario.ts';

interface ModeTraits {
  readonly platform: Platform;
  /**
   * How data passes between a disk and a proxy: `ports`: the proxy's own storage ports; `host`: its host, which mounts the
   * datastore; `network`: the host of the VM, over the management network.
   */
  readonly through: 'ports' | 'host' | 'network';
}

/** Every transport mode, by its name in scenarios and results. */
export const MODE_TRAITS = {
  san: { platform: 'vsphere', through: 'ports' },
  nfs: { platform: 'vsphere', through: 'ports' },
  'storage-snapshot': { platform: 'vsphere', through: 'ports' },
  hotadd: { platform: 'vsphere', through: 'host' },
  nbd: { platform: 'vsphere', through: 'network' },
  nbdssl: { platform: 'vsphere', through: 'network' },
  'off-host': { platform: 'hyperv', through: 'ports' },
  'on-host': { platform: 'hyperv', through: 'host' },
} as const satisfies Readonly<Record<string, ModeTraits>>;

/** How a proxy gets at the data of a disk: `hotadd`, `nbd` and others. */
export type TransportMode = keyof typeof MODE_TRAITS;

/** The same as a list. Those of a platform stand in the order in which proxies prefer them within a connection class. */
export const TRANSPORT_MODES = Object.keys(MODE_TRAITS) as TransportMode[];
