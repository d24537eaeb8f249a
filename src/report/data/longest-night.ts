import type { TaskColumns } from '../../metrics/columns/task-columns.ts';
import { longestNight, type Night } from '../../metrics/sessions/nights.ts';
import type { UtilisationColumns } from '../../metrics/use/utilisation.ts';
import type { ReportData } from './report-data.ts';
import { type Timeline, timelineOf } from './timeline.ts';
import { type UsedOverTime, usedOverTime } from './used-over-time.ts';

/** Curves over the same steps: of a whole run, or of one night of it. */
export interface Curves {
  readonly timeline: Timeline;
  readonly used: UsedOverTime;
}

/** From the start of its first session to the end of its last task, where a run has several nights; null: it has not. */
export function longestNightCurves(
  nights: readonly Night[],
  {
    tasks,
    endSeconds,
    utilisation,
    sampleSeconds,
  }: {
    readonly tasks: TaskColumns;
    readonly endSeconds: number;
    readonly utilisation: readonly UtilisationColumns[];
    readonly sampleSeconds: number;
  },
): Curves | null {
  const night = nights.length > 1 ? longestNight(nights) : undefined;
  if (night === undefined) return null;
  const { startSeconds, window } = night;
  const timeline = timelineOf(tasks, endSeconds, { from: startSeconds, to: window.endSeconds });
  return timeline === null ? null : { timeline, used: usedOverTime(utilisation, timeline, sampleSeconds) };
}

/** What there is room for in a picture, or in one line of characters. */
export interface ShownCurves extends Curves {
  readonly isLongestNight: boolean;
}

/** Of several nights the longest: in curves of the whole run they would be spikes. Null: nothing took any time. */
export function curvesToShow({
  timeline,
  used,
  longestNight: night,
}: Pick<ReportData, 'timeline' | 'used' | 'longestNight'>): ShownCurves | null {
  if (night !== null) return { ...night, isLongestNight: true };
  return timeline === null || used === null ? null : { timeline, used, isLongestNight: false };
}
