import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { ramFor } from '../model/proxy-ram.ts';
import { candidatesFor, kindOfDisk } from '../model/transport.ts';
import type { Origin } from '../scenario/scenario.ts';

/** What a look at the tables tells before anything runs: warnings, each at the place that causes it. */
export function preflight(model: Model): Diagnostic[] {
  return [
    ...unreachableDisks(model),
    ...invisibleDatastores(model),
    ...crowdedProxies(model),
    ...ignoredAffinity(model),
    ...idleVms(model),
  ];
}

function warning(
  code: Diagnostic['code'],
  message: string,
  hint: string,
  { path, span }: Origin,
): Diagnostic {
  return { code, severity: 'warning', message, hint, path, span };
}

/** Disks that no proxy can ever take: one finding per VM. */
function unreachableDisks(model: Model): Diagnostic[] {
  const known = new Map<string, boolean>();
  const found: Diagnostic[] = [];
  model.jobs.forEach((job, row) => {
    for (const vm of job.vms) {
      const { disks, name, origin } = model.vms[vm]!;
      const lost = disks.filter((disk) => {
        const { datastore } = model.disks[disk]!;
        const key = kindOfDisk(model, row, vm, datastore);
        let reachable = known.get(key);
        if (reachable === undefined) {
          reachable = candidatesFor(model, row, vm, datastore).length > 0;
          known.set(key, reachable);
        }
        return !reachable;
      });
      if (lost.length === 0) continue;
      const names = lost.map((disk) => model.disks[disk]!.name).join(', ');
      found.push(
        warning(
          'unreachable-disk',
          `No proxy of job '${job.name}' can ever read disk ${names} of '${name}': it will be left unfinished.`,
          'Give a proxy a path to its datastore, allow network mode, or widen the proxy list of the job.',
          origin,
        ),
      );
    }
  });
  return found;
}

function crowdedProxies(model: Model): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { name, slots, cores, ram, origin } of model.proxies) {
    if (slots > cores) {
      found.push(
        warning(
          'oversubscribed',
          `Proxy '${name}' takes ${slots} tasks on ${cores === 1 ? '1 core' : `${cores} cores`}.`,
          'One task per core is the usual advice, two the upper end; watch its processor utilisation.',
          origin,
        ),
      );
    }
    const needs = ramFor(slots);
    if (needs > ram) {
      found.push(
        warning(
          'ram-short',
          `Proxy '${name}' needs ${needs / 1e9} GB for ${slots} tasks and has ${ram / 1e9} GB.`,
          'It slows down once the tasks outgrow the memory: 2 GB and 1 GB per task.',
          origin,
        ),
      );
    }
  }
  return found;
}

/** A preferred proxy that is switched off: others will be used. */
function ignoredAffinity(model: Model): Diagnostic[] {
  return model.repositories.flatMap(({ affinity, name }, row) => {
    const offline = affinity.filter((p) => !model.proxies[p]!.enabled).map((p) => model.proxies[p]!.name);
    if (offline.length === 0) return [];
    return [
      warning(
        'affinity-not-honoured',
        `Repository '${name}' prefers ${offline.join(', ')}, which is switched off: other proxies are used.`,
        'An affinity list is a preference, not a restriction.',
        model.scenario.repositories[row]!.origin,
      ),
    ];
  });
}

/** A VM cannot run where its disks are not: its host or the list of hosts of the datastore is wrong. One finding. */
function invisibleDatastores(model: Model): Diagnostic[] {
  const blind = model.vms.flatMap((vm) => {
    const unseen = vm.datastores.find((d) => vm.host >= 0 && !model.datastores[d]!.mountedBy.has(vm.host));
    return unseen === undefined ? [] : [{ vm, datastore: model.datastores[unseen]!.name }];
  });
  const first = blind[0];
  if (first === undefined) return [];
  const others = blind.length === 1 ? '' : ` So it is with ${blind.length - 1} more.`;
  const host = model.hosts[first.vm.host]!.name;
  return [
    warning(
      'datastore-not-visible',
      `'${first.vm.name}' runs on '${host}', which does not mount '${first.datastore}' of its disks.${others}`,
      "Add the host to the datastore's hosts, or let the VM run on one of them.",
      first.vm.origin,
    ),
  ];
}

function idleVms(model: Model): Diagnostic[] {
  const covered = new Set(model.jobs.flatMap((job) => job.vms));
  const idle = model.vms.filter((_, row) => !covered.has(row));
  const first = idle[0];
  if (first === undefined) return [];
  const others = idle.length === 1 ? '' : ` and ${idle.length - 1} more`;
  return [
    warning(
      'vm-in-no-job',
      `'${first.name}'${others} ${idle.length === 1 ? 'is' : 'are'} in no job.`,
      'They are not backed up and do not count as unprotected.',
      first.origin,
    ),
  ];
}
