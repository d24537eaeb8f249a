import type { Trial } from './trial.ts';

/** `loss`: of any one proxy; `growth`: of the data, up to the last month of the plan. */
export type ToSurvive = 'loss' | 'growth';

export const TO_SURVIVE: readonly ToSurvive[] = ['loss', 'growth'];

/** A design with one proxy missing from the start. */
export interface ProxyLoss {
  readonly proxy: string;
  readonly trial: Trial;
}

/** A design with the data of a later month. */
export interface GrownMonth {
  /** Months from today; 1 is the next month. */
  readonly month: number;
  readonly factor: number;
  readonly trial: Trial;
}

/** How a design that holds today stands up to what may come. */
export interface Prospects {
  /** In the order of the scenario. */
  losses: readonly ProxyLoss[];
  /** Those that were run, up to the first that does not hold, or the last one requested. */
  readonly months: GrownMonth[];
  /** Null: it survives all that it must. */
  shortfall: Shortfall | null;
}

/** What a design that holds today does not survive although it must. */
export type Shortfall =
  | { readonly kind: 'loss'; readonly proxies: readonly string[] }
  | { readonly kind: 'growth'; readonly month: number };

/**
 * Which of two shortfalls is the smaller one (negative: the first): that of a trouble that is tried later, a loss of fewer proxies, a
 * later month.
 */
export function compareShortfalls(a: Shortfall, b: Shortfall, survive: readonly ToSurvive[]): number {
  if (a.kind === 'growth' && b.kind === 'growth') return b.month - a.month;
  if (a.kind === 'loss' && b.kind === 'loss') return a.proxies.length - b.proxies.length;
  return survive.indexOf(b.kind) - survive.indexOf(a.kind);
}

/** Whether a design survives one kind of trouble, once that has been tried; null: it does. */
export function shortfallOf(trouble: ToSurvive, { losses, months }: Prospects): Shortfall | null {
  if (trouble === 'growth') {
    const last = months.at(-1);
    return last?.trial.verdict === 'misses' ? { kind: 'growth', month: last.month } : null;
  }
  const fatal = losses.filter(({ trial }) => trial.verdict === 'misses');
  return fatal.length === 0 ? null : { kind: 'loss', proxies: fatal.map(({ proxy }) => proxy) };
}
