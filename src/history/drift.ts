import { groupedBy } from '../collections/grouped-by.ts';
import { present } from '../collections/present.ts';
import { knownMedian, median, quantile } from '../metrics/quantile.ts';
import { changePoint } from './change-point.ts';
import { type Increment, WHOLE_JOB } from './increments.ts';

/** A job whose increments now take a different time than before, which the data that they read do not explain. */
export interface Drift {
  readonly kind: 'slower' | 'faster';
  /** Start of the first session of the new level, microseconds since 1970-01-01T00:00. */
  readonly sinceUs: number;
  readonly before: DriftLevel;
  readonly since: DriftLevel;
  /** The VM whose tasks changed most, if reports contain VMs. */
  readonly vm?: { readonly name: string; readonly secondsBefore: number; readonly secondsSince: number };
}

/** Past sessions between two changes of their level. */
export interface DriftLevel {
  readonly sessions: number;
  readonly medianSeconds: number;
  readonly p95Seconds: number;
  /** Median data size of a session; absent if no report states it. */
  readonly bytes?: number;
}

/**
 * Our choices: each level has at least ten sessions, chance produces such a change in at most one case in a thousand,
 * and the duration changed by at least a factor of 1.5.
 */
const LEAST_SESSIONS = 10;
const MOST_CHANCE = 0.001;
const LEAST_FACTOR = 1.5;
/** The duration must have grown by at least this factor more than the data. */
const LEAST_BEYOND_DATA = 1.25;

/** A lasting change whose new level the last `last` increments have; undefined if there is none. */
export function driftOf(increments: readonly Increment[], last: number): Drift | undefined {
  const change = changePoint(increments.map(({ seconds }) => seconds));
  if (change === undefined || change.chance > MOST_CHANCE) return undefined;
  const { at } = change;
  if (at < LEAST_SESSIONS || increments.length - at < LEAST_SESSIONS) return undefined;
  const earlier = increments.slice(0, at);
  const later = increments.slice(at);
  const before = levelOf(earlier);
  const since = levelOf(later);
  const now = levelOf(increments.slice(-last));
  const kind = since.medianSeconds > before.medianSeconds ? 'slower' : 'faster';
  if (!isBeyond(before, since, kind) || !isBeyond(before, now, kind)) return undefined;
  const vm = mostChanged(earlier, later, kind);
  return { kind, sinceUs: later[0]!.session.startUs, before, since, ...present({ vm }) };
}

/** Whether the difference between two levels is large enough to report and not explained by their data. */
function isBeyond(before: DriftLevel, after: DriftLevel, kind: Drift['kind']): boolean {
  const [small, large] = kind === 'slower' ? [before, after] : [after, before];
  const factor = large.medianSeconds / small.medianSeconds;
  const dataFactor =
    small.bytes === undefined || large.bytes === undefined ? 1 : Math.max(1, large.bytes / small.bytes);
  return factor >= LEAST_FACTOR && factor >= LEAST_BEYOND_DATA * dataFactor;
}

function levelOf(increments: readonly Increment[]): DriftLevel {
  const seconds = increments.map((increment) => increment.seconds);
  return {
    sessions: increments.length,
    medianSeconds: median(seconds),
    p95Seconds: quantile(seconds, 0.95),
    ...present({ bytes: knownMedian(increments.map(({ session }) => session.dataBytes)) }),
  };
}

function mostChanged(
  earlier: readonly Increment[],
  later: readonly Increment[],
  kind: Drift['kind'],
): Drift['vm'] {
  const before = secondsByVm(earlier);
  let most: Drift['vm'];
  const gain = ({ secondsBefore, secondsSince }: NonNullable<Drift['vm']>) =>
    kind === 'slower' ? secondsSince - secondsBefore : secondsBefore - secondsSince;
  for (const [name, seconds] of secondsByVm(later)) {
    const past = before.get(name);
    if (name === WHOLE_JOB || past === undefined) continue;
    const one = { name, secondsBefore: median(past), secondsSince: median(seconds) };
    if (gain(one) > (most === undefined ? 0 : gain(most))) most = one;
  }
  return most;
}

function secondsByVm(increments: readonly Increment[]): Map<string, number[]> {
  const parts = groupedBy(
    increments.flatMap((increment) => increment.parts),
    ({ vm }) => vm,
  );
  return new Map(Array.from(parts, ([vm, own]) => [vm, own.map(({ seconds }) => seconds)]));
}
