import type { Candidate } from './candidate.ts';
import type { Trial } from './trial.ts';

/**
 * `loss`: of any one proxy; `host`: of any one host that has proxies, together with these; `growth`: of the data, up to
 * the last month of the plan.
 */
export type ToSurvive = 'loss' | 'host' | 'growth';

export const TO_SURVIVE: readonly ToSurvive[] = ['loss', 'host', 'growth'];

/** A design with one proxy missing from the start. */
export interface ProxyLoss {
  readonly proxy: string;
  readonly trial: Trial;
}

/** A host with the proxies that are lost with it: its virtual proxies, or on Hyper-V itself, under its own name. */
export interface ProxyHost {
  readonly host: string;
  readonly proxies: readonly string[];
}

/** A proxy whose machine is the server or the named gateway of repositories. */
export interface RepositoryMachine {
  readonly proxy: string;
  readonly repositories: readonly string[];
}

/** A design with one host missing from the start. Its VMs run on other hosts. */
export interface HostLoss extends ProxyHost {
  readonly trial: Trial;
}

/** A design with the data of a later month. */
export interface GrownMonth {
  /** Months from today; 1 is the next month. */
  readonly month: number;
  readonly factor: number;
  readonly trial: Trial;
}

/** What to have when the chosen design breaks: the cheapest that then holds, of those with at least as much of everything. */
export interface NextStep {
  /** Null: none holds. */
  readonly candidate: Candidate | null;
  /** Number of designs that were tried with the data of that month. */
  readonly tried: number;
  /** With that design: from that month on, up to the first that does not hold, or the last one requested. */
  readonly months: readonly GrownMonth[];
}

/** How a design that holds today stands up to what may come. */
export interface Prospects {
  /** In the order of the scenario. */
  losses: readonly ProxyLoss[];
  /** In the order of the scenario. */
  hostLosses: readonly HostLoss[];
  /** Those that were run, up to the first that does not hold, or the last one requested. */
  months: readonly GrownMonth[];
  /** Null: it survives all that it must. */
  shortfall: Shortfall | null;
}

/** What a design that holds today does not survive although it must. */
export type Shortfall =
  | { readonly kind: 'loss'; readonly proxies: readonly string[] }
  | { readonly kind: 'host'; readonly hosts: readonly string[] }
  | { readonly kind: 'growth'; readonly month: number };

/**
 * Which of two shortfalls is the smaller one (negative: the first): that of a trouble that is tried later, a loss of fewer
 * proxies or hosts, a later month.
 */
export function compareShortfalls(a: Shortfall, b: Shortfall, survive: readonly ToSurvive[]): number {
  if (a.kind === 'growth' && b.kind === 'growth') return b.month - a.month;
  if (a.kind === 'loss' && b.kind === 'loss') return a.proxies.length - b.proxies.length;
  if (a.kind === 'host' && b.kind === 'host') return a.hosts.length - b.hosts.length;
  return survive.indexOf(b.kind) - survive.indexOf(a.kind);
}

/** Whether a design survives one kind of trouble, once that has been tried; null: it does. */
export function shortfallOf(trouble: ToSurvive, { losses, hostLosses, months }: Prospects): Shortfall | null {
  const misses = ({ trial }: { readonly trial: Trial }) => trial.verdict === 'misses';
  switch (trouble) {
    case 'loss': {
      const proxies = losses.filter(misses).map(({ proxy }) => proxy);
      return proxies.length === 0 ? null : { kind: 'loss', proxies };
    }
    case 'host': {
      const hosts = hostLosses.filter(misses).map(({ host }) => host);
      return hosts.length === 0 ? null : { kind: 'host', hosts };
    }
    case 'growth': {
      const last = months.at(-1);
      return last !== undefined && misses(last) ? { kind: 'growth', month: last.month } : null;
    }
  }
}
