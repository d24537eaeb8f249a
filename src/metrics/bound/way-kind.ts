import type { Model, RepositoryRow } from '../../model/model.ts';
import type { Movement } from '../../model/paths/movement.ts';
import { pathOf, type TargetWork } from '../../model/paths/path.ts';
import type { TaskPath } from '../../model/paths/task-path.ts';
import { attachingUs, detachingUs, isDetaching, openingUs } from '../../model/ways/opening-times.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { type Candidate, isNetworkMode } from '../../model/ways/transport.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { avoidableBy, OWN_CAPACITIES, OWN_CAPACITY_NAMES, type OwnCapacity, targetsOf } from './targets.ts';

/** What a task meets at one place at best. */
export interface Offer {
  /** Bytes read per second when nobody else is there. */
  readonly rate: number;
  /** Opening before the transfer, per disk, seconds; hot-add attaches per VM, so it is 0 there. */
  readonly openSeconds: number;
  /** Before the first transfer of a VM: attaching, carrying a volume snapshot, or handing over to an array's; seconds. */
  readonly attachSeconds: number;
  /** After the last transfer of a VM at a proxy, seconds. */
  readonly detachSeconds: number;
  /** A disk that comes when no other of its VM is there attaches anew. */
  readonly attachesAnew: boolean;
  /** The snapshot of its VM goes as soon as the array has its own. */
  readonly isFromArray: boolean;
}

/** The same, but for the capacities of its datastore. */
export interface Way extends Offer {
  /** What a byte read takes of the datastore's own capacity, and of its fabric's. */
  readonly readUnits: number;
  readonly fabricUnits: number;
}

/** Where tasks could go that differ in their size and in which of several like datastores their disks stand on. */
export interface WayKind {
  readonly proxies: readonly number[];
  /** Of places that are alike but for their rate the best. */
  readonly ways: readonly Way[];
  /** The least that those which attach take for it, detaching included, seconds; Infinity: none does. */
  readonly attachSeconds: number;
  /** The least between a VM's snapshot and a transfer, and between a transfer and the end of the VM's last task; seconds. */
  readonly leadSeconds: number;
  readonly trailSeconds: number;
  /** All of them are of network mode; of hot-add; one at least reads from an array. */
  readonly isNetworkOnly: boolean;
  readonly isHotaddOnly: boolean;
  readonly hasArray: boolean;
  /** Resources beside the datastore's that no place goes around, with the units per byte that each takes at least. */
  readonly unavoidable: readonly Units[];
  /** Where the repository is one of several: what a byte read takes at least of a capacity that each has of its own. */
  readonly ofTarget: ReadonlyMap<OwnCapacity, number>;
  /** Core-seconds per byte read. */
  readonly cpuCost: number;
}

/** `reading`: of any task of the kind, to any of its targets. */
export function wayKind(
  model: Model,
  reading: Movement,
  target: TargetWork,
  readPlaces: ReadPlaces,
): WayKind {
  const candidates = readPlaces.usable(reading.job, reading.vm, reading.datastore);
  const { readResource, fabricResource } = model.datastores[reading.datastore]!;
  const { overheads } = model.scenario;
  const targets = targetsOf(model, reading.repository);
  const ways: Way[] = [];
  const ofTarget = new Map<OwnCapacity, number>();
  let unavoidable: Units[] | undefined;
  for (const place of candidates) {
    const handoff = place.mode === 'storage-snapshot' ? overheads.snapshotHandoff : 0;
    const attaching = {
      openSeconds: openingUs(overheads, place.mode) / SECOND_US,
      attachSeconds: (handoff + attachingUs(overheads, place.mode)) / SECOND_US,
      detachSeconds: detachingUs(overheads, place.mode) / SECOND_US,
      attachesAnew: isDetaching(place.mode),
      isFromArray: place.mode === 'storage-snapshot',
    };
    for (const repository of targets) {
      const { units, cap } = crossingOf(model, { ...reading, repository }, place, target);
      if (targets.length > 1) keepLeast(ofTarget, model.repositories[repository]!, units);
      const readUnits = taken(units, readResource);
      const fabricUnits = taken(units, fabricResource);
      // Another datastore of the kind may be faster: its own capacities come in with it.
      const rate = rateOf(model, { ...reading, repository }, cap, units);
      keepBest(ways, { ...attaching, rate, readUnits, fabricUnits });
      if (unavoidable === undefined) unavoidable = units;
      else keepCommon(unavoidable, units);
    }
  }
  const { cpuCost } = model.jobs[reading.job]!;
  return {
    proxies: [...new Set(candidates.map((c) => c.proxy))],
    ways,
    attachSeconds: least(ways.map(attachingOf).filter((seconds) => seconds > 0)),
    leadSeconds: least(ways.map((way) => way.attachSeconds + way.openSeconds)),
    trailSeconds: least(ways.map((way) => way.detachSeconds)),
    isNetworkOnly: candidates.every(({ mode }) => isNetworkMode(mode)),
    isHotaddOnly: candidates.every(({ mode }) => mode === 'hotadd'),
    hasArray: ways.some((way) => way.isFromArray),
    unavoidable: unavoidable ?? [],
    ofTarget,
    cpuCost: reading.readsToTheEnd ? cpuCost.full : cpuCost.incremental,
  };
}

/** What a byte read takes on its way by a place to a repository, with whatever gateway, and the task's own limit. */
function crossingOf(
  model: Model,
  reading: Movement,
  place: Candidate,
  target: TargetWork,
): { units: Units[]; cap: number } {
  const { gateway } = model.repositories[reading.repository]!;
  const isChosen = gateway === 'auto';
  const movement = { ...reading, gateway: isChosen ? -1 : gateway };
  const path = pathOf(model, movement, { first: place, second: undefined }, target);
  const units = unitsPerByte(path);
  if (!isChosen) return { units, cap: path.cap };
  const avoidable = avoidableBy(model, place.proxy, reading.repository);
  return { units: units.filter(({ resource }) => !avoidable.has(resource)), cap: path.cap };
}

function keepLeast(
  known: Map<OwnCapacity, number>,
  repository: RepositoryRow,
  units: readonly Units[],
): void {
  for (const name of OWN_CAPACITY_NAMES) {
    const here = unitsOf(units, OWN_CAPACITIES[name](repository));
    known.set(name, Math.min(known.get(name) ?? Number.POSITIVE_INFINITY, here));
  }
}

/** Attaching and detaching, seconds. */
export function attachingOf({ attachSeconds, detachSeconds }: Offer): number {
  return attachSeconds + detachSeconds;
}

function least(seconds: readonly number[]): number {
  return Math.min(Number.POSITIVE_INFINITY, ...seconds);
}

/** Proxies come by the hundred. */
function keepBest(ways: Way[], way: Way): void {
  const like = ways.findIndex(
    (known) =>
      known.openSeconds === way.openSeconds &&
      known.attachSeconds === way.attachSeconds &&
      known.detachSeconds === way.detachSeconds &&
      known.attachesAnew === way.attachesAnew &&
      known.isFromArray === way.isFromArray &&
      known.readUnits === way.readUnits &&
      known.fabricUnits === way.fabricUnits,
  );
  if (like < 0) ways.push(way);
  else if (way.rate > ways[like]!.rate) ways[like] = way;
}

/** Of each resource the least that any way so far takes; one that some way goes around is out. */
function keepCommon(least: Units[], units: readonly Units[]): void {
  for (let at = least.length - 1; at >= 0; at--) {
    const known = least[at]!;
    const here = unitsOf(units, known.resource);
    if (here === 0) least.splice(at, 1);
    else if (here < known.coefficient) known.coefficient = here;
  }
}

/** What a byte read takes of a resource. */
export interface Units {
  readonly resource: number;
  coefficient: number;
}

/** Each resource once, with what a byte read takes of it. */
function unitsPerByte({ length, resources, coefficients }: TaskPath): Units[] {
  const units: Units[] = [];
  for (let i = 0; i < length; i++) {
    const resource = resources[i]!;
    const coefficient = coefficients[i]!;
    const known = rowOf(units, resource);
    if (known < 0) units.push({ resource, coefficient });
    else units[known]!.coefficient += coefficient;
  }
  return units;
}

/** -1: it is not among them. */
function rowOf(units: readonly Units[], resource: number): number {
  for (let row = 0; row < units.length; row++) if (units[row]!.resource === resource) return row;
  return -1;
}

function unitsOf(units: readonly Units[], resource: number): number {
  const row = rowOf(units, resource);
  return row < 0 ? 0 : units[row]!.coefficient;
}

/** Takes a resource out of the list. */
function taken(units: Units[], resource: number): number {
  const row = rowOf(units, resource);
  return row < 0 ? 0 : units.splice(row, 1)[0]!.coefficient;
}

/** By the task's own limit, what it crosses, and its write stream. */
function rateOf(model: Model, reading: Movement, cap: number, crossed: readonly Units[]): number {
  let rate = cap;
  for (const { resource, coefficient } of crossed)
    rate = Math.min(rate, model.resources[resource]!.capacity / coefficient);
  const { perStream } = model.repositories[reading.repository]!;
  return reading.transferRatio > 0 ? Math.min(rate, perStream / reading.transferRatio) : rate;
}
