import type { Calibration } from '../../history/calibration.ts';
import type { ForecastComparison, ForecastErrors } from '../../history/forecast-errors.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { type TextColumn, textTable } from '../text/table.ts';

const COLUMNS: readonly TextColumn[] = [
  { head: 'job' },
  { head: 'sessions', align: 'right' },
  { head: 'error, median', align: 'right' },
  { head: '9 in 10', align: 'right' },
  { head: 'total', align: 'right' },
  { head: 'plain median: error', align: 'right' },
  { head: '9 in 10', align: 'right' },
  { head: 'total', align: 'right' },
];

/** How well such fits would have forecast what came, job by job and in all; nothing where nothing could be forecast. */
export function forecastLines({ jobs, forecasts, last }: Calibration, paint: Paint): string[] {
  if (forecasts === undefined) return [];
  const rows = jobs.flatMap((job) =>
    job.forecasts === undefined ? [] : [row(printable(job.name), job.forecasts)],
  );
  return [
    paint.heading('How far to trust it'),
    `  Each increment forecast by the ${last} before it alone: how far its longest task was from that, and all`,
    '  that was forecast over all that came. Beside it their plain median, which a fit has to beat.',
    ...textTable(COLUMNS, rows.length === 1 ? rows : [...rows, row('all', forecasts)], paint.heading),
  ];
}

function row(name: string, { sessions, forecast, rollingMedian }: ForecastComparison): string[] {
  return [name, `${sessions}`, ...cells(forecast), ...cells(rollingMedian)];
}

function cells({ medianError, p90Error, total }: ForecastErrors): string[] {
  return [percent(medianError), percent(p90Error), percent(total)];
}

/** Tenths of a per cent would say more than is known. */
function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
