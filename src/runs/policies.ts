import { ORDERS, PRESETS, SELECTIONS } from '../policy/presets.ts';
import { type ReadPolicy, resolvePolicy } from '../policy/resolve.ts';
import { CAPACITY_FILTERS } from '../policy/rules/capacity-filters.ts';
import { QUEUE_KEY_WORDS, RANK_KEY_WORDS } from '../policy/rules/key-words.ts';

export type { ReadPolicy } from '../policy/resolve.ts';
export { badPolicy, errorText, placeOf } from '../policy/user-policy/guard.ts';
export { policyFrom } from '../policy/user-policy/user-policy.ts';

/** A preset by its name. */
export function shippedPolicy(name: string): ReadPolicy {
  return resolvePolicy({ preset: name });
}

/** The name of a key, and what it prefers. */
type KeyWords = readonly [name: string, prefers: string];

/** The presets for people: their names, and the keys of each. */
export interface PolicyCatalogue {
  readonly policies: readonly {
    readonly name: string;
    readonly order: string;
    readonly selection: string;
  }[];
  /** What each key prefers, in words. */
  readonly queueKeys: readonly KeyWords[];
  readonly rankKeys: readonly KeyWords[];
  readonly orders: readonly NamedKeys[];
  readonly selections: readonly NamedKeys[];
  readonly filters: readonly string[];
}

interface NamedKeys {
  readonly name: string;
  readonly keys: readonly string[];
}

export function policyCatalogue(): PolicyCatalogue {
  const names = (keys: readonly { readonly name: string }[]) => keys.map(({ name }) => name);
  return {
    policies: [...PRESETS].map(([name, { order, select }]) => ({ name, order, selection: select })),
    orders: [...ORDERS].map(([name, keys]) => ({ name, keys: names(keys) })),
    selections: [...SELECTIONS].map(([name, keys]) => ({ name, keys: names(keys('ratio')) })),
    queueKeys: Object.entries(QUEUE_KEY_WORDS),
    rankKeys: Object.entries(RANK_KEY_WORDS),
    filters: names(CAPACITY_FILTERS),
  };
}
