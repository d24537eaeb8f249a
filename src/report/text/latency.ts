import type { WaitRow } from '../../metrics/limits/wait-rows.ts';
import { counted } from '../../units/counted.ts';
import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import type { ReportContext } from './report-context.ts';
import { wrapped } from './wrapped.ts';

const SHOWN = 5;

/** By which causes latency control holds tasks back, and what they wait for. */
const HELD_BACK = [
  ['datastore-latency', 'until the latency fell'],
  ['start-spacing', 'between two starts'],
] as const;

/** What latency control held back, and how to see the night without it; undefined: nothing. */
export function heldBack(
  waits: readonly WaitRow[],
): { readonly text: string; readonly set: string } | undefined {
  const parts = HELD_BACK.flatMap(([cause, why]) => {
    const rows = waits.filter((row) => row.cause === cause);
    const tasks = rows.reduce((sum, row) => sum + row.tasks, 0);
    const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
    return tasks === 0 ? [] : [`${counted(tasks, 'task')} for ${formatSeconds(seconds)} of task time ${why}`];
  });
  if (parts.length === 0) return undefined;
  return { text: `Held back to protect production: ${parts.join(', ')}.`, set: '--set latencyControl=false' };
}

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
  const held = heldBack(result.waits);
  const behind = [
    ...(first.some(([, { secondsStopped }]) => secondsStopped > 0) ? byDefault.stopping : []),
    ...(first.some(([, { secondsThrottled }]) => secondsThrottled > 0) ? byDefault.throttling : []),
  ];
  return [
    ...lines,
    ...(held === undefined ? [] : wrapped(`  ${held.text} Without that: ${held.set}`, paint.width.sentence)),
    ...unsaid.sentences(behind).flatMap((sentence) => wrapped(`  ${sentence}`, paint.width.sentence)),
  ];
}
