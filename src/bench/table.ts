import { type Target, verdict } from './comparison/targets.ts';

/** One line of the table, and one element of the array that `--json` prints. */
export interface Row extends Partial<Target> {
  readonly name: string;
  /** Median of the runs. */
  readonly seconds: number;
  readonly runs: number;
  readonly microsecondsPerDisk?: number;
  /** Processor time per disk, over all threads. */
  readonly processorMicroseconds?: number;
  /** Peak memory of a process that does nothing else, up to the end of its first run. */
  readonly peakMiB?: number;
  /**
   * Relative to the reference, which was measured alternately: a ratio of seconds, or of events per second if the row
   * says so.
   */
  readonly ratio?: number;
  readonly reference?: string;
  readonly referenceSeconds?: number;
}

/** The rows as text, in columns. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.seconds.toFixed(3),
    row.microsecondsPerDisk?.toFixed(2) ?? '',
    row.processorMicroseconds?.toFixed(2) ?? '',
    row.peakMiB?.toFixed(0) ?? '',
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} x ${row.reference}`,
    row.floor?.toString() ?? '',
    row.goal?.toString() ?? '',
    reached(row),
    row.runs === 5 ? '' : row.runs === 1 ? 'one run' : `median of ${row.runs}`,
  ]);
  const all = [
    ['name', 'seconds', 'us per disk', 'CPU us', 'peak MiB', 'against', 'floor', 'goal', 'reached', ''],
    ...cells,
  ];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const isText = (column: number) => column === 0 || column > 4;
  return all
    .map((line) =>
      line
        .map((cell, c) => (isText(c) ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function reached({ ratio, floor, goal }: Row): string {
  if (ratio === undefined || floor === undefined || goal === undefined) return '';
  return verdict(ratio, { floor, goal });
}
