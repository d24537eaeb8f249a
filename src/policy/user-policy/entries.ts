import { oneOf } from '../../diagnostics/suggest.ts';
import { valueInWords } from '../../diagnostics/value-in-words.ts';
import type { CapacityFilter, QueueKey, RankKey } from '../policy.ts';
import { CAPACITY_FILTERS, SHIPPED_FILTERS, SLOT_FILTERS } from '../rules/capacity-filters.ts';
import { QUEUE_KEYS } from '../rules/queue-keys.ts';
import { RANK_KEYS } from '../rules/rank-keys.ts';
import type { OwnQueueKey, UserPolicyGuard } from './guard.ts';

const CHANGES = ['nothing', 'session', 'vm'];
const queueKeys: ReadonlyMap<string, QueueKey> = new Map(Object.entries(QUEUE_KEYS));
const rankKeys: ReadonlyMap<string, RankKey> = new Map(Object.entries(RANK_KEYS));

/** One kind of list entry: which ones ship, and what an entry of the user's own must have. */
export interface Kind<T> {
  readonly what: string;
  readonly shipped: ReadonlyMap<string, T>;
  readonly method: 'of' | 'hasRoom';
  readonly problem: (own: Record<string, unknown>) => readonly [message: string, hint: string] | undefined;
  readonly wrap: (own: never) => T;
}

type ReadEntry<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/**
 * Reads an entry of a list: the name of one that ships, the shipped one itself, or one of the user's own, which gets a
 * guard.
 */
export function readEntry<T>(entry: unknown, kind: Kind<T>): ReadEntry<T> {
  const { what, shipped, method } = kind;
  if (typeof entry === 'string') {
    const known = shipped.get(entry);
    if (known !== undefined) return { ok: true, value: known };
    const names = [...shipped.keys()];
    const hint = oneOf(entry, names);
    return { ok: false, message: `'${entry}' is not a ${what} that ships.`, hint };
  }
  // A shipped one that the file's function was given and put into its list.
  const given = [...shipped.values()].find((known) => known === entry);
  if (given !== undefined) return { ok: true, value: given };
  if (!isObject(entry) || typeof entry['name'] !== 'string' || typeof entry[method] !== 'function') {
    const hint = `Give the name of one that ships, or { name: '...', ${method}: (task, ...) => ... }.`;
    return { ok: false, message: `${valueInWords(entry)} is not a ${what}.`, hint };
  }
  const problem = kind.problem(entry);
  if (problem !== undefined) return { ok: false, message: problem[0], hint: problem[1] };
  return { ok: true, value: kind.wrap(entry as never) };
}

export function queueKind(guard: UserPolicyGuard): Kind<QueueKey> {
  const problem: Kind<QueueKey>['problem'] = ({ name, changesWith: when }) => {
    if (when !== undefined && !CHANGES.includes(`${when}`))
      return [`changesWith is ${valueInWords(when)}.`, `Possible: ${CHANGES.join(', ')}.`];
    return takenName(queueKeys, name);
  };
  return {
    what: 'queue key',
    shipped: queueKeys,
    method: 'of',
    problem,
    wrap: (own: OwnQueueKey) => guard.queueKey(own),
  };
}

export function rankKind(guard: UserPolicyGuard): Kind<RankKey> {
  const problem: Kind<RankKey>['problem'] = ({ name, differsByTask: differs }) => {
    if (differs !== undefined && typeof differs !== 'boolean')
      return [`differsByTask is ${valueInWords(differs)}.`, 'It is true or false.'];
    return takenName(rankKeys, name);
  };
  return {
    what: 'ranking key',
    shipped: rankKeys,
    method: 'of',
    problem,
    wrap: (own: RankKey) => guard.rankKey(own),
  };
}

/** Waiting is charged to the filter's name, so the name must be one of the causes that reports know. */
export function filterKind(guard: UserPolicyGuard): Kind<CapacityFilter> {
  const problem: Kind<CapacityFilter>['problem'] = ({ name }) => {
    if (SHIPPED_FILTERS.has(`${name}`)) return undefined;
    const hint = `Waiting is charged to its name: ${[...SHIPPED_FILTERS.keys()].join(', ')}.`;
    return [`'${name}' is not a wait cause.`, hint];
  };
  return {
    what: 'filter',
    shipped: SHIPPED_FILTERS,
    method: 'hasRoom',
    problem,
    wrap: (own: CapacityFilter) => guard.filter(own),
  };
}

function takenName(
  shipped: ReadonlyMap<string, unknown>,
  name: unknown,
): readonly [string, string] | undefined {
  if (!shipped.has(`${name}`)) return undefined;
  return [`'${name}' is a key that ships.`, 'Give yours another name: reports name what decided.'];
}

/**
 * The filters in the order in which waiting is charged, each of the user's own behind the shipped one of its name. The
 * simulation knows what a shipped filter refuses and does not ask again where that is certain, so a filter of the user's own
 * can only refuse more.
 */
export function filtersInOrder(given: readonly CapacityFilter[]): readonly CapacityFilter[] {
  return CAPACITY_FILTERS.flatMap((shipped) => {
    const listed = given.filter(({ name }) => name === shipped.name);
    if (listed.length === 0 && !SLOT_FILTERS.includes(shipped.name)) return [];
    return [...new Set([shipped, ...listed])];
  });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise);
}
