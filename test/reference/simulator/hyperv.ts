import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import type { TransportMode } from '../../../src/scenario/transport-modes.ts';
import type { Estate } from './estate.ts';
import type { End } from './work.ts';

/** Modes in which a proxy of Hyper-V reaches a disk, its storage connections aside: a host on-host, any other one off-host. */
export function hypervModes(proxy: BackupProxy, end: End, speaks: boolean): TransportMode[] {
  if (proxy.isHost) return proxy.name === workingHost(end) ? ['on-host'] : [];
  const isAllowed = proxy.modes === 'auto' || proxy.modes.includes('off-host');
  const isPath = proxy.kind === 'physical' && speaks && end.datastore.type !== 'local';
  return isAllowed && isPath && !end.isWriting ? ['off-host'] : [];
}

/** Who reads and writes a disk on-host: the owner of its volume, else the host of its VM. */
function workingHost({ owner, host }: End): string {
  return owner ?? host.name;
}

/** A list of off-host proxies leaves the host to do the work itself, where one of them may fail over. */
export function mayTake(estate: Estate, { proxies }: End, proxy: BackupProxy): boolean {
  if (proxies === undefined || proxies.includes(proxy.name)) return true;
  if (!proxy.isHost) return false;
  return proxies
    .map((name) => estate.proxy(name))
    .some(({ platform, isHost, failoverToNetwork }) => platform === 'hyperv' && !isHost && failoverToNetwork);
}
