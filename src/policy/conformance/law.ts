import type { Policy } from '../policy.ts';
import type { Setting } from './world.ts';

/**
 * A property that a policy must have for the simulation's shortcuts to be right: with it, the outcome is the same as if the
 * policy were asked about every waiting task at every turn.
 */
export interface Law {
  readonly name: string;
  /** The law in one line. */
  readonly says: string;
  /** How the policy breaks it in one setting, in words; undefined: it does not. */
  breach(policy: Policy, setting: Setting, n: number): string | undefined;
}

/** The first answer of `find`; undefined: it finds nothing. */
export function first<T>(of: Iterable<T>, find: (one: T) => string | undefined): string | undefined {
  for (const one of of) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
