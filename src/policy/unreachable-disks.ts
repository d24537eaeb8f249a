import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { alikeDatastores } from '../model/alike-datastores.ts';
import { kindOfDisk, kindOfVm, kindOfWrite } from '../model/disk-kinds.ts';
import type { Model } from '../model/model.ts';
import { destinationOf } from '../model/target.ts';
import { type Candidate, candidatesFor, writeCandidatesFor } from '../model/transport.ts';
import { warning } from './finding.ts';

type Ask = (job: number, vm: number, disk: number) => boolean;
type Places = (job: number, vm: number, disk: number) => readonly Candidate[];

/**
 * Disks that no proxy can ever take, at the end that reads them or the end that writes them, or that only one proxy could
 * at both ends and it has one slot: one finding per VM.
 */
export function unreachableDisks(model: Model): Diagnostic[] {
  const readers = readersIn(model);
  const writers = writersIn(model);
  const canRead: Ask = (...disk) => readers(...disk).length > 0;
  const canWrite: Ask = (...disk) => writers(...disk).length > 0;
  const fits: Ask = (...disk) =>
    !canRead(...disk) || !canWrite(...disk) || fitBeside(model, readers(...disk), writers(...disk));
  return model.jobs.flatMap(({ work, vms }, job) => {
    const lost = (isReachable: Ask, loss: Loss) => lostIn(model, { job, vms, isReachable, loss });
    const reads = work.reads === 'vm' ? lost(canRead, 'read') : [];
    const writes = work.writes === 'vm' ? lost(canWrite, 'write') : [];
    const both = work.reads === 'vm' && work.writes === 'vm' ? lost(fits, 'both') : [];
    return [...reads, ...writes, ...both];
  });
}

type Loss = keyof typeof LOSSES;

const LOSSES = {
  read: {
    say: 'can ever read',
    why: '',
    hint: 'Give a proxy a path to its datastore, allow network mode, or widen the proxy list of the job.',
  },
  write: {
    say: 'can ever write',
    why: '',
    hint: 'Let a proxy reach the target datastore, allow network mode, or widen the proxy list of the target.',
  },
  both: {
    say: 'has the two slots to read and write',
    why: ', and there is but one for both',
    hint: 'Reading and writing take a slot each: give it two, or let another proxy take one of the ends.',
  },
} as const;

function lostIn(
  model: Model,
  of: {
    readonly job: number;
    readonly vms: readonly number[];
    readonly isReachable: Ask;
    readonly loss: Loss;
  },
): Diagnostic[] {
  const { say, why, hint } = LOSSES[of.loss];
  const { vms, disks } = model;
  const found: Diagnostic[] = [];
  for (const vm of of.vms) {
    const lost: number[] = [];
    for (let disk = vms.firstDiskOf(vm); disk < vms.endOfDisks(vm); disk++) {
      if (!of.isReachable(of.job, vm, disk)) lost.push(disk);
    }
    if (lost.length === 0) continue;
    const names = lost.map((disk) => disks.nameOf(disk)).join(', ');
    const message = `No proxy of job '${model.jobs[of.job]!.name}' ${say} disk ${names} of '${vms.nameOf(vm)}'${why}: it will be left unfinished.`;
    found.push(warning('unreachable-disk', message, hint, vms.originOf(vm)));
  }
  return found;
}

/** Both ends hold a slot, at one proxy or at two. */
function fitBeside(model: Model, readers: readonly Candidate[], writers: readonly Candidate[]): boolean {
  return readers.some((a) => writers.some((b) => a.proxy !== b.proxy || model.proxies[a.proxy]!.slots >= 2));
}

function readersIn(model: Model): Places {
  const known = new Map<string, readonly Candidate[]>();
  // By job, kind of VM and datastore as one number: no text is made per disk.
  const byNumber = new Map<number, readonly Candidate[]>();
  const kinds = model.vms.kindsBy(kindOfVm);
  const alike = alikeDatastores(model);
  return (job, vm, disk) => {
    const datastore = alike[model.disks.datastoreOf(disk)]!;
    const number = (job * kinds.count + kinds.kindOf[vm]!) * model.datastores.length + datastore;
    return foundOnce(byNumber, number, () =>
      foundOnce(known, kindOfDisk(model, job, vm, datastore), () => candidatesFor(model, job, vm, datastore)),
    );
  };
}

/** A first run may be written in more ways than later ones: who can write neither is lost. */
function writersIn(model: Model): Places {
  const known = new Map<string, readonly Candidate[]>();
  return (job, vm, disk) => {
    const { platform } = model.vms.traitsOf(vm);
    const thin = model.disks.isThin(disk);
    const written = { platform, thin, ...destinationOf(model, job, disk) };
    return [true, false].flatMap((first) =>
      foundOnce(known, kindOfWrite(job, { ...written, first }), () =>
        writeCandidatesFor(model, job, { ...written, first }),
      ),
    );
  };
}

function foundOnce<Key>(
  known: Map<Key, readonly Candidate[]>,
  key: Key,
  find: () => readonly Candidate[],
): readonly Candidate[] {
  let places = known.get(key);
  if (places === undefined) {
    places = find();
    known.set(key, places);
  }
  return places;
}
