import { printable } from '../characters/printable.ts';
import { aboveBound, boundSetter } from '../wording/bound-words.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import { bestDesign, type PlanData } from './plan-data.ts';

/** What would have to give for the window to get any shorter than it is in the design that was found. */
export function limitLines(plan: PlanData): string[] {
  const { worst, boundBy, gap, wait } = bestDesign(plan).nights;
  const lines: string[] = [];
  if (worst !== null && worst.bottleneck !== 'none')
    lines.push(`Bottleneck of ${printable(worst.job)}, the tightest job: ${worst.bottleneck}.`);
  if (wait !== null)
    lines.push(`Tasks waited most for ${wait.cause}: ${roundedSeconds(wait.seconds)} of task time a night.`);
  if (boundBy !== null && gap !== null)
    lines.push(`No schedule beats ${boundSetter(boundBy)}; the window is ${aboveBound(gap)}, on average.`);
  return lines;
}
