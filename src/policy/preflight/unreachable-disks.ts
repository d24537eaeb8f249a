import { groupedBy } from '../../collections/grouped-by.ts';
import { madeOnce } from '../../collections/made-once.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import { isSanStorage } from '../../model/ways/storage-kind.ts';
import { onHostOf } from '../../model/ways/storage-paths.ts';
import { destinationOf } from '../../model/ways/target.ts';
import { modesFor } from '../../model/ways/transport.ts';
import { andMore } from '../../units/cut-list.ts';
import { hasPartner, keptApartBy, type Limits } from '../deciding/both-ends.ts';
import { isBarred, isLasting } from '../deciding/lasting-place.ts';
import { endsIn, type Places } from './disk-places.ts';
import { NAMED, named, warning } from './finding.ts';

/**
 * Disks that no proxy can ever take, whatever becomes free: they cannot be read, or not written, or not both at once. One
 * finding per job and reason, at its first VM.
 */
export function unreachableDisks(limits: Limits): Diagnostic[] {
  const { jobs, vms } = limits.model;
  const lossesOf = lossesIn(limits);
  return jobs.flatMap((row, job) => {
    const found = new Map<Loss, LostVm[]>(REASONS.map((loss) => [loss, []]));
    for (const vm of row.vms) {
      for (let disk = vms.firstDiskOf(vm); disk < vms.endOfDisks(vm); disk++) {
        for (const loss of lossesOf(job, vm, disk)) addDisk(found.get(loss)!, vm, disk);
      }
    }
    return [...found].flatMap(([loss, lost]) =>
      lost.length === 0 ? [] : [finding(limits, job, loss, lost)],
    );
  });
}

interface LostVm {
  readonly vm: number;
  readonly disks: number[];
}

/** Adds a disk to the last VM of the list or to a new one: disks are added VM by VM. */
function addDisk(lost: LostVm[], vm: number, disk: number): void {
  const last = lost.at(-1);
  if (last?.vm === vm) last.disks.push(disk);
  else lost.push({ vm, disks: [disk] });
}

type Loss = keyof typeof LOSSES;

/** The words for each reason why no proxy takes a disk. Where a filter is the reason, its name is the key. */
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
    hint: 'A proxy needs 2 GB plus 1 GB per task, and reading and writing are one task each: give it more.',
  },
  'proxy-slot': {
    say: 'has the two slots to read and write',
    why: ', and there is only one for both',
    hint: 'Reading and writing take a slot each: give it two, or let another proxy do one of them.',
  },
  'hotadd-disks': {
    say: 'can attach two disks at once to read and write',
    why: ', as hotaddMaxDisks is 1',
    hint: 'Reading and writing by hot-add attach a disk each: raise it, or let another proxy do one of them.',
  },
  'nbd-connections': {
    say: 'has two connections to read and write',
    why: ', as nbdMaxDisks of its host is 1',
    hint: 'Reading and writing in network mode take a connection each: raise it, or give a proxy another way.',
  },
} as const;

const REASONS = Object.keys(LOSSES) as Loss[];

function finding(
  { model }: Limits,
  job: number,
  loss: Loss,
  [first, ...others]: readonly LostVm[],
): Diagnostic {
  const { jobs, vms, disks } = model;
  const { say, why, hint } = LOSSES[loss];
  const names = first!.disks.map((disk) => disks.nameOf(disk)).join(', ');
  const what = `No proxy of job '${jobs[job]!.name}' ${say} disk ${names} of '${vms.nameOf(first!.vm)}'${why}`;
  const further = named(others.map(({ vm }) => ({ name: vms.nameOf(vm) })));
  const rest = others.length === 0 ? '' : ` The same is true of disks of ${further}.`;
  const isOneEnd = loss === 'read' || loss === 'write';
  const off = isOneEnd ? switchedOff(model, job, loss, first!.vm) : undefined;
  const onHost = isOneEnd ? onHostHint(model, job, loss, first!.disks[0]!) : undefined;
  const whole = loss === 'read' ? wholeVmHint(model, job, first!) : undefined;
  const found = warning(
    'unreachable-disk',
    `${what}: it will be left unfinished.${rest}`,
    off === undefined
      ? (onHost ?? whole ?? hint)
      : `All proxies that could are switched off: ${off}. Leave 'enabled: false' out.`,
    vms.originOf(first!.vm),
  );
  if (!isOneEnd) return found;
  const lost = [first!, ...others].flatMap((one) => one.disks);
  const placeOf = (disk: number) =>
    loss === 'read' ? disks.datastoreOf(disk) : destinationOf(model, job, disk).datastore;
  return { ...found, notes: datastoreNotes(model, [...new Set(lost.map(placeOf))], loss) };
}

/** Where direct SAN could read a disk but for the VM's other disks, since it reads all of them or none: which ones. */
function wholeVmHint(
  { jobs, proxies, vms, disks, datastores }: Model,
  job: number,
  { vm, disks: lost }: LostVm,
) {
  const storage = vms.storageOf(vm);
  if (storage.sanCapable) return undefined;
  const { proxies: own, declaration, work } = jobs[job]!;
  const demand = {
    vm: { ...vms.traitsOf(vm), ...storage, sanCapable: true },
    storageSnapshots: declaration.storageSnapshots !== undefined,
    arrayOnly: work.arrayOnly,
  };
  const usable = proxies.filter(({ enabled }, proxy) => enabled && own?.has(proxy) !== false);
  const isBySan = lost.some((disk) => {
    const datastore = datastores[disks.datastoreOf(disk)]!;
    return usable.some((proxy) => modesFor(proxy, { ...demand, datastore }).includes('san'));
  });
  if (!isBySan) return undefined;
  const others = storage.datastores.map((row) => datastores[row]!).filter((one) => !isSanStorage(one));
  return `Direct SAN reads all disks of a VM or none, and ${named(others)} ${others.length === 1 ? 'is' : 'are'} no SAN storage. Allow network mode, or move those disks to SAN storage.`;
}

/** Which Hyper-V host reads or writes a disk itself; undefined: none does. */
function onHostHint(model: Model, job: number, loss: 'read' | 'write', disk: number): string | undefined {
  const vm = model.disks.vmOf(disk);
  if (model.vms.traitsOf(vm).platform !== 'hyperv') return undefined;
  const { datastore, host } =
    loss === 'read'
      ? { datastore: model.disks.datastoreOf(disk), host: model.vms.hostOf(vm) }
      : destinationOf(model, job, disk);
  const place = model.datastores[datastore]!;
  const worker = model.hosts[onHostOf(place, host)]?.name;
  if (worker === undefined) return undefined;
  return loss === 'read'
    ? `'${worker}' reads '${place.name}' on-host: add it to the proxies of the job, or a proxy whose storage ports reach it.`
    : `'${worker}' writes to '${place.name}' on-host: add it to the proxies of the target.`;
}

/** Names of the proxies that a job may use for a VM, if all of them are switched off. */
function switchedOff(model: Model, job: number, loss: 'read' | 'write', vm: number): string | undefined {
  const { proxies, target } = model.jobs[job]!;
  const allowed = loss === 'write' ? (target?.proxies ?? proxies) : proxies;
  const { platform } = model.vms.traitsOf(vm);
  const meant = model.proxies.filter(
    (proxy, row) => proxy.platform === platform && allowed?.has(row) !== false,
  );
  if (meant.length === 0 || meant.some(({ enabled }) => enabled)) return undefined;
  return named(meant);
}

/**
 * Notes at the declarations of the datastores, as something is missing there or at the proxies. Datastores of one
 * declaration share a note.
 */
function datastoreNotes(
  { scenario }: Model,
  datastores: readonly number[],
  loss: 'read' | 'write',
): NonNullable<Diagnostic['notes']> {
  const declared = groupedBy(
    datastores.map((row) => scenario.datastores[row]!),
    ({ origin: { span } }) => `${span.source.name}:${span.start}`,
  );
  const groups = [...declared.values()];
  return groups.slice(0, NAMED).map((group, i) => {
    const names = named(group);
    const left = i === NAMED - 1 ? groups.length - NAMED : 0;
    const more = left > 0 ? `, ${andMore(left, { noun: 'more place' })}` : '';
    const message = `Disks that nobody can ${loss} ${loss === 'read' ? 'are on' : 'go to'} ${names}${more}.`;
    return { message, span: group[0]!.origin.span };
  });
}

const NONE: readonly Loss[] = [];

/** Tells why no proxy can ever take a disk; empty: one can. */
function lossesIn(limits: Limits): (job: number, vm: number, disk: number) => readonly Loss[] {
  const { model, policy } = limits;
  const endsOf = endsIn(limits);
  // Thousands of disks have the same places, and with them the same answer. The hosts are part of what it depends on only
  // where the policy restricts hot-add by host, or where a disk is read and written on the same host.
  type ByHost = Map<number, readonly Loss[]>;
  const known = new Map<Places | undefined, Map<Places | undefined, ByHost>>();
  return (job, vm, disk) => {
    const { readers, writers, targetHost } = endsOf(job, vm, disk);
    const hosts = { host: model.vms.hostOf(vm), targetHost };
    const isOneHost = hosts.host === hosts.targetHost;
    const number = isOneHost || policy.sameHostHotAdd === 2 ? hosts.host * 2 + (isOneHost ? 1 : 0) : -1;
    const byWriters = madeOnce(known, readers, () => new Map<Places | undefined, ByHost>());
    const byHost = madeOnce(byWriters, writers, () => new Map<number, readonly Loss[]>());
    return madeOnce(byHost, number, () => lossesAt(readers, writers, hosts, limits));
  };
}

/** Why no proxy takes a disk that can be read and written at these places; undefined: that end needs no proxy. */
function lossesAt(
  readers: Places | undefined,
  writers: Places | undefined,
  hosts: { readonly host: number; readonly targetHost: number },
  limits: Limits,
): readonly Loss[] {
  const lasting = (places: Places) => places.filter((place) => isLasting(place, hosts.host, limits));
  const lossAt = (places: Places, none: Loss): readonly Loss[] => {
    if (places.length === 0) return [none];
    if (lasting(places).length > 0) return NONE;
    return [places.every((place) => isBarred(place, hosts.host, limits)) ? 'same-host-hot-add' : 'ram'];
  };
  const atReader = readers === undefined ? NONE : lossAt(readers, 'read');
  const atWriter = writers === undefined ? NONE : lossAt(writers, 'write');
  if (atReader.length + atWriter.length > 0) return [...new Set([...atReader, ...atWriter])];
  if (readers === undefined || writers === undefined) return NONE;
  const [reading, writing] = [lasting(readers), lasting(writers)];
  if (reading.some((read) => hasPartner(read, writing, hosts, limits))) return NONE;
  return [keptApartBy(reading[0]!, writing[0]!, hosts, limits)!];
}
