import type { Shortfall } from '../../experiment/plan/prospects.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import type { Proportion } from '../../experiment/statistics/proportion.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';
import { shareInterval } from '../replications/words.ts';
import { formatCount, roundedSeconds } from '../wording/metric-value.ts';
import type { PlanData } from './plan-data.ts';

/** The requirement: `8h`, or `the jobs' own windows`. */
export function windowWords({ window }: Pick<PlanData, 'window'>): string {
  return window === null ? "the jobs' own windows" : printable(window);
}

/** `12 steps`, `8,880 EUR`; cents only if there are any. */
export function costWords(cost: number, { costUnit }: PlanData): string {
  if (costUnit === null) return counted(cost, 'step');
  return `${amountWords(cost)}${costUnit === '' ? '' : ` ${printable(costUnit)}`}`;
}

/** At most two decimals, with thousands separators. */
export function amountWords(amount: number): string {
  const [whole, cents] = amount.toFixed(2).split('.');
  const apart = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return cents === '00' ? apart : `${apart}.${cents}`;
}

/** `19 of 20`. */
export function heldWords({ held, n }: Proportion): string {
  return `${held} of ${n}`;
}

/** `19 of 20 nights`, `0 of 1 night`. */
export function nightsHeldWords({ held, n }: Proportion): string {
  return `${held} of ${counted(n, 'night')}`;
}

/** `1h 12m to spare`, `3m late`. */
export function spareWords(seconds: number): string {
  return seconds >= 0 ? `${roundedSeconds(seconds)} to spare` : `${roundedSeconds(-seconds)} late`;
}

/** A range of margins, late or to spare: `3m 32s to 5m 29s to spare`, `12s late to 4m to spare`. */
export function spareRangeWords(low: number, high: number): string {
  if (low < 0 && high < 0) return `${roundedSeconds(-high)} to ${roundedSeconds(-low)} late`;
  if (low >= 0) return `${roundedSeconds(low)} to ${spareWords(high)}`;
  return `${spareWords(low)} to ${spareWords(high)}`;
}

/**
 * The mean over the nights: `1h 12m to spare`. Work left undone takes no time, so time to spare says nothing beside it:
 * `3 VMs unprotected`, `3 VMs unprotected, 2m late`.
 */
export function meanWords({ spare, unprotected }: TrialFigures): string {
  const margin = spare === null ? 'no end' : spareWords(spare.mean);
  if (unprotected === 0) return margin;
  const left = `${formatCount(unprotected)} ${unprotected === 1 ? 'VM' : 'VMs'} unprotected`;
  return spare !== null && spare.mean >= 0 ? left : `${left}, ${margin}`;
}

/** `files 3m late, bottleneck target; most waiting for repository-slot`. */
export function troubleWords(
  { worst, wait, unprotected }: TrialFigures,
  nameOf: (job: string) => string = printable,
): string {
  if (worst === null) return 'a job does not finish';
  const held = worst.bottleneck === 'none' ? '' : `, bottleneck ${worst.bottleneck}`;
  const waits = wait === null ? '' : `; most waiting for ${wait.cause}`;
  const margin = `${nameOf(worst.job)} ${spareWords(worst.spareSeconds)}`;
  if (unprotected === 0) return `${margin}${held}${waits}`;
  return `work left undone${worst.spareSeconds < 0 ? `; ${margin}` : ''}${held}${waits}`;
}

/** Most proxies or hosts named as those that cannot be spared. */
const NAMED = 3;

/**
 * In which case a design that holds does not: `without px1`, `without any one of px1, px2 and 2 more`, `without host
 * esx1`, `in month 7`.
 */
export function shortfallWords(shortfall: Shortfall): string {
  if (shortfall.kind === 'growth') return `in month ${shortfall.month}`;
  const [lost, kind] = shortfall.kind === 'loss' ? [shortfall.proxies, ''] : [shortfall.hosts, 'host'];
  const names = firstOf(lost, NAMED, printable);
  if (lost.length > 1) return `without any one of ${kind === '' ? '' : 'the hosts '}${names}`;
  return `without ${kind === '' ? '' : 'host '}${names}`;
}

/** `at least 83.9% of all nights, with 95% confidence`. */
export function certaintyWords({ n, ci95 }: Proportion): string {
  if (n === 1) return 'one night, which says nothing about others';
  return `${shareInterval(ci95)} of all nights, with 95% confidence`;
}
