import { NEVER } from '../../metrics/columns/task-columns.ts';
import { formatSeconds } from '../../report/wording/metric-value.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import type { TaskWords } from '../task-words.ts';
import type { GridColumn } from './grid-content.ts';

type ValueOf = (row: number) => number;

/** A number, aligned right and sorted numerically. */
export function figure(head: string, value: ValueOf, text: (value: number) => string = String): GridColumn {
  return { head, isFigure: true, text: (row) => text(value(row)), value };
}

export function bytes(head: string, value: ValueOf): GridColumn {
  return figure(head, value, formatBytes);
}

/** Seconds; NEVER: a dash. */
export function duration(head: string, value: ValueOf): GridColumn {
  return figure(head, value, (seconds) => (seconds === NEVER ? '–' : formatSeconds(seconds)));
}

/** An instant in seconds of the run, shown as clock time; NEVER: a dash. */
export function moment(head: string, value: ValueOf, words: TaskWords): GridColumn {
  return { head, text: (row) => words.time(value(row)), value };
}
