import { namesOf } from '../../experiment/replications/replicated-figures.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import type { Column, Table } from '../tables/column.ts';

export const REPLICATIONS_TABLE = 'replications.csv';

export interface ReplicationRow {
  /** From 0. */
  readonly replication: number;
  readonly outcome: Outcome;
}

/** `replications.csv`: one row per replication, a column per figure that any of them has. */
export function replicationsTable(outcomes: readonly Outcome[]): Table<ReplicationRow> {
  return {
    file: REPLICATIONS_TABLE,
    columns: [
      { header: 'replication', cell: ({ replication }) => replication },
      { header: 'fingerprint', cell: ({ outcome }) => outcome.fingerprint },
      ...outcomeColumns(outcomes).map(({ header, cell }) => ({
        header,
        cell: ({ outcome }: ReplicationRow) => cell(outcome),
      })),
    ],
  };
}

/** A column per figure, then whether each job met its window (1 or 0). */
export function outcomeColumns(outcomes: readonly Outcome[]): Column<Outcome>[] {
  return [
    ...namesOf(outcomes, 'figures').map((path) => ({
      header: figureHeader(path),
      cell: ({ figures }: Outcome) => figures[path] ?? null,
    })),
    ...namesOf(outcomes, 'met').map((job) => ({
      header: `jobs.${job}${MET}`,
      cell: ({ met }: Outcome) => (met[job] === undefined ? null : Number(met[job])),
    })),
  ];
}

const UNIT = 'Seconds';
const MET = '.meetsWindow';

/** The path of a figure, with its unit if the path does not contain it. */
export function figureHeader(path: string): string {
  return path.startsWith('waits.') || /^jobs\..*\.(?:window|overrun)$/s.test(path) ? `${path}${UNIT}` : path;
}

/** The outcome in a row of `replications.csv`, as far as the row holds it: by column, with the text of each value. */
export function outcomeOfRow(columns: readonly string[], cell: (column: string) => string): Outcome {
  const filled = columns.filter((column) => column !== 'replication' && cell(column) !== '');
  const isMet = (column: string) => column.startsWith('jobs.') && column.endsWith(MET);
  const figures = filled
    .filter((column) => column !== 'fingerprint' && !isMet(column))
    .map((column) => [figurePath(column), Number(cell(column))] as const);
  return {
    fingerprint: cell('fingerprint'),
    figures: Object.fromEntries(figures),
    met: Object.fromEntries(
      filled.filter(isMet).map((column) => [column.slice('jobs.'.length, -MET.length), cell(column) === '1']),
    ),
    boundBy: null,
    bottlenecks: {},
  };
}

function figurePath(header: string): string {
  const path = header.endsWith(UNIT) ? header.slice(0, -UNIT.length) : header;
  return figureHeader(path) === header ? path : header;
}
