import { destinationOf } from '../model/target.ts';
import { CONNECTION_CLASS, type Connection, candidatesFor, kindOfDisk } from '../model/transport.ts';
import type { Collector } from './collector.ts';

/** Which proxy reaches which datastore, how, and how often it did. */
export interface Reach {
  readonly proxies: readonly string[];
  readonly datastores: readonly string[];
  /** Pairs that some job could use or a task did use, by proxy and then by datastore. */
  readonly cells: readonly ReachCell[];
}

export interface ReachCell {
  /** Row in `proxies`, and in `datastores`. */
  readonly proxy: number;
  readonly datastore: number;
  /** Modes in which some job's disk could be read, best class first. What faults took away for a time is in here. */
  readonly possible: readonly Connection[];
  /** Tasks by mode, in the order of their classes. */
  readonly used: readonly { readonly mode: Connection; readonly tasks: number }[];
}

interface Found {
  readonly possible: Set<Connection>;
  readonly used: Map<Connection, number>;
}

export function reachOf(collector: Collector): Reach {
  const { proxies, datastores } = collector.model;
  const found = proxies.map(() => datastores.map((): Found | undefined => undefined));
  const at = (proxy: number, datastore: number): Found => {
    const row = found[proxy]!;
    row[datastore] ??= { possible: new Set(), used: new Map() };
    return row[datastore];
  };
  addPossible(collector, at);
  addUsed(collector, at);
  return {
    proxies: proxies.map(({ name }) => name),
    datastores: datastores.map(({ name }) => name),
    cells: found.flatMap((row, proxy) =>
      row.flatMap((cell, datastore) => (cell === undefined ? [] : [toldCell(proxy, datastore, cell)])),
    ),
  };
}

type At = (proxy: number, datastore: number) => Found;

/** Disks of one kind have the same candidates: each kind is looked at once. */
function addPossible({ model }: Collector, at: At): void {
  const seen = new Set<string>();
  model.jobs.forEach(({ work, vms }, job) => {
    if (work.reads !== 'vm') return;
    for (const vm of vms) {
      for (const datastore of model.vms.datastoresOf(vm)) {
        const kind = kindOfDisk(model, job, vm, datastore);
        if (seen.has(kind)) continue;
        seen.add(kind);
        for (const { proxy, mode } of candidatesFor(model, job, vm, datastore)) {
          at(proxy, datastore).possible.add(mode);
        }
      }
    }
  });
}

function addUsed({ model, tasks, sessions }: Collector, at: At): void {
  for (const { proxy, mode, second, disk, session } of tasks.tasks) {
    if (proxy < 0 || mode === null) continue;
    const { job } = sessions.sessions[session]!;
    const readsVm = model.jobs[job]!.work.reads === 'vm';
    const count = (by: number, how: Connection, datastore: number) => {
      if (datastore < 0) return;
      const { used } = at(by, datastore);
      used.set(how, (used.get(how) ?? 0) + 1);
    };
    count(proxy, mode, readsVm ? model.disks.datastoreOf(disk) : destinationOf(model, job, disk).datastore);
    if (second !== null) count(second.proxy, second.mode, destinationOf(model, job, disk).datastore);
  }
}

function toldCell(proxy: number, datastore: number, { possible, used }: Found): ReachCell {
  const byClass = (a: Connection, b: Connection) => CONNECTION_CLASS[a] - CONNECTION_CLASS[b];
  return {
    proxy,
    datastore,
    possible: [...possible].sort(byClass),
    used: [...used].sort(([a], [b]) => byClass(a, b)).map(([mode, tasks]) => ({ mode, tasks })),
  };
}
