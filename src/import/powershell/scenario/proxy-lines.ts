import { present } from '../../../collections/present.ts';
import { ASSUMED_NETWORK } from '../../assumed.ts';
import { entryLine } from '../../yaml/scenario-lines.ts';
import { yamlComment } from '../../yaml/yaml-comment.ts';
import type { BackupProxy } from '../machines/proxies.ts';
import { gibibytes } from './gibibytes.ts';
import { type ScenarioContent, siteField } from './scenario-content.ts';

/** The proxy that is there where none is listed. */
const BACKUP_SERVER = { name: 'backup-server', kind: 'physical', default: true } as const;

/** The proxies of the export, or the one that every backup server has. */
export function proxyLines(content: ScenarioContent): string[] {
  const listed = content.proxies.filter(({ kind }) => kind !== 'on-host');
  if (listed.length === 0 && content.proxies.length > 0) return [];
  if (listed.length === 0) {
    return [
      ...yamlComment('ASSUMED: only the proxy on the backup server, because the export lists none.'),
      'proxies:',
      entryLine({ ...BACKUP_SERVER, ...siteField(content) }),
    ];
  }
  const hosts = hostsForVirtual(content);
  let turn = 0;
  const lines = listed.map((proxy) => {
    const assumedHost = hosts.length === 0 ? undefined : hosts[turn % hosts.length];
    const isPlaced = proxy.kind === 'virtual' && proxy.vmHost === undefined;
    if (isPlaced) turn += 1;
    const host = proxy.vmHost ?? (isPlaced ? assumedHost : undefined);
    const mark = isPlaced && host !== undefined ? 'ASSUMED: its host' : undefined;
    return entryLine(proxyValue(content, proxy, host), mark);
  });
  return [...remarks(listed).flatMap((remark) => yamlComment(remark)), 'proxies:', ...lines];
}

function hostsForVirtual({ estate, own }: ScenarioContent): string[] {
  if (estate === undefined) return own.hosts.filter(isVsphere).map(({ label }) => label);
  return estate.hosts.filter(isVsphere).map(({ name }) => name);
}

function isVsphere({ platform }: { readonly platform: 'vsphere' | 'hyperv' }): boolean {
  return platform === 'vsphere';
}

function proxyValue(content: ScenarioContent, proxy: BackupProxy, host: string | undefined): object {
  const { label, platform, cores, ram, slots, modes, isDefault, failoverToNetwork, names } = proxy;
  const isVirtual = host !== undefined;
  return {
    name: label,
    ...(isVirtual ? {} : siteField(content, names)),
    ...(platform === 'hyperv' ? { platform } : {}),
    kind: isVirtual ? 'virtual' : 'physical',
    ...present({ host, default: isDefault ? true : undefined }),
    cores,
    ...present({ ram: ram === undefined ? undefined : gibibytes(ram) }),
    network: ASSUMED_NETWORK,
    maxConcurrentTasks: slots,
    ...(modes === 'auto' ? {} : { modes }),
    ...(failoverToNetwork ? {} : { failoverToNetwork }),
    ...present({ storage: storageOf(proxy, isVirtual) }),
  };
}

/** Storage ports that are assumed; undefined: none. */
function storageOf({ platform, modes }: BackupProxy, isVirtual: boolean): object | undefined {
  if (platform === 'hyperv') return { protocols: ['fc', 'iscsi', 'sas', 'smb'] };
  if (modes === 'auto' || !modes.includes('san')) return undefined;
  // A VM has no fc port.
  return { protocols: isVirtual ? ['iscsi', 'nfs'] : ['fc', 'iscsi', 'nfs'] };
}

function remarks(proxies: readonly BackupProxy[]): string[] {
  const any = (test: (proxy: BackupProxy) => boolean) => proxies.some(test);
  const said = [
    'Proxies that are enabled, with the cores of their servers.',
    `ASSUMED: ${ASSUMED_NETWORK} each.`,
  ];
  if (any(({ modes }) => modes !== 'auto' && modes.includes('san'))) {
    said.push(
      'ASSUMED: proxies for direct storage access reach every datastore, over ports of unlimited bandwidth.',
    );
  }
  if (any(({ platform }) => platform === 'hyperv')) {
    said.push(
      'ASSUMED: off-host proxies reach every volume and share, over ports of unlimited bandwidth; leave out protocols that yours lack.',
    );
  }
  if (any(({ platform, kind, modes }) => platform === 'vsphere' && kind === 'physical' && modes === 'auto')) {
    said.push(
      'ASSUMED: other physical proxies have no ports to the storage and use the network mode; where yours do, give them storage: { protocols: [fc] }.',
    );
  }
  return said;
}
