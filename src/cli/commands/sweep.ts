import { join } from 'node:path';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { Sampling } from '../../experiment/designs/experiment.ts';
import { ReplicatedDesigns } from '../../experiment/replications/replicated-designs.ts';
import { sweepOf } from '../../experiment/sweep.ts';
import { ListedUnits } from '../../experiment/units/listed-units.ts';
import { differences } from '../../experiment/units/same-experiment.ts';
import { readShard, type Shard, unitsOfShard } from '../../experiment/units/shard.ts';
import { counted } from '../../units/counted.ts';
import { shown } from '../../units/quantity-problem.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type CountOptions, readCount, readCounts } from '../experiment/counts.ts';
import { type ExperimentRequest, prepareExperiment } from '../experiment/prepare.ts';
import { type ExperimentRun, runExperiment } from '../experiment/run-experiment.ts';
import { settledExperiment } from '../experiment/settled-experiment.ts';
import { readShardFile, shardFile, writeShard } from '../experiment/shard-file.ts';
import { showSweep } from '../experiment/show-sweep.ts';
import { writeSweepFolder } from '../experiment/sweep-folder.ts';
import { variedAxes } from '../experiment/varied-axes.ts';
import type { Io } from '../io.ts';
import { optionWords } from '../program/command-line.ts';
import { holdsOtherResult } from '../results/other-result.ts';
import { resultName, SWEEPS_FOLDER } from '../results/result-folder.ts';
import { readChanges } from '../runs/run-changes.ts';
import type { WarmUpSetting } from '../runs/warm-up-setting.ts';
import { complain, refused, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface SweepArguments extends CountOptions {
  readonly file: string;
  /** Each `PATH=VALUES`, or several that vary together, separated by `;`. */
  readonly vary?: readonly string[];
  /** Samples of a Latin hypercube. */
  readonly lhs?: string;
  /** Names or files, separated by commas. */
  readonly policy?: string;
  readonly seed?: string;
  readonly set?: readonly string[];
  readonly until?: string;
  readonly resume?: boolean;
  /** Determine how long the runs take to settle, and leave that part out. */
  readonly warmUp?: 'auto';
  readonly output?: string;
  readonly json?: boolean;
  /** `I/N`: run only this part, and write it to a file for `merge`. */
  readonly shard?: string;
}

/** Runs a scenario in many designs, and writes and prints the result of each. */
export async function sweep(args: SweepArguments, io: Io): Promise<ExitCode> {
  const counts = readCounts(args, io);
  const request = readRequest(args);
  const shard = args.shard === undefined ? undefined : readShard(args.shard);
  const problems = [
    ...[counts, request].flatMap((read) => (read.ok ? [] : read.diagnostics)),
    ...shardProblems(args, shard),
  ];
  if (!counts.ok || !request.ok || problems.length > 0) return refused(io, problems);
  const prepared = await prepareExperiment({ ...request.value, ...counts.value }, io);
  if (!prepared.ok) return refused(io, prepared.diagnostics);
  showDiagnostics(io, prepared.warnings);
  const settled = args.warmUp === undefined ? undefined : settledExperiment(prepared.value, io);
  if (settled?.ok === false) return refused(io, settled.diagnostics);
  const { input } = settled?.value ?? prepared.value;
  const warmUp = settled?.value.warmUp;
  if (warmUp !== undefined) say(io.stderr, [warmUp.words]);
  const folder = args.output ?? join(SWEEPS_FOLDER, resultName(io, args.file));
  const run = {
    input,
    folder,
    workers: counts.value.workers,
    queue: counts.value.queue,
    resume: args.resume === true,
    command: sweepWords(args, warmUp),
  };
  return shard === undefined ? sweepWhole(run, args, io) : sweepShard(run, shard, io);
}

type SweepRun = Omit<ExperimentRun, 'study' | 'shard'>;

async function sweepWhole(run: SweepRun, args: SweepArguments, io: Io): Promise<ExitCode> {
  const { folder, input } = run;
  if (await holdsOtherResult(io, folder, 'sweep')) return EXIT.badInput;
  const study = new ReplicatedDesigns(input.experiment);
  const done = () => sweepOf(input.experiment, study.designs);
  const code = await runExperiment({ ...run, study }, () => writeSweepFolder(io, folder, done()), io);
  if (code !== undefined) return code;
  showSweep(io, folder, done(), args.json === true);
  return EXIT.fine;
}

/** Runs one shard into a file that is written once and never changed. */
async function sweepShard(run: SweepRun, shard: Shard, io: Io): Promise<ExitCode> {
  const { experiment } = run.input;
  const file = shardFile(run.folder, shard);
  if (await io.exists(file)) {
    const there = await readShardFile(io, file);
    const isSame =
      there.ok &&
      there.shard.header.shard?.index === shard.index &&
      differences(there.shard.header.experiment, experiment).length === 0;
    if (!isSame) {
      complain(io, `'${file}' exists and is not this shard. Use another folder (-o), or remove it.`);
      return EXIT.badInput;
    }
    // A shard may have been handed out twice.
    io.stderr.write(`${file} is there already: nothing to do.\n`);
    return EXIT.fine;
  }
  const units = unitsOfShard(new ReplicatedDesigns(experiment).ask(), shard);
  const study = new ListedUnits(units);
  const write = () => writeShard(io, file, { experiment, shard }, study.outcomes);
  const code = await runExperiment({ ...run, study, shard }, write, io);
  if (code !== undefined) return code;
  io.stdout.write(`${counted(units.length, 'run')} in ${file}\n`);
  io.stderr.write(
    `With all ${shard.of} shards: proxysim merge FILES -o DIR (a folder stands for the shards in it)\n`,
  );
  return EXIT.fine;
}

type Read = Omit<ExperimentRequest, 'replications' | 'precision'>;

/** Parses what is varied and how; reports every option that is invalid. */
function readRequest(args: SweepArguments): Result<Read> {
  const { file, vary = [], lhs, policy, ...changing } = args;
  const diagnostics: Diagnostic[] = [];
  const samples = lhs === undefined ? undefined : readCount('--lhs', lhs, diagnostics);
  const policies = [...new Set((policy ?? '').split(',').map((word) => word.trim()))].filter(
    (word) => word !== '',
  );
  if (vary.length === 0 && policies.length < 2 && args.replications === undefined) {
    const hint = 'Write for example --vary proxies.px1.maxConcurrentTasks=2..16:2.';
    diagnostics.push(optionDiagnostic('--vary', 'there is nothing to vary.', hint));
  }
  const changes = readChanges(changing);
  if (!changes.ok) diagnostics.push(...changes.diagnostics);
  const overlays = changes.ok ? changes.value.overlays : [];
  const { seed, warmUp } = args;
  const axes = variedAxes(vary, { overlays, seed, policy, warmUp }, diagnostics);
  if (diagnostics.length > 0 || !changes.ok) return { ok: false, diagnostics };
  const sampling: Sampling =
    samples !== undefined ? { kind: 'latin-hypercube', samples } : { kind: 'crossed' };
  return { ok: true, value: { file, changes: changes.value, axes, sampling, policies }, warnings: [] };
}

function shardProblems(
  { shard: text, json, precision }: SweepArguments,
  shard: Shard | undefined,
): Diagnostic[] {
  if (text === undefined) return [];
  const problems: Diagnostic[] = [];
  const problem = (message: string, hint: string) =>
    problems.push(optionDiagnostic('--shard', message, hint));
  if (shard === undefined)
    problem(`${shown(text)} is not I/N with I from 1 to N.`, 'Write for example --shard 3/8.');
  if (precision !== undefined)
    problem(
      '--precision decides by all outcomes how many more it needs, which a shard does not have.',
      'Give --replications a number instead.',
    );
  if (json === true) problem('a shard has no sweep.json.', 'merge has --json.');
  return problems;
}

/** The command to repeat the sweep, with the warm-up that was found, so that it need not be determined again. */
function sweepWords(args: SweepArguments, warmUp: WarmUpSetting | undefined): string[] {
  const found = warmUp === undefined ? [] : [`${warmUp.overlay.path}=${warmUp.overlay.value}`];
  const set = [...(args.set ?? []), ...found];
  const { vary, lhs, policy, seed, until } = args;
  const { replications, precision, workers, queue, shard, output } = args;
  const changed = { vary, set, lhs, policy, seed, until };
  const many = { replications, precision, workers, queue, shard, output };
  return ['proxysim', 'sweep', args.file, ...optionWords({ ...changed, ...many })];
}
