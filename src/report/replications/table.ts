import type { Outcome } from '../../experiment/outcome.ts';
import { namesOf } from '../../experiment/replicated-figures.ts';
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
      header: `jobs.${job}.meetsWindow`,
      cell: ({ met }: Outcome) => (met[job] === undefined ? null : Number(met[job])),
    })),
  ];
}

/** The path of a figure with its unit, where the path does not say it. */
export function figureHeader(path: string): string {
  return path.startsWith('waits.') || /^jobs\..*\.(?:window|overrun)$/.test(path) ? `${path}Seconds` : path;
}
