import type { Model } from '../model.ts';
import type { Part } from '../parts.ts';
import { type Movement, withNamedGateway } from '../paths/movement.ts';
import { linksOfEnd, machinesOf, type Places, pathOf } from '../paths/path.ts';
import { carriersOf } from './carriers.ts';
import { isStorageMode } from './transport.ts';

/** Something that must be up, or a proxy that must reach a datastore. Rows of tables; -1: nothing is needed. */
export type Need =
  | { readonly what: Part; readonly row: number }
  | { readonly what: 'connection'; readonly proxy: number; readonly datastore: number };

/** Everything that a task needs at its places, from where it reads to where it writes. */
export function* needsOf(model: Model, moved: Movement, places: Places): Generator<Need> {
  const movement = withNamedGateway(model, moved);
  yield* needsOfSource(model, movement);
  yield* needsOfPlaces(model, movement, places);
  for (const row of linksOf(model, movement, places)) yield { what: 'links', row };
  yield* needsOfTarget(model, movement);
}

/** Of these, what the proxies at its places and its gateway need. */
export function* proxyNeedsOf(model: Model, moved: Movement, places: Places): Generator<Need> {
  yield* needsOfPlaces(model, moved, places);
  yield* needsOfProxy(model, withNamedGateway(model, moved).gateway);
}

/** What a task needs wherever it runs: what it reads, and what it writes to. */
export function* needsOfEnds(model: Model, moved: Movement): Generator<Need> {
  const movement = withNamedGateway(model, moved);
  yield* needsOfSource(model, movement);
  yield* needsOfTarget(model, movement);
}

/** The links between its ends. While the other end is not chosen, only the part of the path up to the first place counts. */
export function* linkNeedsOf(model: Model, moved: Movement, places: Places): Generator<Need> {
  const movement = withNamedGateway(model, moved);
  for (const row of linksOf(model, movement, places)) yield { what: 'links', row };
}

/** A proxy needs its machine; a virtual one also needs its host. */
export function* needsOfProxy({ proxies }: Pick<Model, 'proxies'>, proxy: number): Generator<Need> {
  if (proxy < 0) return;
  yield { what: 'proxies', row: proxy };
  yield { what: 'hosts', row: proxies[proxy]!.host };
}

/** A repository needs its machine, which may be a proxy's, and its named gateway, if any. */
export function* needsOfRepository(
  model: Pick<Model, 'proxies' | 'repositories'>,
  repository: number,
): Generator<Need> {
  if (repository < 0) return;
  yield { what: 'repositories', row: repository };
  for (const proxy of carriersOf(model.repositories[repository]!)) yield* needsOfProxy(model, proxy);
}

function* needsOfSource(model: Model, { job, vm, datastore, source }: Movement): Generator<Need> {
  if (model.jobs[job]!.work.reads !== 'vm') {
    yield* needsOfRepository(model, source);
    return;
  }
  yield { what: 'hosts', row: model.vms.hostOf(vm) };
  yield { what: 'datastores', row: datastore };
}

function* needsOfPlaces(
  model: Model,
  { datastore, targetDatastore }: Movement,
  { first, second }: Places,
): Generator<Need> {
  for (const { proxy, mode, end } of second === undefined ? [first] : [first, second]) {
    if (proxy < 0) continue;
    yield* needsOfProxy(model, proxy);
    if (isStorageMode(mode))
      yield { what: 'connection', proxy, datastore: end === 'read' ? datastore : targetDatastore };
  }
}

function* needsOfTarget(model: Model, movement: Movement): Generator<Need> {
  yield* needsOfProxy(model, movement.gateway);
  yield* needsOfRepository(model, movement.repository);
  yield { what: 'hosts', row: movement.targetHost };
  yield { what: 'datastores', row: movement.targetDatastore };
}

function linksOf(model: Model, movement: Movement, places: Places): readonly number[] {
  if (model.scenario.links.length === 0) return [];
  const { work } = model.jobs[movement.job]!;
  // The other end is not chosen yet, so only this end's part of the path counts.
  if (work.writes === 'vm' && work.reads === 'vm' && places.second === undefined)
    return linksOfEnd(model, movement, places.first);
  return machinesOf(model, movement, places).length === 0 ? [] : pathOf(model, movement, places).links;
}
