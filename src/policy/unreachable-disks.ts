import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { alikeDatastores } from '../model/alike-datastores.ts';
import { kindOfDisk, kindOfVm, kindOfWrite } from '../model/disk-kinds.ts';
import type { Model } from '../model/model.ts';
import { destinationOf } from '../model/target.ts';
import { type Candidate, candidatesFor, writeCandidatesFor } from '../model/transport.ts';
import { hasPartner, keptApartBy } from './both-ends.ts';
import { hasMemoryFor } from './capacity-filters.ts';
import { isNeverGiven } from './decide.ts';
import { warning } from './finding.ts';
import type { Policy } from './policy.ts';

type Places = (job: number, vm: number, disk: number) => readonly Candidate[];

/**
 * Disks that no proxy can ever take, whatever becomes free: at the end that reads them, at the end that writes them, or at
 * both at once. One finding per job, reason and VM.
 */
export function unreachableDisks(model: Model, policy: Policy): Diagnostic[] {
  const { vms } = model;
  const lossesOf = lossesIn(model, policy);
  return model.jobs.flatMap((row, job) => {
    const found = new Map<Loss, Diagnostic[]>(REASONS.map((loss) => [loss, []]));
    for (const vm of row.vms) {
      let lost: Map<Loss, number[]> | undefined;
      for (let disk = vms.firstDiskOf(vm); disk < vms.endOfDisks(vm); disk++) {
        for (const loss of lossesOf(job, vm, disk)) {
          // Most VMs lose none.
          lost ??= new Map();
          lost.set(loss, [...(lost.get(loss) ?? []), disk]);
        }
      }
      for (const [loss, disks] of lost ?? []) found.get(loss)!.push(finding(model, { job, vm, loss, disks }));
    }
    return [...found.values()].flat();
  });
}

type Loss = keyof typeof LOSSES;

/** By what keeps everybody from a disk: of filters their names. */
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
  'same-host-hot-add': {
    say: "on the VM's own host can read",
    why: ', and sameHostHotAdd allows hot-add from no other',
    hint: 'Put a virtual proxy on its host, allow network mode, or set sameHostHotAdd to 1.',
  },
  ram: {
    say: 'has the memory to take',
    why: ', and memory is enforced',
    hint: 'A proxy needs 2 GB, and 1 GB per task, of which reading and writing are one each: give it more.',
  },
  'proxy-slot': {
    say: 'has the two slots to read and write',
    why: ', and there is but one for both',
    hint: 'Reading and writing take a slot each: give it two, or let another proxy take one of the ends.',
  },
  'hotadd-disks': {
    say: 'can attach two disks at once to read and write',
    why: ', as hotaddMaxDisks is 1',
    hint: 'Reading and writing by hot-add attach a disk each: raise it, or let another proxy take one of the ends.',
  },
  'nbd-connections': {
    say: 'has two connections to read and write',
    why: ', as nbdMaxDisks of its host is 1',
    hint: 'Reading and writing in network mode take a connection each: raise it, or give a proxy another way.',
  },
} as const;

const REASONS = Object.keys(LOSSES) as Loss[];

function finding(
  { jobs, vms, disks }: Model,
  of: { readonly job: number; readonly vm: number; readonly loss: Loss; readonly disks: readonly number[] },
): Diagnostic {
  const { say, why, hint } = LOSSES[of.loss];
  const names = of.disks.map((disk) => disks.nameOf(disk)).join(', ');
  const message = `No proxy of job '${jobs[of.job]!.name}' ${say} disk ${names} of '${vms.nameOf(of.vm)}'${why}: it will be left unfinished.`;
  return warning('unreachable-disk', message, hint, vms.originOf(of.vm));
}

const NONE: readonly Loss[] = [];

/** Why nobody can ever take a disk; empty: somebody can. */
function lossesIn(model: Model, policy: Policy): (job: number, vm: number, disk: number) => readonly Loss[] {
  const readers = readersIn(model);
  const writers = writersIn(model);
  const isBarred = (place: Candidate, host: number) =>
    isNeverGiven(policy, place, host, model.proxies[place.proxy]!.host);
  const isLasting = (place: Candidate, host: number) =>
    !isBarred(place, host) && hasMemoryFor(1, place.proxy, model, policy);
  const lossAt = (places: readonly Candidate[], host: number, none: Loss): readonly Loss[] => {
    if (places.some((place) => isLasting(place, host))) return NONE;
    if (places.length === 0) return [none];
    return [places.every((place) => isBarred(place, host)) ? 'same-host-hot-add' : 'ram'];
  };
  return (job, vm, disk) => {
    const { reads, writes } = model.jobs[job]!.work;
    const host = model.vms.hostOf(vm);
    const from = reads === 'vm' ? readers(job, vm, disk) : undefined;
    const to = writes === 'vm' ? writers(job, vm, disk) : undefined;
    const atReader = from === undefined ? NONE : lossAt(from, host, 'read');
    const atWriter = to === undefined ? NONE : lossAt(to, host, 'write');
    if (atReader.length + atWriter.length > 0) return [...new Set([...atReader, ...atWriter])];
    if (from === undefined || to === undefined) return NONE;
    const hosts = { host, targetHost: destinationOf(model, job, disk).host };
    const limits = { model, policy };
    const lasting = (places: readonly Candidate[]) => places.filter((place) => isLasting(place, host));
    const [reading, writing] = [lasting(from), lasting(to)];
    if (reading.some((read) => hasPartner(read, writing, hosts, limits))) return NONE;
    return [keptApartBy(reading[0]!, writing[0]!, hosts, limits)!];
  };
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
