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

/** An offer that does not yet include the capacities of the datastore that is read. */
export interface Way extends Offer {
  /** Units of the datastore's own capacity, and of its fabric's, per byte read. */
  readonly readUnits: number;
  readonly fabricUnits: number;
}

/** One end of a kind of task, which holds a slot of one of these proxies. */
export interface KindOfEnd {
  readonly end: 'read' | 'write';
  readonly proxies: readonly number[];
  /** All of its candidates use a network mode; hot-add. */
  readonly isNetworkOnly: boolean;
  readonly isHotaddOnly: boolean;
}

/** By scale-out repository: the least units per byte read of each of its extents' own capacities. */
export type UnitsOfExtents = ReadonlyMap<number, ReadonlyMap<OwnCapacity, number>>;

/** Where tasks could go that differ only in size and in which of several equivalent datastores holds their disk. */
export interface WayKind {
  readonly ends: readonly KindOfEnd[];
  /** The fastest among ways that differ only in their rate. */
  readonly ways: readonly Way[];
  /**
   * The least time between a VM's snapshot and a transfer; and, if all disks count, between a transfer and its end;
   * seconds.
   */
  readonly leadSeconds: number;
  readonly trailSeconds: number;
  /** At least one way reads from an array's snapshot. */
  readonly hasArray: boolean;
  /** Resources that no way avoids, with the least units per byte read of each. Without the datastore's own. */
  readonly unavoidable: readonly Crossed[];
  readonly ofExtents: UnitsOfExtents;
  /** Core-seconds per byte read on the proxies of the first end. */
  readonly cpuCost: number;
}

/** `task`: any task of the kind. */
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
        // Datastores of a kind may differ in their own capacities, which are therefore added later.
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

/** What a byte read takes on a way with any gateway, and the limit of the task and its write stream, bytes read per second. */
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
  // An automatic gateway matters only on a way with a proxy.
  if (row?.gateway !== 'auto' || places.first.proxy < 0) return { crossed, limit };
  const avoidable = avoidableBy(model, places.first.proxy, repository);
  return { crossed: crossed.filter(({ resource }) => !avoidable.has(resource)), limit };
}

/** Bytes read per second if no other task crosses these resources. */
function rateOf(model: Model, crossed: readonly Crossed[], limit: number): number {
  let rate = limit;
  for (const { resource, coefficient } of crossed)
    rate = Math.min(rate, model.resources[resource]!.capacity / coefficient);
  return rate;
}

/** Units of each of an extent's own capacities per byte read. */
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

/** Keeps only the fastest of otherwise equal ways, because there may be hundreds of proxies. */
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
