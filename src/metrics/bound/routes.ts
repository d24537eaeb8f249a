import type { Model } from '../../model/model.ts';
import type { Movement } from '../../model/paths/movement.ts';
import type { Places } from '../../model/paths/path.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { type Candidate, NO_PROXY, writeCandidatesFor } from '../../model/ways/transport.ts';
import { writtenDisk } from '../../model/ways/written-disk.ts';
import { extentsOf } from './extents.ts';

/** What every task of a kind moves. Its repositories are those that the job names, not extents. */
export interface KindOfTask extends Movement {
  readonly disk: number;
  readonly full: boolean;
}

/** Candidates for one end of a task, which holds a slot at one of them. */
export type EndPlaces = readonly Candidate[];

/** Where tasks of a kind could go. */
export interface Routes {
  /** The end that reads, or the only end; then the end that writes what the first has read. Empty: no proxy is needed. */
  readonly ends: readonly EndPlaces[];
  readonly places: readonly Places[];
  /** Rows of the repositories or extents that could be read, and written to; -1: none. */
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

/** Finds every place where tasks could go. A policy may rule out more places, but never allows others. */
export class RouteFinder {
  readonly #model: Model;
  readonly #readPlaces: ReadPlaces;
  readonly #isUsable: (proxy: number) => boolean;

  /** `isUsable`: whether a proxy can ever take a task. */
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
