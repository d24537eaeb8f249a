import type { ByDefault, DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import type { ModeSummary, Summary } from '../../metrics/summary/summary.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import { formatBytes, formatRate, formatShare } from '../../units/format-quantity.ts';
import { formatSeconds } from './metric-value.ts';

/** Column headers of the table of transport modes, starting with the mode's name. Figures are means per task. */
export const MODE_HEADS = [
  'Transport modes',
  'tasks',
  'read each',
  'preparing',
  'opening',
  'transfer',
  'closing',
  'transfer share',
  'rate',
] as const;

/** An explanation of the columns. */
export const MODE_NOTE =
  'Means per task. Preparing: until the snapshot of its VM is ready. Opening and closing include attaching and detaching. Transfer share: of the time for which the task held its slot. Rate: during the transfer.';

/** One row per mode, with a cell per header. */
export function modeRows(modes: Summary['modes']): string[][] {
  return Object.entries(modes).map(([name, mode]) => [
    name,
    `${mode.tasks}`,
    formatBytes(mode.readBytes / mode.tasks),
    ...[mode.preparingSeconds, mode.openingSeconds, mode.transferSeconds, mode.closingSeconds].map(
      meanSeconds,
    ),
    formatShare(transferShare(mode)),
    formatRate(mode.taskRate),
  ]);
}

/**
 * Names the limits of one task that no scenario states: `Not in the scenario: transport.nbd.perTask (unlimited by
 * default).`
 */
export function limitsUnsaid(figures: readonly DefaultFigure[]): string[] {
  const fields = figures.map(({ field }) => field);
  return fields.length === 0
    ? []
    : [`Not in the scenario: ${fields.join(', ')} (${DEFAULTS.perTask.text} by default).`];
}

/** The same beside a table of modes, where several modes invite to compare their rates. */
export function ratesUnsaid(modes: Summary['modes'], { modes: figures = [] }: ByDefault): string[] {
  return Object.keys(modes).length > 1 ? limitsUnsaid(figures) : [];
}

/** Share of the time in which tasks of the mode held their slots. */
function transferShare(mode: ModeSummary): number {
  const held = mode.preparingSeconds + mode.openingSeconds + mode.transferSeconds + mode.closingSeconds;
  return held === 0 ? 0 : mode.transferSeconds / held;
}

/** A mean time. Long ones are rounded to the second, so that columns of means line up; short ones to a tenth. */
export function meanSeconds(seconds: number): string {
  return formatSeconds(seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds));
}
