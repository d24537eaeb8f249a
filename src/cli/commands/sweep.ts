import { join } from 'node:path';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { Axis } from '../../experiment/axis.ts';
import { readAxis } from '../../experiment/axis-spec.ts';
import type { Sampling } from '../../experiment/experiment.ts';
import { ReplicatedDesigns } from '../../experiment/replicated-designs.ts';
import { sweepOf } from '../../experiment/sweep.ts';
import { sweepText } from '../../report/sweep-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type CountOptions, readCount, readCounts } from '../experiment/counts.ts';
import { type ExperimentRequest, prepareExperiment } from '../experiment/prepare.ts';
import { runExperiment } from '../experiment/run-experiment.ts';
import { writeSweepFolder } from '../experiment/sweep-folder.ts';
import type { Io } from '../io.ts';
import { optionDiagnostic, refused, showDiagnostics } from '../problems.ts';
import { resultName, SWEEPS_FOLDER } from '../result-folder.ts';
import { readChanges } from '../run-changes.ts';
import { reportPaint } from '../terminal-paint.ts';

export interface SweepArguments extends CountOptions {
  readonly file: string;
  /** Each `PATH=VALUES`. */
  readonly vary?: readonly string[];
  readonly zip?: boolean;
  /** Samples of a Latin hypercube. */
  readonly lhs?: string;
  /** Names or files, comma between them. */
  readonly policy?: string;
  readonly seed?: string;
  readonly set?: readonly string[];
  readonly until?: string;
  readonly resume?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** Runs a scenario in many designs, and writes and prints what becomes of each. */
export async function sweep(args: SweepArguments, io: Io): Promise<ExitCode> {
  const counts = readCounts(args, io);
  const request = readRequest(args);
  const problems = [counts, request].flatMap((read) => (read.ok ? [] : read.diagnostics));
  if (!counts.ok || !request.ok) return refused(io, problems);
  const prepared = await prepareExperiment({ ...request.value, ...counts.value }, io);
  if (!prepared.ok) return refused(io, prepared.diagnostics);
  showDiagnostics(io, prepared.warnings);
  const { input } = prepared.value;
  const { experiment } = input;
  const folder = args.output ?? join(SWEEPS_FOLDER, resultName(io, args.file));
  const study = new ReplicatedDesigns(experiment);
  const code = await runExperiment(
    {
      input,
      study,
      folder,
      workers: counts.value.workers,
      resume: args.resume === true,
      command: sweepWords(args),
    },
    () => writeSweepFolder(io, folder, sweepOf(experiment, study.designs)),
    io,
  );
  if (code !== undefined) return code;
  const done = sweepOf(experiment, study.designs);
  if (args.json === true) io.stdout.write(await io.readText(join(folder, 'sweep.json')));
  else io.stdout.write(`${sweepText(done, reportPaint(io, io.stdout))}\nEverything: ${folder}\n`);
  return EXIT.fine;
}

type Read = Omit<ExperimentRequest, 'replications' | 'precision'>;

/** Reads what is to be varied and how; every option that cannot be read is reported. */
function readRequest(args: SweepArguments): Result<Read> {
  const { file, vary = [], zip = false, lhs, policy, ...changing } = args;
  const diagnostics: Diagnostic[] = [];
  const axes: Axis[] = [];
  for (const text of vary) {
    const axis = readAxis(text);
    if (axis.ok) axes.push(axis.value);
    else diagnostics.push(...axis.diagnostics);
  }
  const samples = lhs === undefined ? undefined : readCount('--lhs', lhs, diagnostics);
  if (zip && lhs !== undefined)
    diagnostics.push(optionDiagnostic('--lhs', '--zip and --lhs exclude each other.'));
  const policies = [...new Set((policy ?? '').split(',').map((word) => word.trim()))].filter(
    (word) => word !== '',
  );
  if (vary.length === 0 && policies.length < 2) {
    const hint = 'Write for example --vary proxies.px1.maxConcurrentTasks=2..16:2.';
    diagnostics.push(optionDiagnostic('--vary', 'there is nothing to vary.', hint));
  }
  const changes = readChanges(changing);
  if (!changes.ok) diagnostics.push(...changes.diagnostics);
  if (diagnostics.length > 0 || !changes.ok) return { ok: false, diagnostics };
  const sampling: Sampling =
    samples !== undefined ? { kind: 'latin-hypercube', samples } : { kind: zip ? 'zipped' : 'crossed' };
  return { ok: true, value: { file, changes: changes.value, axes, sampling, policies }, warnings: [] };
}

/** The command again, as words. */
export function sweepWords(args: SweepArguments): string[] {
  const words = ['proxysim', 'sweep', args.file];
  const named = ['lhs', 'policy', 'seed', 'until', 'replications', 'precision', 'workers', 'output'] as const;
  for (const text of args.vary ?? []) words.push('--vary', text);
  if (args.zip === true) words.push('--zip');
  for (const text of args.set ?? []) words.push('--set', text);
  for (const name of named) {
    const value = args[name];
    if (value !== undefined) words.push(`--${name}`, value);
  }
  return words;
}
