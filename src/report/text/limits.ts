import type { Bottleneck, Summary, TaskRow } from '../../metrics/summary.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { formatSeconds } from '../metric-value.ts';
import { printable } from '../printable.ts';
import { counted } from '../counted.ts';
import type { ReportContext } from './report-context.ts';

/** What holds the run back: the stage that most data met first, and how far a perfect schedule could go. */
export function limitLines({ result, paint }: ReportContext): string[] {
  const lines = [...bottleneckLines(result.tasks), ...boundLines(result.summary)];
  return lines.length === 0 ? [] : [paint.heading('What limits it'), ...lines.map((line) => `  ${line}`)];
}

const STAGE_WORDS: Readonly<Record<Bottleneck, string>> = {
  source: 'Source (reading from datastores)',
  proxy: 'Proxy (processing power)',
  network: 'Network',
  target: 'Target (writing to repositories)',
  throttling: 'Throttling (a rule limits the rate)',
  none: 'nothing (no stage was busy)',
};

function bottleneckLines(tasks: readonly TaskRow[]): string[] {
  const bytes = new Map<Bottleneck, number>();
  let total = 0;
  let judged = 0;
  for (const { bottleneck, readBytes } of tasks) {
    if (bottleneck === null) continue;
    judged += 1;
    total += readBytes;
    bytes.set(bottleneck, (bytes.get(bottleneck) ?? 0) + readBytes);
  }
  const first = [...bytes].reduce<[Bottleneck, number] | undefined>(
    (most, stage) => (most === undefined || stage[1] > most[1] ? stage : most),
    undefined,
  );
  if (first === undefined) return [];
  const share = total > 0 ? `, for ${formatShare(first[1] / total)} of the data read` : '';
  return [`Bottleneck: ${STAGE_WORDS[first[0]]}${share} (${counted(judged, 'task')}).`];
}

function boundLines({ bound, window }: Summary): string[] {
  if (bound === null || window === null) return [];
  return [
    `Lower bound: ${formatSeconds(bound.seconds)}, set by ${printable(bound.by)}. ${gapWords(bound.gap)}`,
  ];
}

/** The gap as a sentence: a bare percentage does not say whether it is worth anybody's time. */
function gapWords(gap: number): string {
  if (gap < 0.01) return 'No schedule is faster.';
  const by = formatShare(gap);
  if (gap < 0.1) return `This run is ${by} above: little to gain by scheduling.`;
  if (gap < 0.5) return `This run is ${by} above: waits or placement cost something.`;
  if (gap < 1) return `This run is ${by} above: waits or placement cost much.`;
  return `This run takes ${(gap + 1).toFixed(1)} times as long: it is waits or placement, not hardware.`;
}
