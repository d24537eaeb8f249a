import { join } from 'node:path';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { ReplicatedDesigns } from '../../experiment/replications/replicated-designs.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { replicationsJson } from '../../report/replications/json.ts';
import { replicationsTable } from '../../report/replications/table.ts';
import { replicationsText } from '../../report/replications/text.ts';
import { windowSpreads } from '../../report/replications/window-spreads.ts';
import type { UnitInput } from '../../runs/experiments/experiment-runs.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE } from '../page-script.ts';
import type { ChartArguments } from '../program/chart-choice.ts';
import { REPLICATIONS_FILE, storedReplications } from '../results/replications-file.ts';
import { packedReport } from '../results/report-file.ts';
import { writeMarkdown, writePage, writeReplicationsPicture } from '../results/report-views.ts';
import { tableCsv } from '../results/table-csv.ts';
import type { Changes } from '../runs/run-changes.ts';
import { reportPaint } from '../terminal/paint.ts';
import { refused } from '../terminal/problems.ts';
import type { Counts } from './counts.ts';
import { type PreparedExperiment, prepareExperiment } from './prepare.ts';
import { cannotBegin, keptOutcomes, runExperiment } from './run-experiment.ts';

/** Replications of a run that have been asked for. */
export interface Replication {
  readonly file: string;
  /** The result folder of the run. */
  readonly folder: string;
  readonly changes: Changes;
  readonly counts: Counts;
  readonly resume: boolean;
}

/** What is known of the run itself once it is over. */
export interface ReplicatedRun {
  /** Its report, and how to draw pictures. */
  readonly report: ReportData;
  readonly charts: ChartArguments;
  readonly command: readonly string[];
}

/**
 * Reads what the replications need, before the run itself writes to its folder. Returns an exit code, with the reason
 * reported, if they cannot be run, if their queue cannot be used, or if the folder holds unfinished runs that they must not
 * replace.
 */
export async function prepareReplication(replication: Replication, io: Io): Promise<UnitInput | ExitCode> {
  const prepared = await prepare(replication, io);
  if (!prepared.ok) return refused(io, prepared.diagnostics);
  const { input } = prepared.value;
  const kept = await keptOutcomes({ ...replication, input }, io);
  if (kept === undefined) return EXIT.badInput;
  const { workers, queue } = replication.counts;
  const problems = await cannotBegin({ input, workers, queue }, io);
  return problems.length > 0 ? refused(io, problems) : input;
}

/**
 * Replicates a run and writes `replications.json`, `replications.csv` and their picture to its result folder. Returns
 * the text for the terminal, or an exit code if it could not be completed.
 */
export async function replicateRun(
  { folder, counts, resume }: Replication,
  input: UnitInput,
  { report, charts, command }: ReplicatedRun,
  io: Io,
): Promise<string | ExitCode> {
  const study = new ReplicatedDesigns(input.experiment);
  const write = async (): Promise<void> => {
    const outcomes = study.designs[0]!.outcomes;
    const rows = outcomes.map((outcome, i) => ({ replication: i, outcome }));
    const table = replicationsTable(outcomes);
    await io.writeFileAtomically(join(folder, table.file), tableCsv(table, rows));
    await io.writeFileAtomically(
      join(folder, REPLICATIONS_FILE),
      replicationsJson(input.experiment, outcomes),
    );
    const replications = await storedReplications(io, folder);
    await writeMarkdown(io, folder, report, replications);
    await writePage(io, join(folder, PAGE_FILE), {
      data: report,
      packed: await packedReport(report),
      replications,
    });
    const windows = windowSpreads(report, (path) => outcomes.flatMap(({ figures }) => figures[path] ?? []));
    await writeReplicationsPicture(io, folder, { of: report, windows, charts });
  };
  const { workers, queue } = counts;
  const code = await runExperiment({ input, study, folder, workers, queue, resume, command }, write, io);
  if (code !== undefined) return code;
  return replicationsText(study.designs[0]!.outcomes, counts, reportPaint(io, io.stdout));
}

async function prepare({ file, changes, counts }: Replication, io: Io): Promise<Result<PreparedExperiment>> {
  const { policy, ...rest } = changes;
  return prepareExperiment(
    {
      file,
      changes: rest,
      axes: [],
      sampling: { kind: 'crossed' },
      policies: policy === undefined ? [] : [policy],
      replications: counts.replications,
      precision: counts.precision,
    },
    io,
  );
}
