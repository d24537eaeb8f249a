import { join } from 'node:path';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { LeftToChance } from '../../metrics/left-to-chance.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { reportData } from '../../report/data/build-report.ts';
import { curvesToShow } from '../../report/data/longest-night.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { nextSteps } from '../../report/next-steps.ts';
import { summaryJson } from '../../report/summary-json.ts';
import { SNAPSHOTS_TABLE } from '../../report/tables/snapshots.ts';
import { TASKS_TABLE } from '../../report/tables/tasks.ts';
import { UTILISATION_TABLE } from '../../report/tables/utilisation.ts';
import { textReport } from '../../report/text.ts';
import { expectationText } from '../../report/wording/expectation-text.ts';
import type { UnitInput } from '../../runs/experiments/experiment-runs.ts';
import { leftToChance } from '../../runs/left-to-chance.ts';
import { EXIT, type ExitCode, worseOf } from '../exit-code.ts';
import { type Counts, readCounts } from '../experiment/counts.ts';
import type { Io } from '../io.ts';
import { optionWords } from '../program/command-line.ts';
import { holdsOtherResult } from '../results/other-result.ts';
import { type ResultChoices, RUNS_FOLDER, resultName, writeResultFolder } from '../results/result-folder.ts';
import { repeatedRun, runOrigin } from '../results/run-origin.ts';
import { removeTraceFiles, TraceFiles } from '../results/trace-files.ts';
import { doubledOf, RunListener } from '../runs/analyses.ts';
import type { Analysis } from '../runs/analysis.ts';
import { type LoadedRun, loadRun, loadRunsOf, type RefusedRuns, type RunRequest } from '../runs/load-run.ts';
import { readChanges } from '../runs/run-changes.ts';
import { runInPartsWithProgress } from '../runs/run-with-progress.ts';
import { warmUpSetting } from '../runs/warm-up-setting.ts';
import { TableFiles } from '../tables/table-files.ts';
import { reportPaint } from '../terminal/paint.ts';
import { complain, refused, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';
import { version } from '../version.ts';

export interface RunArguments extends ResultChoices {
  readonly files: readonly string[];
  readonly output?: string;
  readonly json?: boolean;
  readonly seed?: string;
  readonly policy?: string;
  /** Each `PATH=VALUE`. */
  readonly set?: readonly string[];
  readonly until?: string;
  /** Also write every record of the run, and its timeline. */
  readonly trace?: boolean;
  /** The number of the replication to run alone. */
  readonly replay?: string;
  readonly replications?: string;
  readonly precision?: string;
  readonly workers?: string;
  readonly queue?: string;
  /** Continue replications that were interrupted. */
  readonly resume?: boolean;
  /** Determine how long the run takes to settle, and leave that part out. */
  readonly warmUp?: 'auto';
  /** `auto` unless given. */
  readonly analysis?: Analysis;
}

/**
 * Simulates each file, writes its result folder and prints its summary. Nothing is run if one of the files is
 * invalid.
 */
export async function run(args: RunArguments, io: Io): Promise<ExitCode> {
  if (args.json === true && args.files.length > 1) {
    complain(io, '--json prints one summary: give one file, or read the result folders instead.');
    return EXIT.badInput;
  }
  const changes = readChanges(args);
  if (!changes.ok) return refused(io, changes.diagnostics);
  const counts = readCounts(args, io);
  if (!counts.ok) return refused(io, counts.diagnostics);
  const idle = idleOptions(args, counts.value);
  if (idle.length > 0) return refused(io, idle);
  const folders = resultFolders(args, io);
  const doubled = args.files.find((_, i) => folders.indexOf(folders[i]!) !== i);
  if (doubled !== undefined) {
    complain(
      io,
      `'${doubled}' and an earlier file have the same result folder; run them one by one with -o.`,
    );
    return EXIT.badInput;
  }
  for (const folder of folders) if (await holdsOtherResult(io, folder, 'run')) return EXIT.badInput;
  const loaded = await loadRunsOf(args.files, changes.value, io);
  if (!loaded.ok) return refusedBefore(loaded, { args, io });
  showDiagnostics(io, loaded.warnings);
  const begun = loaded.runs.map((one, i): OneRun => {
    return { ...one, folder: folders[i]!, args, counts: counts.value };
  });
  const runs = args.warmUp === undefined ? begun : await settled(begun, io);
  if ('files' in runs) return refusedBefore(runs, { args, io });
  const ready: OneRun[] = [];
  for (const one of runs) {
    const replications = await replicationsOf(one, io);
    if (typeof replications === 'number') return replications;
    ready.push({ ...one, replications });
  }
  let code: ExitCode = EXIT.fine;
  for (const [i, one] of ready.entries()) {
    if (i > 0) io.stdout.write('\n');
    code = worseOf(code, await runOne(one, io));
  }
  return code;
}

/** Reports options for replications in a run without any, or the other way round: the user must have meant something else. */
function idleOptions(args: RunArguments, { replications }: Counts): Diagnostic[] {
  if (replications > 1 && args.replay !== undefined)
    return [optionDiagnostic('--replay', 'it runs one replication alone.', 'Leave --replications out.')];
  if (replications > 1) return [];
  const given = (['queue', 'resume'] as const).filter((name) => (args[name] ?? false) !== false);
  return given.map((name) =>
    optionDiagnostic(`--${name}`, 'it needs replications.', 'Write for example --replications 100.'),
  );
}

/** Where the results of its files are written, in their order. */
export function resultFolders({ files, output }: RunArguments, io: Io): string[] {
  if (output !== undefined && files.length === 1) return [output];
  return files.map((file) => join(output ?? RUNS_FOLDER, resultName(io, file)));
}

/** A run that can be started. */
interface OneRun extends RunRequest, LoadedRun {
  readonly folder: string;
  readonly args: RunArguments;
  readonly counts: Counts;
  /** Undefined: none are asked for, or they are not prepared yet. */
  readonly replications?: UnitInput | undefined;
}

/** Why nothing is run. */
function refusedBefore(
  { files, diagnostics }: RefusedRuns,
  { args, io }: { args: RunArguments; io: Io },
): ExitCode {
  showDiagnostics(io, diagnostics);
  if (args.files.length > 1 && files.length > 0)
    complain(io, `nothing was run, because of problems in ${files.join(', ')}.`);
  return EXIT.badInput;
}

async function runOne(one: OneRun, io: Io): Promise<ExitCode> {
  const { file, folder, args, scenario, options } = one;
  const { analysis = 'auto' } = args;
  // A user who asks for replications, or for one of them, knows that there are others.
  const isAlone = one.counts.replications === 1 && args.replay === undefined;
  const chance = isAlone ? leftToChance(scenario, options.policy) : [];
  const listener = new RunListener(scenario, options, analysis);
  const traceFiles = args.trace === true ? new TraceFiles(io, folder) : undefined;
  const tables = new TableFiles(io, folder);
  let result: RunResult;
  let data: ReportData;
  let answer: string;
  try {
    const outcome = await runInPartsWithProgress(io, scenario, {
      ...options,
      trace: listener,
      onUtilisation: (columns) => tables.add(UTILISATION_TABLE, columns),
      ...(traceFiles === undefined ? {} : { tracer: traceFiles.tracer }),
    });
    if (!outcome.ok) return refused(io, outcome.diagnostics);
    showDiagnostics(io, outcome.warnings);
    result = outcome.result;
    tables.add(TASKS_TABLE, result.columns.tasks);
    tables.add(SNAPSHOTS_TABLE, result.columns.snapshots);
    tables.complete();
    await traceFiles?.finish();
    data = reportData(result, scenario, {
      origin: { version: version(), ...runOrigin(file, result.summary, args) },
      criticalPath: await listener.criticalPath(io),
      doubled: await doubledOf(io, scenario, { result, options, analysis }),
      waitsByThing: await listener.waitsByThing(io),
      leftToChance: chance,
    });
    const written = writeResultFolder(io, folder, { result, report: data, tables, choices: args });
    // Compression starts first, because it runs in parallel with this thread.
    answer = args.json === true ? summaryJson(result.summary) : report({ result, data, folder, chance }, io);
    await written;
    if (traceFiles === undefined) await removeTraceFiles(io, folder);
  } finally {
    traceFiles?.discard();
    await tables.discard();
  }
  io.stdout.write(answer);
  const more = await replicated(one, { result, data }, io);
  const code = expectations(result, file, args.json === true || !io.stdout.isTerminal, io);
  return more === undefined ? code : worseOf(code, more);
}

/** All runs with their warm-up left out, or those for which it cannot be determined. */
async function settled(runs: readonly OneRun[], io: Io): Promise<readonly OneRun[] | RefusedRuns> {
  const ready: OneRun[] = [];
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const run of runs) {
    const one = await settledRun(run, io);
    if (one.ok) ready.push(one.value);
    else {
      files.push(run.file);
      diagnostics.push(...one.diagnostics);
    }
  }
  return files.length === 0 ? ready : { files, diagnostics };
}

/** Determines how long the scenario takes to settle, and applies that as `--set clock.warmUp` would. */
async function settledRun(one: OneRun, io: Io): Promise<Result<OneRun>> {
  const { file, args, changes } = one;
  const setting = warmUpSetting([{ name: file, ...one }], io);
  if (!setting.ok) return setting;
  const { overlay, words } = setting.value;
  say(io.stderr, [args.files.length > 1 ? `${file}: ${words}` : words]);
  const { warmUp: _, ...others } = args;
  const set = [...(args.set ?? []), `${overlay.path}=${overlay.value}`];
  const request = { ...one, changes: { ...changes, overlays: [...changes.overlays, overlay] } };
  const loaded = await loadRun(request, io);
  if (!loaded.ok) return loaded;
  return { ...loaded, value: { ...request, ...loaded.value, args: { ...others, set } } };
}

/** What the further replications need, if any were requested. An exit code if they cannot be run. */
async function replicationsOf(one: OneRun, io: Io): Promise<UnitInput | ExitCode | undefined> {
  if (one.counts.replications === 1) return undefined;
  const { prepareReplication } = await import('../experiment/replicate-run.ts');
  return prepareReplication({ ...one, resume: one.args.resume === true }, io);
}

/** Runs the further replications, if any were requested. An exit code if they could not be completed. */
async function replicated(
  one: OneRun,
  { result, data }: { readonly result: RunResult; readonly data: ReportData },
  io: Io,
): Promise<ExitCode | undefined> {
  const { file, folder, args, replications } = one;
  if (replications === undefined) return undefined;
  const { replicateRun } = await import('../experiment/replicate-run.ts');
  const command = [...repeatedRun(file, result.summary, args), ...howWords(args), '-o', folder];
  const text = await replicateRun(
    { ...one, resume: args.resume === true },
    replications,
    { report: data, charts: args, command },
    io,
  );
  if (typeof text === 'number') return text;
  if (args.json !== true) io.stdout.write(`\n${text}`);
  return undefined;
}

/** The options of a run that change no figure: by whom it is done, and what is written. Without defaults. */
function howWords({ workers, queue, analysis, charts, chartsScale, parquet, trace }: RunArguments): string[] {
  return optionWords({
    workers,
    queue,
    analysis: analysis === 'auto' ? undefined : analysis,
    charts: charts === 'png' ? undefined : charts,
    'charts-scale': chartsScale === '1' ? undefined : chartsScale,
    parquet,
    trace,
  });
}

interface ReportInput {
  readonly result: RunResult;
  readonly data: ReportData;
  readonly folder: string;
  readonly chance: readonly LeftToChance[];
}

function report({ result, data, folder, chance }: ReportInput, io: Io): string {
  return textReport(result, {
    clockStartUs: data.clockStartUs,
    curves: curvesToShow(data),
    doubled: data.doubled,
    next: nextSteps(data),
    waitsByThing: data.waitsByThing.kind === 'found' ? data.waitsByThing.value : [],
    leftToChance: chance,
    reproduce: data.origin.command,
    folder,
    paint: reportPaint(io, io.stdout),
    // Standard error has the full warnings, and a person sees both streams.
    warningsShown: io.stdout.isTerminal && io.stderr.isTerminal,
  });
}

/**
 * The exit code of the expectations. `aloud`: also print the missed ones on standard error, for when nobody sees the
 * summary.
 */
function expectations({ summary }: RunResult, file: string, aloud: boolean, io: Io): ExitCode {
  const missed = summary.expect.filter(({ ok }) => !ok);
  if (aloud) for (const outcome of missed) io.stderr.write(`${file}: missed: ${expectationText(outcome)}\n`);
  return missed.length > 0 ? EXIT.missed : EXIT.fine;
}
