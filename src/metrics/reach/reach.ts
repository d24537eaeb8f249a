import { addTo } from '../../collections/grouped-by.ts';
import type { Model } from '../../model/model.ts';
import { kindOfDisk } from '../../model/ways/disk-kinds.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { destinationOf } from '../../model/ways/target.ts';
import { type Candidate, CONNECTION_CLASS, type Connection } from '../../model/ways/transport.ts';
import { CONNECTION_MODES } from '../../trace/mode-number.ts';
import type { Collector } from '../collector.ts';
import { type DatastoreKinds, kindsOfDatastores } from './datastore-kinds.ts';
import { kindsOfVms } from './vm-kinds.ts';

/** Which proxy can reach which datastore, in which modes, and how many tasks used it. */
export interface Reach {
  readonly proxies: readonly string[];
  readonly datastores: readonly string[];
  /** Pairs that some job could use or some task did use, ordered by proxy, then by datastore. */
  readonly cells: readonly ReachCell[];
}

/** How one proxy reads from one datastore. */
export interface ReachCell {
  /** Row in `proxies`, and in `datastores`. */
  readonly proxy: number;
  readonly datastore: number;
  /** Modes in which some job's disk could be read, best class first. Includes modes that faults made unavailable for a time. */
  readonly possible: readonly Connection[];
  /** Number of tasks by mode, best class first. */
  readonly used: readonly { readonly mode: Connection; readonly tasks: number }[];
}

interface Found {
  /** Without duplicates, best class first. Cells whose disks have the same candidates share a list. */
  possible: readonly Connection[];
  readonly used: { readonly mode: Connection; readonly tasks: number }[];
}

/** `readPlaces`: those of the run's policy. */
export function reachOf(collector: Collector, readPlaces: ReadPlaces): Reach {
  const { proxies, datastores } = collector.model;
  const found = proxies.map(() => datastores.map((): Found | undefined => undefined));
  const at = (proxy: number, datastore: number): Found => {
    const row = found[proxy]!;
    row[datastore] ??= { possible: [], used: [] };
    return row[datastore];
  };
  addPossible(collector.model, readPlaces, at);
  addUsed(collector, at);
  return {
    proxies: proxies.map(({ name }) => name),
    datastores: datastores.map(({ name }) => name),
    cells: found.flatMap((row, proxy) =>
      row.flatMap((cell, datastore) =>
        cell === undefined
          ? []
          : [{ proxy, datastore, possible: cell.possible, used: cell.used.sort(byClassOfUse) }],
      ),
    ),
  };
}

type At = (proxy: number, datastore: number) => Found;

/** Disks of one kind have the same candidates, so each kind is examined once. */
function addPossible(model: Model, readPlaces: ReadPlaces, at: At): void {
  const seen = new Set<string>();
  const modesOf = new PossibleModes(model, readPlaces);
  const { kindOf, count } = kindsOfVms(model);
  model.jobs.forEach(({ work, vms }, job) => {
    if (work.reads !== 'vm') return;
    // Avoids building the string key of the kind for most disks.
    const known = new Uint8Array(2 * count * model.datastores.length);
    for (const vm of vms) {
      const ways = readPlaces.canUseArray(job, vm) ? 1 : 0;
      for (const datastore of model.vms.datastoresOf(vm)) {
        const place = (kindOf[vm]! * 2 + ways) * model.datastores.length + datastore;
        if (known[place] === 1) continue;
        known[place] = 1;
        const kind = modesOf.kindOf(job, vm, datastore);
        if (seen.has(kind)) continue;
        seen.add(kind);
        for (const [proxy, modes] of modesOf.find(job, vm, datastore)) {
          const cell = at(proxy, datastore);
          cell.possible = together(cell.possible, modes);
        }
      }
    }
  });
}

/** The modes of each proxy that could read a disk. Computed once per kind of datastore. */
class PossibleModes {
  readonly #model: Model;
  readonly #readPlaces: ReadPlaces;
  readonly #datastoreKinds: DatastoreKinds;
  /** By kind of datastore: a representative. */
  readonly #oneOf: number[] = [];
  readonly #byKind = new Map<string, ReadonlyMap<number, readonly Connection[]>>();

  constructor(model: Model, readPlaces: ReadPlaces) {
    this.#model = model;
    this.#readPlaces = readPlaces;
    this.#datastoreKinds = kindsOfDatastores(model);
    this.#datastoreKinds.kindOf.forEach((kind, datastore) => {
      this.#oneOf[kind] ??= datastore;
    });
  }

  find(job: number, vm: number, datastore: number): ReadonlyMap<number, readonly Connection[]> {
    const kind = this.kindOf(job, vm, this.#oneOf[this.#datastoreKinds.kindOf[datastore]!]!);
    let modes = this.#byKind.get(kind);
    if (modes === undefined) {
      modes = modesByProxy(this.#readPlaces.usable(job, vm, datastore));
      this.#byKind.set(kind, modes);
    }
    return modes;
  }

  kindOf(job: number, vm: number, datastore: number): string {
    return kindOfDisk(this.#model, { job, vm, datastore, fromArray: this.#readPlaces.fromArray(job, vm) });
  }
}

function modesByProxy(candidates: readonly Candidate[]): ReadonlyMap<number, readonly Connection[]> {
  const byProxy = new Map<number, Connection[]>();
  for (const { proxy, mode } of candidates) addTo(byProxy, proxy, mode);
  for (const modes of byProxy.values()) modes.sort(byClass);
  return byProxy;
}

function together(known: readonly Connection[], more: readonly Connection[]): readonly Connection[] {
  if (known.length === 0) return more;
  const unknown = more.filter((mode) => !known.includes(mode));
  return unknown.length === 0 ? known : [...known, ...unknown].sort(byClass);
}

function byClass(a: Connection, b: Connection): number {
  return CONNECTION_CLASS[a] - CONNECTION_CLASS[b];
}

function byClassOfUse(a: Found['used'][number], b: Found['used'][number]): number {
  return byClass(a.mode, b.mode);
}

function addUsed({ model, tasks: log, sessions }: Collector, at: At): void {
  const { proxy, mode, secondProxy, secondMode, disk, session } = log.tasks;
  /** By proxy, datastore and mode, encoded as one number. */
  const counts = new Int32Array(model.proxies.length * model.datastores.length * CONNECTION_MODES.length);
  /** Combinations that were used, in order of first use. */
  const met: number[] = [];
  const count = (by: number, how: number, datastore: number) => {
    if (datastore < 0) return;
    const way = (by * model.datastores.length + datastore) * CONNECTION_MODES.length + how;
    if (counts[way]!++ === 0) met.push(way);
  };
  for (let task = 0; task < log.count; task++) {
    if (proxy[task]! < 0) continue;
    const { job } = sessions.sessions[session[task]!]!;
    const on = disk[task]!;
    const readsVm = model.jobs[job]!.work.reads === 'vm';
    count(
      proxy[task]!,
      mode[task]!,
      readsVm ? model.disks.datastoreOf(on) : destinationOf(model, job, on).datastore,
    );
    if (secondProxy[task]! >= 0)
      count(secondProxy[task]!, secondMode[task]!, destinationOf(model, job, on).datastore);
  }
  for (const way of met) {
    const place = Math.floor(way / CONNECTION_MODES.length);
    const cell = at(Math.floor(place / model.datastores.length), place % model.datastores.length);
    cell.used.push({ mode: CONNECTION_MODES[way % CONNECTION_MODES.length]!, tasks: counts[way]! });
  }
}
