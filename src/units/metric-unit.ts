/** The unit of a metric of the summary: a share (0 to 1), bytes, bytes per second, seconds, or a count. */
export type MetricUnit = 'share' | 'bytes' | 'rate' | 'seconds' | 'count';

/** For messages: `8 GB is an amount of data`. */
export const UNIT_WORDS: Readonly<Record<MetricUnit, string>> = {
  share: 'a share',
  bytes: 'an amount of data',
  rate: 'a data rate',
  seconds: 'a time',
  count: 'a count',
};

const BY_LAST_WORD: readonly (readonly [MetricUnit, RegExp])[] = [
  ['seconds', /^waits\./],
  ['share', /(?:Utilisation|utilisation|gap|source|proxy|network|target|[sS]hare|shareAboveKnee)$/],
  ['bytes', /Bytes$/],
  ['rate', /(?:processingRate|[rR]ate)$/],
  ['seconds', /(?:window|overrun|[sS]econds|secondsStopped|secondsThrottled|mean|p95|max)$/],
  [
    'count',
    /\.(?:tasks|succeeded|failed|unfinished|retries|events|solves|slots|count|sessionCount|windowClosed|(?:un)?protected|vmsBeyond)$/,
  ],
  ['count', /\.(?:knee|peakTasks|peakSnapshots|peakNbdDisks|dataMovers\.(?:read|write)|modes\.[^.]+)$/],
];

/**
 * The unit of a metric, from its path, mostly from the last word: `jobs.nightly.window` is a time, `totals.readBytes` an
 * amount of data. Undefined: not a metric with a unit.
 */
export function metricUnit(metric: string): MetricUnit | undefined {
  return BY_LAST_WORD.find(([, path]) => path.test(metric))?.[0];
}
