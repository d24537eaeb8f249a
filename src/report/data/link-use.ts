import { longestNight, type Night } from '../../metrics/nights.ts';
import type { Summary } from '../../metrics/summary.ts';
import type { Curves } from './longest-night.ts';
import { FULL, type UsedOverTime } from './used-over-time.ts';

/**
 * How busy each link was in the longest night, 0 to 1, by name, in its busier direction: the mean from the start of the night's
 * first session to the end of its last task. Of a sample that goes beyond that end, only a part counts. A mean over several nights
 * and the days between them hides a full link. Undefined: the run has not several nights.
 */
export function linksInLongestNight(
  { links }: Pick<Summary, 'links'>,
  nights: readonly Night[],
  curves: Curves | null,
): ReadonlyMap<string, number> | undefined {
  const night = longestNight(nights);
  if (curves === null || night === undefined) return undefined;
  const { timeline, used } = curves;
  const seconds = night.window.endSeconds - night.startSeconds;
  const use = (resource: string) => Math.min(1, (sumOf(used, resource) * timeline.stepSeconds) / seconds);
  return new Map(
    Object.keys(links).map((name) => [name, Math.max(use(`links.${name}`), use(`links.${name}.back`))]),
  );
}

/** Sum of a resource's shares over all steps; 0 for one that was not used. */
function sumOf({ resources, share }: UsedOverTime, resource: string): number {
  const at = resources.indexOf(resource);
  if (at < 0) return 0;
  const steps = share.length / resources.length;
  return share.subarray(at * steps, (at + 1) * steps).reduce((sum, one) => sum + one, 0) / FULL;
}
