import type { Calibration } from '../../history/calibration.ts';
import type { ForecastComparison, ForecastErrors } from '../../history/forecast-errors.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { paragraph } from '../text/wrapped.ts';
import { worstRows } from './shown-rows.ts';

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

/** Columns of the sentences above the table. */
const WIDEST_INTRODUCTION = 100;

/** How well such fits would have forecast the past, by job and overall; empty if nothing could be forecast. */
export function forecastLines({ jobs, forecasts, last }: Calibration, paint: Paint): string[] {
  if (forecasts === undefined) return [];
  const known = jobs.flatMap(({ name, forecasts: own }) => (own === undefined ? [] : [{ name, own }]));
  const { rows, more } = worstRows(known, ({ own }) => own.forecast.medianError);
  const cells = rows.map(({ name, own }) => row(printable(name), own));
  return [
    paint.heading('How far to trust it'),
    ...paragraph(
      `Each increment is forecast from the ${last} before it alone. Error: how far its longest task was from the forecast. Total: all forecasts together as a share of what really came. A useful fit beats the plain median of those ${last}.`,
      '  ',
      Math.min(paint.width.line, WIDEST_INTRODUCTION),
    ),
    ...textTable(COLUMNS, known.length === 1 ? cells : [...cells, row('all', forecasts)], paint),
    ...more,
  ];
}

function row(name: string, { sessions, forecast, rollingMedian }: ForecastComparison): string[] {
  return [name, `${sessions}`, ...errorCells(forecast), ...errorCells(rollingMedian)];
}

function errorCells({ medianError, p90Error, total }: ForecastErrors): string[] {
  return [percent(medianError), percent(p90Error), percent(total)];
}

/** Tenths of a percent would claim more than is known. */
function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
