/** Instead of a ranking key: there was no other candidate, or all keys were equal. */
export const ONLY_CANDIDATE = 'only-candidate';
export const DECLARATION_ORDER = 'declaration-order';

const AT_THE_BEST = '-at-the-best';

/** The best candidate had no room, so another one was taken; `cause`: the filter that refused it there. */
export function refusedAtTheBest(cause: string): string {
  return `${cause}${AT_THE_BEST}`;
}

/** The filter that refused the task at its best candidate; undefined: it got that one. */
export function refusalAtTheBest(decidedBy: string): string | undefined {
  return decidedBy.endsWith(AT_THE_BEST) ? decidedBy.slice(0, -AT_THE_BEST.length) : undefined;
}

/** Why a candidate is unavailable, whatever room it has. */
export type Unusable = 'offline' | 'cut-off' | 'same-host-hot-add';

const UNUSABLE: ReadonlySet<string> = new Set<Unusable>(['offline', 'cut-off', 'same-host-hot-add']);

/** Whether a candidate was unavailable, rather than refused by a filter for lack of room. */
export function isUnusable(refusedBy: string): boolean {
  return UNUSABLE.has(refusedBy);
}
