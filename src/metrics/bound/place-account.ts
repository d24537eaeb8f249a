import type { Model } from '../../model/model.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { PlaceLoad } from './place-load.ts';
import type { VmWork } from './vm-work.ts';

const US_PER_SECOND = 1e6;

/** Loads of things that have a limit, by row. */
class Places {
  readonly #loads: (PlaceLoad | undefined)[] = [];
  readonly #limitOf: (row: number) => number;
  readonly #tickSeconds: number;

  constructor(limitOf: (row: number) => number, tickSeconds: number) {
    this.#limitOf = limitOf;
    this.#tickSeconds = tickSeconds;
  }

  /** Undefined: it has no limit. */
  of(row: number): PlaceLoad | undefined {
    const known = this.#loads[row];
    if (known !== undefined) return known;
    const limit = this.#limitOf(row);
    if (!Number.isFinite(limit)) return undefined;
    const load = new PlaceLoad(limit, this.#tickSeconds);
    this.#loads[row] = load;
    return load;
  }

  close(offset: number, highest: HighestBound, nameOf: (row: number) => string): void {
    this.#loads.forEach((load, row) => {
      const seconds = PlaceLoad.timeOn([load!], this.#limitOf(row), highest.seconds - offset);
      highest.raise(offset + seconds, () => nameOf(row));
    });
  }
}

/** What tasks hold one of from their slots to their end, beside the proxies: slots of repositories, connections of hosts. */
export class PlaceAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #slots: Places;
  readonly #connections: Places;

  constructor(model: Model, { nbdDisks, tickSeconds }: Limits) {
    this.#model = model;
    this.#slots = new Places((row) => model.repositories[row]!.slots, tickSeconds);
    this.#connections = new Places(nbdDisks, tickSeconds);
  }

  enter(work: VmWork): void {
    const slots = this.#slots.of(work.repository);
    if (slots !== undefined) work.addTo(slots);
    const host = this.#model.vms.hostOf(work.vm);
    const connections = host < 0 ? undefined : this.#connections.of(host);
    if (connections === undefined) return;
    let isAll = work.isTogether;
    for (let i = 0; i < work.count; i++) if (!work.needsOf(i).kind.isNetworkOnly) isAll = false;
    if (isAll) {
      work.addTo(connections);
      return;
    }
    for (let i = 0; i < work.count; i++) {
      const { kind, heldSeconds } = work.needsOf(i);
      if (kind.isNetworkOnly) connections.add(heldSeconds);
    }
  }

  close(offset: number, highest: HighestBound): void {
    const { repositories, hosts } = this.#model;
    this.#slots.close(offset, highest, (row) => `repositories.${repositories[row]!.name}.slots`);
    this.#connections.close(offset, highest, (row) => `hosts.${hosts[row]!.name}.nbdMaxDisks`);
  }
}

/**
 * Snapshots that a datastore may have at once: each stands from the first slots of its VM until it has been removed. The
 * removal of the last ones is not in the window.
 */
export class SnapshotAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #snapshots: Places;
  readonly #removeSeconds: number;

  constructor(model: Model, { snapshots, tickSeconds }: Limits) {
    this.#model = model;
    this.#snapshots = new Places(snapshots, tickSeconds);
    this.#removeSeconds = model.scenario.overheads.snapshotRemove / US_PER_SECOND;
  }

  enter(work: VmWork): void {
    let longest = 0;
    for (let i = 0; i < work.count; i++) longest = Math.max(longest, work.needsOf(i).snapshotSeconds);
    for (const datastore of this.#model.vms.datastoresOf(work.vm)) {
      this.#snapshots.of(datastore)?.add(work.prepareSeconds + longest + this.#removeSeconds);
    }
  }

  close(offset: number, highest: HighestBound): void {
    const { datastores } = this.#model;
    this.#snapshots.close(
      offset - this.#removeSeconds,
      highest,
      (row) => `datastores.${datastores[row]!.name}.maxSnapshots`,
    );
  }
}
