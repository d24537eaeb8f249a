import { largest } from '../collections/extremes.ts';
import { groupedBy } from '../collections/grouped-by.ts';
import { knownMedian } from '../metrics/quantile.ts';
import type { Increment, IncrementPart } from './increments.ts';
import type { PastMode } from './past-session.ts';
import { bytesWithin, secondsFor, type TaskLine, taskLine } from './task-line.ts';
import { ONE_TASK, taskPoints } from './task-points.ts';

type Lines = ReadonlyMap<PastMode | undefined, TaskLine>;

/** A VM of the coming increment, and the time that it will cover. */
export type ComingPart = Pick<IncrementPart, 'vm' | 'sinceUs'>;

/**
 * Forecasts the duration of an increment from earlier ones, in seconds. Each earlier increment is converted to the
 * duration it would have had if its VMs had changed at the same rate over the time to be covered now; the forecast is
 * the median of these. It is not computed VM by VM, because the longest of many VMs usually takes longer than the
 * longest of their medians. Undefined if none of its VMs is in an earlier increment.
 */
export function forecastSeconds(
  before: readonly Increment[],
  coming: readonly ComingPart[],
): number | undefined {
  const lines = linesOf(before);
  const pastOf = groupedBy(
    before.flatMap(({ parts }) => parts),
    ({ vm }) => vm,
  );
  const usual = new Map(
    coming.map((part) => [part.vm, usualSeconds(pastOf.get(part.vm) ?? [], part, lines)]),
  );
  const longest = before.flatMap(({ parts }) => {
    const own = new Map(parts.map((part) => [part.vm, part]));
    if (!coming.some(({ vm }) => own.has(vm))) return [];
    const seconds = coming.flatMap((part) => {
      const past = own.get(part.vm);
      return past === undefined ? (usual.get(part.vm) ?? []) : secondsAgain(past, part, lines);
    });
    return largest(seconds) ?? [];
  });
  return knownMedian(longest);
}

function linesOf(before: readonly Increment[]): Lines {
  const lines = new Map<PastMode | undefined, TaskLine>();
  for (const [mode, points] of taskPoints(before, ONE_TASK)) {
    const line = taskLine(points);
    if (typeof line !== 'string') lines.set(mode, line);
  }
  return lines;
}

/**
 * The usual duration of a VM that an increment lacks, from its parts in other increments; undefined: no other has it.
 */
function usualSeconds(past: readonly IncrementPart[], coming: ComingPart, lines: Lines): number | undefined {
  return knownMedian(past.map((part) => secondsAgain(part, coming, lines)));
}

/**
 * The duration of a past part if it covered the time of the coming one. Unchanged if there is no line, or one of the
 * times is unknown.
 */
function secondsAgain(past: IncrementPart, { sinceUs }: ComingPart, lines: Lines): number {
  const line = lines.get(past.mode);
  if (line === undefined || sinceUs === undefined || past.sinceUs === undefined) return past.seconds;
  const bytes = past.readBytes ?? bytesWithin(line, past.seconds);
  return secondsFor(line, (bytes / past.sinceUs) * sinceUs);
}
