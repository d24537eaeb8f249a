import type { Model } from '../../model/model.ts';
import type { Movement } from '../../model/paths/movement.ts';
import type { Places } from '../../model/paths/path.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { type Candidate, NO_PROXY, writeCandidatesFor } from '../../model/ways/transport.ts';
import { writtenDisk } from '../../model/ways/written-disk.ts';
import { extentsOf } from './extents.ts';

/** What any task of a kind moves; the repositories are those that its job names. */
export interface KindOfTask extends Movement {
  readonly disk: number;
  readonly full: boolean;
}

/** Places at which a task could read or write: it holds a slot at one of them. */
export type EndPlaces = readonly Candidate[];

/** Where tasks of a kind could go. */
export interface Routes {
  /** The reading or the only end, and the end that writes what the first has read; none: no proxy is needed. */
  readonly ends: readonly EndPlaces[];
  readonly places: readonly Places[];
  /** Repositories or extents, rows: which could be read, and which written to; -1: none. */
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

/** Finds where tasks could go at all: whatever else a policy bars, no task goes elsewhere. */
export class RouteFinder {
  readonly #model: Model;
  readonly #readPlaces: ReadPlaces;
  readonly #isUsable: (proxy: number) => boolean;

  /** `isUsable`: whether a proxy ever takes a task. */
  constructor(model: Model, readPlaces: ReadPlaces, isUsable: (proxy: number) => boolean) {
    this.#model = model;
    this.#readPlaces = readPlaces;
    this.#isUsable = isUsable;
  }

  of(task: KindOfTask): Routes {
    const { reads, writes } = this.#model.jobs[task.job]!.work;
    const ends: EndPlaces[] = [];
    if (reads === 'vm') ends.push(this.#readPlaces.usable(task.job, task.vm, task.datastore));
    if (writes === 'vm') ends.push(this.#writePlaces(task));
    return {
      ends,
      places: placesOf(ends),
      sources: reads === 'repository' ? extentsOf(this.#model, task.source) : NONE,
      targets: writes === 'repository' ? extentsOf(this.#model, task.repository) : NONE,
    };
  }

  #writePlaces(task: KindOfTask): EndPlaces {
    const disk = writtenDisk(this.#model, task);
    return writeCandidatesFor(this.#model, task.job, disk).filter(({ proxy }) => this.#isUsable(proxy));
  }
}

const NONE = [-1];

function placesOf([firsts = [NO_PROXY], seconds]: readonly EndPlaces[]): Places[] {
  return firsts.flatMap((first): Places[] =>
    seconds === undefined ? [{ first, second: undefined }] : seconds.map((second) => ({ first, second })),
  );
}
