import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import { alikeDatastores } from '../../model/ways/alike-datastores.ts';
import { kindOfDisk, kindOfVm, kindOfWrite } from '../../model/ways/disk-kinds.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { type Destination, destinationOf } from '../../model/ways/target.ts';
import { type Candidate, writeCandidatesFor } from '../../model/ways/transport.ts';
import type { Limits } from '../deciding/both-ends.ts';
import { readPlacesOf } from '../deciding/lasting-place.ts';

export type Places = readonly Candidate[];

/** Where a job can read and write a disk, if nothing were in use. */
export interface Ends {
  /** Undefined: no proxy is needed to read, or to write. */
  readonly readers: Places | undefined;
  readonly writers: Places | undefined;
  /** The host that is written to; -1: none. */
  readonly targetHost: number;
}

/** Tells where a job can read and write a disk: with the same lists, not copies, for disks that are alike. */
export function endsIn(limits: Limits): (job: number, vm: number, disk: number) => Ends {
  const { model } = limits;
  const readers = readersIn(model, readPlacesOf(limits));
  const writers = writersIn(model);
  return (job, vm, disk) => {
    const { reads, writes } = model.jobs[job]!.work;
    const to = writes === 'vm' ? destinationOf(model, job, disk) : undefined;
    return {
      readers: reads === 'vm' ? readers(job, vm, disk) : undefined,
      writers: to === undefined ? undefined : writers(job, vm, disk, to),
      targetHost: to?.host ?? -1,
    };
  };
}

/** The places where a job can read a disk. */
export type Readers = (job: number, vm: number, disk: number) => Places;

/** Tells where a job can read a disk: with the same list, not a copy, for disks that are alike. */
export function readersIn(model: Model, readPlaces: ReadPlaces): Readers {
  const known = new Map<string, Places>();
  // Keyed by job, kind of VM, way to the array and datastore as one number, so that no string is made per disk.
  const byNumber = new Map<number, Places>();
  const kinds = model.vms.kindsBy(kindOfVm);
  const alike = alikeDatastores(model);
  return (job, vm, disk) => {
    const datastore = alike[model.disks.datastoreOf(disk)]!;
    const fromArray = readPlaces.fromArray(job, vm);
    const manner = (job * kinds.count + kinds.kindOf[vm]!) * 2 + (fromArray === false ? 0 : 1);
    return madeOnce(byNumber, manner * model.datastores.length + datastore, () =>
      madeOnce(known, kindOfDisk(model, { job, vm, datastore, fromArray }), () =>
        readPlaces.of(job, vm, datastore),
      ),
    );
  };
}

/** The places where a disk can be written, in a first run or a later one: a first run may have more of them. */
function writersIn(model: Model): (job: number, vm: number, disk: number, to: Destination) => Places {
  const known = new Map<string, Places>();
  return (job, vm, disk, to) => {
    const { platform } = model.vms.traitsOf(vm);
    const written = { platform, thin: model.disks.isThin(disk), ...to, first: true };
    return madeOnce(known, kindOfWrite(job, written), () => [
      ...writeCandidatesFor(model, job, written),
      ...writeCandidatesFor(model, job, { ...written, first: false }),
    ]);
  };
}
