import { madeOnce } from '../../../collections/made-once.ts';
import { labelsBeside, uniqueLabels } from '../../label.ts';
import type { InventoryFindings } from '../codes.ts';
import type { InventoryHost } from '../inventory.ts';

/** What rows say of hosts, in their order. */
export interface HostRow {
  readonly name: string;
  /** Empty: the row does not say. */
  readonly cluster: string;
  /** Its row is of a clustered VM, or of a disk on a cluster shared volume. */
  readonly isClustered: boolean;
}

export interface HypervHosts {
  readonly hosts: readonly InventoryHost[];
  /** The scenario name of a host that a row names; undefined where it names none. */
  labelOf(name: string): string | undefined;
}

interface Draft {
  readonly name: string;
  cluster: string;
  isClustered: boolean;
}

/** The hosts that rows name, one and the same in any case of letters and with or without their domain. */
export function hypervHosts(rows: readonly HostRow[], findings: InventoryFindings): HypervHosts {
  const keyOf = hostKeys(rows.map(({ name }) => name));
  const drafts = new Map<string, Draft>();
  for (const { name, cluster, isClustered } of rows) {
    if (name === '') continue;
    const draft = madeOnce(drafts, keyOf(name), () => ({ name, cluster: '', isClustered: false }));
    draft.cluster ||= cluster;
    draft.isClustered ||= isClustered;
  }
  if (drafts.size === 0) {
    findings.add('hosts-made-up');
    drafts.set('', { name: 'host1', cluster: '', isClustered: false });
  }
  const list = [...drafts.values()];
  assumeCluster(list, findings);
  const labels = uniqueLabels(list.map(({ name }) => name));
  const labelByKey = new Map([...drafts.keys()].map((key, index) => [key, labels[index]!]));
  const hosts = list.map(({ name, cluster }, index) => {
    const label = labels[index]!;
    findings.add('host-cores-assumed', { subject: name });
    if (label !== name) findings.add('name-replaced', { subject: name });
    return { name, label, cluster, datacenter: '' };
  });
  return { hosts, labelOf: (name) => (name === '' ? undefined : labelByKey.get(keyOf(name))) };
}

/** Lists mix `hv1` and `hv1.example.com`: a short name is that of the one long name that begins so. */
function hostKeys(names: readonly string[]): (name: string) => string {
  const long = new Map<string, Set<string>>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (key.includes('.')) madeOnce(long, key.split('.')[0]!, () => new Set<string>()).add(key);
  }
  return (name) => {
    const key = name.toLowerCase();
    const [only, ...others] = long.get(key) ?? [];
    return only !== undefined && others.length === 0 ? only : key;
  };
}

/** Hosts of which only their volumes tell that they are of a cluster: of one, as nothing tells several apart. */
function assumeCluster(hosts: readonly Draft[], findings: InventoryFindings): void {
  const open = hosts.filter(({ cluster, isClustered }) => isClustered && cluster === '');
  const told = [...new Set(hosts.map(({ cluster }) => cluster).filter((cluster) => cluster !== ''))];
  const [name = 'cluster1'] = labelsBeside(told, ['cluster1']);
  for (const host of open) {
    host.cluster = name;
    if (open.length > 1) findings.add('cluster-assumed', { subject: host.name });
  }
}
