import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import { counted } from '../../units/counted.ts';
import { named, warning } from './finding.ts';

/** With a list of names that expand, disks go to the datastores of all sites. */
const EACH_ITS_OWN =
  ' If each is to have only its own datastore, write a name with braces and no list: datastores: "b{1..9}-ds".';

/**
 * A VM cannot run on a host that does not mount its disks: its host is wrong, or the datastore's list of hosts. One finding
 * for all such VMs.
 */
export function invisibleDatastores(model: Model): Diagnostic[] {
  const { vms, datastores } = model;
  let first: { readonly vm: number; readonly datastore: number } | undefined;
  let count = 0;
  for (let vm = 0; vm < vms.length; vm++) {
    const host = vms.hostOf(vm);
    if (host < 0) continue;
    const datastore = vms.datastoresOf(vm).find((d) => !datastores[d]!.mountedBy.has(host));
    if (datastore === undefined) continue;
    first ??= { vm, datastore };
    count += 1;
  }
  if (first === undefined) return [];
  const others = count === 1 ? '' : ` The same is true of ${counted(count - 1, 'more VM')}.`;
  const name = vms.nameOf(first.vm);
  const host = model.hosts[vms.hostOf(first.vm)]!.name;
  return [
    warning(
      'datastore-not-visible',
      `'${name}' runs on '${host}', which does not mount '${datastores[first.datastore]!.name}' of its disks.${others}`,
      `Add the host to the datastore's hosts, or let the VM run on one of them.${count === 1 ? '' : EACH_ITS_OWN}`,
      vms.originOf(first.vm),
    ),
  ];
}

/**
 * Datastores with disks of VMs that name no host, and that no host mounts: such VMs run nowhere. One finding for all of
 * them.
 */
export function unmountedDatastores({ scenario, vms, datastores }: Model): Diagnostic[] {
  if (scenario.hosts.length === 0) return [];
  const used = new Set<number>();
  for (let vm = 0; vm < vms.length; vm++) {
    if (vms.hostOf(vm) < 0) for (const datastore of vms.datastoresOf(vm)) used.add(datastore);
  }
  const unmounted = scenario.datastores.filter(
    (_, row) => used.has(row) && datastores[row]!.mountedBy.size === 0,
  );
  const [first] = unmounted;
  if (first === undefined) return [];
  return [
    warning(
      'datastore-without-hosts',
      `No host mounts ${named(unmounted)}: no proxy can hot-add these disks, and no host limits network mode.`,
      "Name its hosts, or correct its site or type: without 'hosts', all hosts of its site and platform mount it.",
      first.origin,
    ),
  ];
}
