import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import type { Movement } from '../../model/paths/movement.ts';
import { type Places, pathOf, type TargetWork, targetWorkOf } from '../../model/paths/path.ts';
import { isNetworkMode } from '../../model/ways/transport.ts';
import { avoidableBy } from './avoidable.ts';
import { type Crossed, crossedOn, keepCommon, takeOut, unitsOf } from './crossed.ts';
import { OWN_CAPACITIES, OWN_CAPACITY_NAMES, type OwnCapacity } from './extents.ts';
import { type Offer, overheadsAt } from './offer.ts';
import type { EndPlaces, KindOfTask, Routes } from './routes.ts';

/** An offer but for the capacities of the datastore that is read. */
export interface Way extends Offer {
  /** What a byte read takes of the datastore's own capacity, and of its fabric's. */
  readonly readUnits: number;
  readonly fabricUnits: number;
}

/** One end of tasks: each holds a slot of one of these proxies. */
export interface KindOfEnd {
  readonly end: 'read' | 'write';
  readonly proxies: readonly number[];
  /** All of its places are of network mode; of hot-add. */
  readonly isNetworkOnly: boolean;
  readonly isHotaddOnly: boolean;
}

/** By a repository that is one of its extents in the run: what a byte read takes at least of what each extent has of its own. */
export type UnitsOfExtents = ReadonlyMap<number, ReadonlyMap<OwnCapacity, number>>;

/** Where tasks could go that differ in their size and in which of several like datastores their disks stand on. */
export interface WayKind {
  readonly ends: readonly KindOfEnd[];
  /** Of ways that are alike but for their rate the best. */
  readonly ways: readonly Way[];
  /** The least between a VM's snapshot and a transfer, and between a transfer and the end of a VM that is whole; seconds. */
  readonly leadSeconds: number;
  readonly trailSeconds: number;
  /** One way at least reads from an array. */
  readonly hasArray: boolean;
  /** Resources beside the datastore's that no way goes around, with the units per byte that each takes at least. */
  readonly unavoidable: readonly Crossed[];
  readonly ofExtents: UnitsOfExtents;
  /** Core-seconds per byte read, of the proxies of the first end. */
  readonly cpuCost: number;
}

/** `task`: any of the kind. */
export function wayKind(model: Model, task: KindOfTask, routes: Routes): WayKind {
  const { readResource, fabricResource } = model.datastores[task.datastore]!;
  const { cpuCost, declaration } = model.jobs[task.job]!;
  const target = targetWorkOf(declaration, task.full);
  const ways: Way[] = [];
  const ofExtents = new Map<number, Map<OwnCapacity, number>>();
  let unavoidable: Crossed[] | undefined;
  for (const places of routes.places) {
    const overheads = overheadsAt(model, task.job, places);
    for (const source of routes.sources) {
      for (const repository of routes.targets) {
        const { crossed, limit } = crossing(model, { ...task, source, repository }, places, target);
        if (routes.sources.length > 1) keepLeast(ofExtents, task.source, ownUnits(model, source, crossed));
        if (routes.targets.length > 1)
          keepLeast(ofExtents, task.repository, ownUnits(model, repository, crossed));
        // Another datastore of the kind may be faster: its own capacities come in with it.
        const readUnits = takeOut(crossed, readResource);
        const fabricUnits = takeOut(crossed, fabricResource);
        keepBest(ways, { ...overheads, rate: rateOf(model, crossed, limit), readUnits, fabricUnits });
        if (unavoidable === undefined) unavoidable = crossed;
        else keepCommon(unavoidable, crossed);
      }
    }
  }
  return {
    ends: routes.ends.map(kindOfEnd),
    ways,
    leadSeconds: least(ways.map((way) => way.attachSeconds + way.openSeconds)),
    trailSeconds: least(ways.map((way) => way.detachSeconds)),
    hasArray: ways.some((way) => way.isFromArray),
    unavoidable: unavoidable ?? [],
    ofExtents,
    cpuCost: task.readsToTheEnd ? cpuCost.full : cpuCost.incremental,
  };
}

function kindOfEnd(places: EndPlaces): KindOfEnd {
  return {
    end: places[0]?.end ?? 'read',
    proxies: [...new Set(places.map(({ proxy }) => proxy))],
    isNetworkOnly: places.every(({ mode }) => isNetworkMode(mode)),
    isHotaddOnly: places.every(({ mode }) => mode === 'hotadd'),
  };
}

/** What a byte read takes on a way, with whatever gateway; and the task's own limits and its write stream, bytes read per second. */
function crossing(
  model: Model,
  movement: Movement,
  places: Places,
  target: TargetWork,
): { crossed: Crossed[]; limit: number } {
  const { repository, transferRatio } = movement;
  const row = model.repositories[repository];
  const gateway = typeof row?.gateway === 'number' ? row.gateway : -1;
  const path = pathOf(model, { ...movement, gateway }, places, target);
  const isWritten = row !== undefined && transferRatio > 0;
  const limit = isWritten ? Math.min(path.cap, row.perStream / transferRatio) : path.cap;
  const crossed = crossedOn(path);
  // An automatic one is on no way without a proxy.
  if (row?.gateway !== 'auto' || places.first.proxy < 0) return { crossed, limit };
  const avoidable = avoidableBy(model, places.first.proxy, repository);
  return { crossed: crossed.filter(({ resource }) => !avoidable.has(resource)), limit };
}

/** Bytes read per second where nobody else crosses these. */
function rateOf(model: Model, crossed: readonly Crossed[], limit: number): number {
  let rate = limit;
  for (const { resource, coefficient } of crossed)
    rate = Math.min(rate, model.resources[resource]!.capacity / coefficient);
  return rate;
}

/** What a byte read takes of each capacity that an extent has of its own. */
function ownUnits(model: Model, extent: number, crossed: readonly Crossed[]): [OwnCapacity, number][] {
  const row = model.repositories[extent]!;
  return OWN_CAPACITY_NAMES.map((name) => [name, unitsOf(crossed, OWN_CAPACITIES[name](row))]);
}

function keepLeast(
  known: Map<number, Map<OwnCapacity, number>>,
  repository: number,
  units: readonly [OwnCapacity, number][],
): void {
  const least = madeOnce(known, repository, () => new Map<OwnCapacity, number>());
  for (const [name, here] of units) least.set(name, Math.min(least.get(name) ?? here, here));
}

function least(seconds: readonly number[]): number {
  return Math.min(Number.POSITIVE_INFINITY, ...seconds);
}

/** Proxies come by the hundred. */
function keepBest(ways: Way[], way: Way): void {
  const like = ways.findIndex(
    (known) =>
      known.openSeconds === way.openSeconds &&
      known.handoffSeconds === way.handoffSeconds &&
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
