import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import type { LoggedTasks } from '../logs/logged-tasks.ts';
import { type Extents, OWN_CAPACITIES, OWN_CAPACITY_NAMES, type OwnCapacity, together } from './extents.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { VmWork } from './vm-work.ts';

/** Bytes or core-seconds, with the least time before the first of them and after the last. */
export interface Volume {
  units: number;
  leadSeconds: number;
  trailSeconds: number;
}

export function noVolume(): Volume {
  return { units: 0, leadSeconds: Number.POSITIVE_INFINITY, trailSeconds: Number.POSITIVE_INFINITY };
}

/** Seconds that a volume takes; 0 if it is empty. */
export function timeThrough({ units, leadSeconds, trailSeconds }: Volume, capacity: number): number {
  return units > 0 ? leadSeconds + units / capacity + trailSeconds : 0;
}

/** Adds units of a task to a volume. */
export function flowThrough(volume: Volume, units: number, leadSeconds: number, trailSeconds: number): void {
  if (!(units > 0)) return;
  volume.units += units;
  volume.leadSeconds = Math.min(volume.leadSeconds, leadSeconds);
  volume.trailSeconds = Math.min(volume.trailSeconds, trailSeconds);
}

/**
 * Work over capacity, between opening and closing, for resources that no way avoids, for write streams, and for the combined
 * capacities of the extents among which a run chooses.
 */
export class CapacityAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #log: LoggedTasks;
  readonly #extents: readonly Extents[];
  /** By row of the model. */
  readonly #resources: (Volume | undefined)[];
  /** By VM run where each VM has its own file, else by -1 - session. */
  readonly #streams = new Map<number, { readonly volume: Volume; readonly repository: number }>();
  /** By scale-out repository. */
  readonly #ofExtents = new Map<number, ReadonlyMap<OwnCapacity, Volume>>();

  constructor(model: Model, log: LoggedTasks, extents: readonly Extents[]) {
    this.#model = model;
    this.#log = log;
    this.#extents = extents;
    this.#resources = model.resources.map(() => undefined);
  }

  enter(work: VmWork): void {
    const { moves, repository } = work;
    const hasStream = moves.writes === 'repository' && Number.isFinite(this.#extents[repository]!.perStream);
    for (let i = 0; i < work.count; i++) {
      const needs = work.needsOf(i);
      const { readBytes, task } = needs;
      const { unavoidable, ofExtents } = needs.kind;
      const lead = work.leadOf(needs);
      const trail = work.trailOf(needs);
      for (let row = 0; row < unavoidable.length; row++) {
        const { resource, coefficient } = unavoidable[row]!;
        const volume = this.#resources[resource] ?? noVolume();
        this.#resources[resource] = volume;
        flowThrough(volume, coefficient * readBytes, lead, trail);
      }
      for (const [stands, units] of ofExtents) {
        const volumes = this.#volumesOf(stands);
        for (const [name, coefficient] of units)
          flowThrough(volumes.get(name)!, coefficient * readBytes, lead, trail);
      }
      if (hasStream) flowThrough(this.#streamOf(work), this.#log.transferredBytes[task]!, lead, trail);
    }
  }

  close(offset: number, highest: HighestBound): void {
    for (let row = 0; row < this.#resources.length; row++) {
      const volume = this.#resources[row];
      if (volume === undefined) continue;
      const { name, capacity } = this.#model.resources[row]!;
      highest.raise(offset + timeThrough(volume, capacity), () => name);
    }
    for (const { volume, repository } of this.#streams.values()) {
      const { name } = this.#model.repositories[repository]!;
      const seconds = timeThrough(volume, this.#extents[repository]!.perStream);
      highest.raise(offset + seconds, () => `repositories.${name}.perStream`);
    }
    for (const [repository, volumes] of this.#ofExtents) {
      const { rows } = this.#extents[repository]!;
      for (const [what, volume] of volumes) {
        const capacity = together(rows, (extent) => this.#capacityOf(extent, what));
        const { name } = this.#model.repositories[repository]!;
        highest.raise(offset + timeThrough(volume, capacity), () => `repositories.${name}.${what}`);
      }
    }
  }

  #volumesOf(repository: number): ReadonlyMap<OwnCapacity, Volume> {
    return madeOnce(
      this.#ofExtents,
      repository,
      () => new Map(OWN_CAPACITY_NAMES.map((name) => [name, noVolume()])),
    );
  }

  #capacityOf(repository: number, what: OwnCapacity): number {
    const row = OWN_CAPACITIES[what](this.#model.repositories[repository]!);
    return row < 0 ? Number.POSITIVE_INFINITY : this.#model.resources[row]!.capacity;
  }

  #streamOf({ repository, vmRun, session }: VmWork): Volume {
    const { perVmFiles } = this.#model.repositories[repository]!;
    const key = perVmFiles ? vmRun : -1 - session;
    let stream = this.#streams.get(key);
    if (stream === undefined) {
      stream = { volume: noVolume(), repository };
      this.#streams.set(key, stream);
    }
    return stream.volume;
  }
}
