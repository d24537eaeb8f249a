import { namesOf } from '../../experiment/replications/replicated-figures.ts';
import { type Sweep, type SweptDesign, valueOn } from '../../experiment/sweep.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import { figureHeader, outcomeColumns } from '../replications/table.ts';
import type { Column, Table } from '../tables/column.ts';

/** Figures for which a sweep's table shows more than the mean. */
const IN_FULL = /^(?:window\.seconds|nights\.longestSeconds|jobs\..*\.window)$/;

/** `sweep.csv`: one row per design. Figures are means over its replications; windows also have their spread. */
export function sweepTable(sweep: Sweep): Table<SweptDesign> {
  const outcomes = sweep.designs.flatMap((design) => design.outcomes);
  return {
    file: 'sweep.csv',
    columns: [
      ...designColumns(sweep),
      { header: 'replications', cell: ({ replicated }) => replicated.replications },
      { header: 'allMeetWindowsShare', cell: ({ replicated }) => replicated.allMet?.share ?? null },
      { header: 'boundBy', cell: (design) => design.outcomes[0]?.boundBy ?? null },
      ...namesOf(outcomes, 'met').map(
        (job): Column<SweptDesign> => ({
          header: `jobs.${job}.meetsWindowShare`,
          cell: ({ replicated }) => replicated.met[job]?.share ?? null,
        }),
      ),
      ...namesOf(outcomes, 'figures').flatMap(estimateColumns),
    ],
  };
}

/** A row of a sweep's `replications.csv`. */
export interface SweptReplication {
  readonly design: SweptDesign;
  /** From 0. */
  readonly replication: number;
  readonly outcome: Outcome;
}

/** `replications.csv` of a sweep: one row per design and replication. */
export function sweptReplicationsTable(sweep: Sweep): Table<SweptReplication> {
  const outcomes = sweep.designs.flatMap((design) => design.outcomes);
  return {
    file: 'replications.csv',
    columns: [
      ...designColumns(sweep).map(({ header, cell }) => ({
        header,
        cell: ({ design }: SweptReplication) => cell(design),
      })),
      { header: 'replication', cell: ({ replication }) => replication },
      { header: 'fingerprint', cell: ({ outcome }) => outcome.fingerprint },
      ...outcomeColumns(outcomes).map(({ header, cell }) => ({
        header,
        cell: ({ outcome }: SweptReplication) => cell(outcome),
      })),
    ],
  };
}

export function* sweptReplications({ designs }: Sweep): Generator<SweptReplication> {
  for (const design of designs)
    for (const [replication, outcome] of design.outcomes.entries()) yield { design, replication, outcome };
}

function designColumns({ experiment }: Sweep): Column<SweptDesign>[] {
  return [
    ...experiment.axes.map(
      ({ path }, i): Column<SweptDesign> => ({
        header: path,
        cell: (design) => valueOn(experiment, design, i).text,
      }),
    ),
    { header: 'policy', cell: ({ point }) => point.policy ?? null },
  ];
}

function estimateColumns(path: string): Column<SweptDesign>[] {
  const header = figureHeader(path);
  const of = (design: SweptDesign) => design.replicated.figures[path];
  const mean: Column<SweptDesign> = { header, cell: (design) => of(design)?.mean ?? null };
  if (!IN_FULL.test(path)) return [mean];
  return [
    mean,
    { header: `${header}Sd`, cell: (design) => of(design)?.sd ?? null },
    { header: `${header}Ci95Low`, cell: (design) => of(design)?.ci95?.[0] ?? null },
    { header: `${header}Ci95High`, cell: (design) => of(design)?.ci95?.[1] ?? null },
    { header: `${header}P50`, cell: (design) => of(design)?.p50 ?? null },
    { header: `${header}P95`, cell: (design) => of(design)?.p95 ?? null },
    { header: `${header}P99`, cell: (design) => of(design)?.p99 ?? null },
  ];
}
