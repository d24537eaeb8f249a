import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { unsaidWords } from '../wording/unsaid-words.ts';
import type { ReportContext } from './report-context.ts';
import { wrapped } from './wrapped.ts';

const SHOWN = 5;

/** The effect of latency control, the worst datastores first; empty if latency is not modelled. */
export function latencyLines({ result, paint, unsaid }: ReportContext): string[] {
  const sampled = Object.entries(result.summary.datastores).filter(
    ([, { peakLatencySeconds }]) => peakLatencySeconds > 0,
  );
  const first = [...sampled]
    .sort(([, a], [, b]) => b.peakLatencySeconds - a.peakLatencySeconds)
    .slice(0, SHOWN);
  const lines = first.map(([name, { peakLatencySeconds, secondsStopped, secondsThrottled }]) => {
    const done = [
      ...(secondsStopped > 0 ? [`no new task for ${formatSeconds(secondsStopped)}`] : []),
      ...(secondsThrottled > 0 ? [`slowed down for ${formatSeconds(secondsThrottled)}`] : []),
    ];
    const text = done.length === 0 ? '' : `; ${done.join(', ')}`;
    return `  Latency of ${printable(name)}: at most ${formatSeconds(peakLatencySeconds)}${text}`;
  });
  const { byDefault } = result;
  const words = unsaidWords(
    unsaid.fresh([
      ...(first.some(([, { secondsStopped }]) => secondsStopped > 0) ? byDefault.stopping : []),
      ...(first.some(([, { secondsThrottled }]) => secondsThrottled > 0) ? byDefault.throttling : []),
    ]),
  );
  return words === undefined
    ? lines
    : [...lines, ...wrapped(`  Not in the scenario: ${words}`, paint.width.sentence)];
}
