import { DEFAULTS } from '../scenario/defaults.ts';
import type { Model, Stage } from './model.ts';
import type { Candidate } from './transport.ts';
import { isEthernetStorage } from './transport.ts';

/** One crossing of a shared capacity: `coefficient` units of it per byte read. */
export interface Crossing {
  readonly resource: number;
  readonly coefficient: number;
  readonly stage: Stage;
}

export interface PathOfTask {
  readonly crossings: readonly Crossing[];
  /** Bytes read per second at most, by the task's own limits; Infinity: none. */
  readonly cap: number;
  /** The same limits by stage, for the load line. */
  readonly caps: readonly { readonly stage: Stage; readonly cap: number }[];
}

export interface Reading {
  readonly job: number;
  readonly vm: number;
  readonly datastore: number;
  readonly full: boolean;
  /** Bytes sent per byte read. */
  readonly transferRatio: number;
}

/** What one task's flow crosses at a place (table of model.md 6); write streams and throttles are the run's own. */
export function pathOf(model: Model, reading: Reading, place: Candidate): PathOfTask {
  const crossings: Crossing[] = [];
  const add = (stage: Stage, resource: number, coefficient: number) => {
    if (resource >= 0 && coefficient > 0) crossings.push({ resource, coefficient, stage });
  };
  const proxy = model.proxies[place.proxy]!;
  const job = model.jobs[reading.job]!;
  const cpuCost = reading.full ? job.cpuCost.full : job.cpuCost.incremental;
  addSource(model, reading, place, add);
  add('proxy', proxy.coresResource, cpuCost);
  addTarget(model, reading, place, add);
  const core = cpuCost > 0 ? (model.scenario.coresPerTask * proxy.speed) / cpuCost : Number.POSITIVE_INFINITY;
  const perTask = model.scenario.transport[place.mode].perTask;
  return {
    crossings,
    cap: Math.min(core, perTask),
    caps: [
      { stage: 'source' as const, cap: perTask },
      { stage: 'proxy' as const, cap: core },
    ].filter((c) => Number.isFinite(c.cap)),
  };
}

type Add = (stage: Stage, resource: number, coefficient: number) => void;

function addSource(model: Model, reading: Reading, place: Candidate, add: Add): void {
  const datastore = model.datastores[reading.datastore]!;
  const proxy = model.proxies[place.proxy]!;
  const vm = model.vms[reading.vm]!;
  add('source', datastore.readResource, 1);
  switch (place.mode) {
    case 'san':
    case 'nfs':
      add('source', datastore.fabricResource, 1);
      add('source', proxy.storageResource, 1);
      return;
    case 'hotadd':
      if (isEthernetStorage(datastore)) add('source', model.hosts[proxy.host]?.networkResource ?? -1, 1);
      return;
    case 'nbd':
    case 'nbdssl': {
      const overhead = place.mode === 'nbdssl' ? 1 / DEFAULTS.nbdsslShare.value : 1;
      add('source', model.hosts[vm.host]?.managementResource ?? -1, overhead);
      for (const link of model.routes[vm.site]![proxy.site]!) add('source', model.linkResources[link]!, 1);
      add('network', proxy.inboundResource, 1);
      return;
    }
    default:
      throw new Error(`no path is modelled for transport mode ${place.mode}`);
  }
}

function addTarget(model: Model, reading: Reading, place: Candidate, add: Add): void {
  const proxy = model.proxies[place.proxy]!;
  const repository = model.repositories[model.jobs[reading.job]!.repository]!;
  const sent = reading.transferRatio;
  if (repository.server !== place.proxy) {
    add('network', proxy.outboundResource, sent);
    for (const link of model.routes[proxy.site]![repository.site]!) {
      add('network', model.linkResources[link]!, sent);
    }
    add('target', repository.networkResource, sent);
  }
  add('target', repository.writeResource, sent);
}
