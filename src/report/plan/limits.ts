import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import { printable } from '../characters/printable.ts';
import { aboveBound, boundSetter } from '../wording/bound-words.ts';
import { CORES_PER_TASK, limitingThings } from '../wording/limiting-things.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import { thingsWaitedFor } from '../wording/things-waited-for.ts';
import { UnsaidOnce, withUnsaid } from '../wording/unsaid-words.ts';
import { bestDesign, type PlanData } from './plan-data.ts';

/** What keeps the window of the best design from being shorter. */
export function limitLines(plan: PlanData): string[] {
  const { worst, boundBy, gap, wait } = bestDesign(plan).nights;
  const { byDefault, waitsByThing } = plan;
  const unsaid = new UnsaidOnce();
  const lines: string[] = tooLongLines(plan);
  const add = (line: string, figures: readonly DefaultFigure[]) =>
    lines.push(withUnsaid(line, unsaid.fresh(figures)));
  if (worst !== null && worst.bottleneck !== 'none') {
    // The stage is that of the worst night, but the things are known of the first one only.
    const things = limitedAt(plan, worst);
    const inFirst = things === undefined ? '' : ` (first night: ${things})`;
    add(
      `Bottleneck of ${printable(worst.job)}, the tightest job: ${worst.bottleneck}${inFirst}.`,
      byDefault.bottleneck,
    );
  }
  if (wait !== null) {
    const things = thingsWaitedFor(waitsByThing ?? [], wait.cause);
    // The time is the mean over all nights, but the things are known of one night only.
    const inFirst = things === undefined ? '' : ` (first night: ${printable(things)})`;
    add(
      `Tasks waited most for ${wait.cause}: ${roundedSeconds(wait.seconds)} of task time a night${inFirst}.`,
      byDefault.wait,
    );
  }
  if (boundBy !== null && gap !== null)
    add(
      `Lower bound set by ${boundSetter(boundBy)}; the window is ${aboveBound(gap)}, on average.`,
      byDefault.bound,
    );
  return lines;
}

/** Which things of its stage limit the job. Where each task is limited by itself alone, there is none to name. */
function limitedAt(
  { limitedBy = [] }: PlanData,
  { job, bottleneck }: { readonly job: string; readonly bottleneck: string },
): string | undefined {
  const rows = limitedBy.filter((row) => row.job === job && row.stage === bottleneck);
  return rows.some(({ by }) => by !== CORES_PER_TASK) ? limitingThings(rows) : undefined;
}

/** The disk that no further proxy, slot or other schedule can help: users should know before they buy more of these. */
function tooLongLines({ tooLongDisk }: PlanData): string[] {
  if (tooLongDisk === undefined) return [];
  const { job, task, aloneSeconds, allowedSeconds } = tooLongDisk;
  return [
    `In the worst night no schedule can hold the window of ${printable(job)}: ${printable(task)} alone takes ${roundedSeconds(aloneSeconds)}, and ${roundedSeconds(allowedSeconds)} are allowed. More proxies or slots do not help there; a faster way for that disk, less to read or a longer window does.`,
  ];
}
