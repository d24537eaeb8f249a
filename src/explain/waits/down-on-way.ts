import type { Candidate } from '../../model/ways/transport.ts';
import { needsOf } from '../../model/ways/way-needs.ts';
import type { ToldTask } from '../state/chronicle.ts';
import { pathOfPart } from '../state/recorded-condition.ts';
import type { Replica } from '../state/replica.ts';

/** Most things named together, as in `proxies.px1+px2`. */
const MOST = 4;

/**
 * What is down and keeps a waiting task from all its places: one thing that all of them need, or else the first thing that is
 * down at each. Null: at some place nothing that it needs is down.
 */
export function downOnWay(replica: Replica, task: ToldTask): string | null {
  if (replica.condition.isAllWell) return null;
  const { first, second } = replica.ways(task);
  return downAtAll(replica, task, first) ?? downAtAll(replica, task, second ?? []);
}

function downAtAll(replica: Replica, task: ToldTask, places: readonly Candidate[]): string | null {
  const deployed = places.filter(({ proxy }) => proxy < 0 || replica.isDeployed(proxy));
  const missing = downAtPlaces(replica, task, deployed);
  const [any] = missing;
  if (any === undefined || missing.some(({ length }) => length === 0)) return null;
  const common = any.find((part) => missing.every((parts) => parts.includes(part)));
  if (common !== undefined) return common;
  return joined([...new Set(missing.map(([part]) => part!))]);
}

/** By place: of what a task needs there, everything that is down, in the order of the data's way. */
export function downAtPlaces(replica: Replica, task: ToldTask, places: readonly Candidate[]): string[][] {
  const { model, condition } = replica;
  const movement = replica.movementNow(task);
  return places.map((first) =>
    [...needsOf(model, movement, { first, second: undefined })].flatMap((need) =>
      need.what === 'connection' || condition.isMet(need) ? [] : [pathOfPart(model, need.what, need.row)],
    ),
  );
}

/** `proxies.px1+px2` for a few things of one kind; otherwise the first thing. */
function joined(parts: readonly string[]): string {
  const [first] = parts;
  const kind = first!.slice(0, first!.indexOf('.') + 1);
  const isOneKind = parts.every((part) => part.startsWith(kind));
  if (!isOneKind || parts.length > MOST) return first!;
  return `${kind}${parts.map((part) => part.slice(kind.length)).join('+')}`;
}
