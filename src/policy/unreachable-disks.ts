import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { destinationOf } from '../model/target.ts';
import { candidatesFor, kindOfDisk, kindOfWrite, writeCandidatesFor } from '../model/transport.ts';
import { warning } from './finding.ts';

type Ask = (job: number, vm: number, disk: number) => boolean;

/** Disks that no proxy can ever take, at the end that reads them or the end that writes them: one finding per VM and end. */
export function unreachableDisks(model: Model): Diagnostic[] {
  const canRead = readable(model);
  const canWrite = writable(model);
  return model.jobs.flatMap(({ work, vms }, job) => {
    const reads = work.reads === 'vm' ? lostIn(model, job, vms, canRead, 'read') : [];
    const writes = work.writes === 'vm' ? lostIn(model, job, vms, canWrite, 'write') : [];
    return [...reads, ...writes];
  });
}

const HINTS = {
  read: 'Give a proxy a path to its datastore, allow network mode, or widen the proxy list of the job.',
  write: 'Let a proxy reach the target datastore, allow network mode, or widen the proxy list of the target.',
} as const;

function lostIn(
  model: Model,
  job: number,
  vms: readonly number[],
  isReachable: Ask,
  verb: 'read' | 'write',
): Diagnostic[] {
  return vms.flatMap((vm) => {
    const { disks, name, origin } = model.vms[vm]!;
    const lost = disks.filter((disk) => !isReachable(job, vm, disk));
    if (lost.length === 0) return [];
    const names = lost.map((disk) => model.disks[disk]!.name).join(', ');
    const message = `No proxy of job '${model.jobs[job]!.name}' can ever ${verb} disk ${names} of '${name}': it will be left unfinished.`;
    return [warning('unreachable-disk', message, HINTS[verb], origin)];
  });
}

function readable(model: Model): Ask {
  const known = new Map<string, boolean>();
  return (job, vm, disk) => {
    const { datastore } = model.disks[disk]!;
    return answered(
      known,
      kindOfDisk(model, job, vm, datastore),
      () => candidatesFor(model, job, vm, datastore).length > 0,
    );
  };
}

/** A first run may be written in more ways than later ones: who can write neither is lost. */
function writable(model: Model): Ask {
  const known = new Map<string, boolean>();
  return (job, vm, disk) => {
    const { platform } = model.vms[vm]!;
    const { thin } = model.disks[disk]!;
    const written = { platform, thin, ...destinationOf(model, job, disk) };
    return [true, false].some((first) =>
      answered(
        known,
        kindOfWrite(job, { ...written, first }),
        () => writeCandidatesFor(model, job, { ...written, first }).length > 0,
      ),
    );
  };
}

function answered(known: Map<string, boolean>, key: string, ask: () => boolean): boolean {
  let answer = known.get(key);
  if (answer === undefined) {
    answer = ask();
    known.set(key, answer);
  }
  return answer;
}
