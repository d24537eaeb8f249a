import { Command, CommanderError, Option } from 'commander';
import type { ExplainArguments } from './commands/explain.ts';
import type { ReportArguments } from './commands/report.ts';
import type { RunArguments } from './commands/run.ts';
import type { ValidateArguments } from './commands/validate.ts';
import { type Ended, EXIT, type ExitCode } from './exit-code.ts';
import { FileError } from './files/file-error.ts';
import { Interrupted, type Io } from './io.ts';
import { addCalibrate } from './program/calibrating.ts';
import { addCheck } from './program/checking.ts';
import { commandLine } from './program/command-line.ts';
import { addCompare, addVerify } from './program/comparing.ts';
import { refuseEmptyValues } from './program/empty-values.ts';
import { examples } from './program/examples.ts';
import { addMerge, addSweep, addWorker } from './program/experiments.ts';
import { addImport } from './program/importing.ts';
import { addPlan } from './program/planning.ts';
import { optionDescription, repeatableOption } from './program/repeatable-option.ts';
import { chartFormatOption, chartScaleOption, untilOption } from './program/shared-options.ts';
import { warmUpOption } from './program/warm-up-option.ts';
import { ANALYSES } from './runs/analysis.ts';
import { version } from './version.ts';

/** Runs one command line. Never throws: every error becomes a message on standard error and an exit code. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = buildProgram(io, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return failure(error, argv, io);
  }
}

function failure(error: unknown, argv: readonly string[], io: Io): ExitCode {
  // commander has already printed what is wrong. Asking for help or the version is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (error instanceof FileError) {
    io.stderr.write(`error: ${error.message}\n`);
    return EXIT.badInput;
  }
  const message = error instanceof Error ? error.message : `${error}`;
  const lines = [
    `proxysim ${version()} has a bug and stopped: ${message}`,
    "It is not your input's fault. Please report it with the scenario and this line:",
    `  ${commandLine(['proxysim', ...argv])}`,
  ];
  if (io.env['PROXYSIM_DEBUG']) lines.push(error instanceof Error ? `${error.stack}` : '');
  else lines.push('PROXYSIM_DEBUG=1 shows where it happened.');
  io.stderr.write(`${lines.join('\n')}\n`);
  return EXIT.bug;
}

/** Least width for descriptions to be wrapped in their own column. */
const LEAST_HELP = 20;

/** Every command and option. A command's code is imported when it is called, so that `--help` loads nothing else. */
function buildProgram(io: Io, ended: Ended): Command {
  const program = new Command('proxysim')
    .description('Simulates a night of backups: do the jobs fit their windows, and why do tasks wait?')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
    })
    .configureHelp({ optionDescription, minWidthToWrap: LEAST_HELP })
    .showSuggestionAfterError()
    .showHelpAfterError("(add '--help' to the command to see its arguments and options)")
    .hook('preAction', (_, command) => refuseEmptyValues(command));
  addRun(program, io, ended);
  addValidate(program, io, ended);
  addCheck(program, io, ended);
  addCompare(program, io, ended);
  addVerify(program, io, ended);
  addSweep(program, io, ended);
  addMerge(program, io, ended);
  addWorker(program, io, ended);
  addReport(program, io, ended);
  addPlan(program, io, ended);
  addExplain(program, io, ended);
  addPolicy(program, io, ended);
  addImport(program, io, ended);
  addCalibrate(program, io, ended);
  addSmallCommands(program, io, ended);
  return program;
}

interface RunOptions extends Omit<RunArguments, 'files'> {
  readonly watch?: boolean;
}

function addRun(program: Command, io: Io, ended: Ended): void {
  program
    .command('run')
    .description('simulate scenarios: print a summary and write the complete result to a folder')
    .argument('<files...>', 'scenario files')
    .option('-o, --output <dir>', 'result folder; with several files, DIR/NAME (default: results/runs/NAME)')
    .option('--json', 'print summary.json only')
    .option('--seed <seed>', "seed to use instead of the scenario's")
    .option('--policy <name|file>', "a built-in policy or your own policy file, instead of the scenario's")
    .addOption(
      repeatableOption('--set <path=value>', 'change a value, such as proxies.px1.maxConcurrentTasks=16'),
    )
    .addOption(untilOption('run'))
    .addOption(
      new Option(
        '--analysis <how-far>',
        'critical path and what-if-doubled in the report (auto: where they are cheap)',
      )
        .choices(ANALYSES)
        .default('auto'),
    )
    .addOption(chartFormatOption())
    .addOption(chartScaleOption())
    .option('-w, --watch', 'run again whenever a file of the scenario changes, and show the difference')
    .option('--parquet', 'also write tasks.parquet')
    .option('--trace', 'also write all events (trace.ndjson) and a timeline for the Perfetto UI')
    .option('--replay <n>', 'run only replication n, as numbered in replications.csv (from 0)')
    .option('--replications <n>', 'run n times with different random draws: means, intervals, P(window met)')
    .addOption(warmUpOption('find and leave out the start of a long run, before it settles'))
    .option('--precision <share>', 'stop when the mean window is known to within it, such as 2%')
    .option('--workers <n>', 'threads for the replications (default: one per core)')
    .option('--queue <url>', 'run the replications on the workers of this Redis server instead')
    .option('--resume', 'continue replications that were interrupted')
    .addHelpText(
      'after',
      examples(
        'proxysim run night.yaml',
        'proxysim run night.yaml --set proxies.px1.maxConcurrentTasks=16',
        'proxysim run night.yaml --replications 100',
      ),
    )
    .action(async (files: string[], { watch, ...options }: RunOptions) => {
      const args = { ...options, files };
      if (watch === true) {
        const command = await import('./commands/watch.ts');
        ended(await command.watch(args, io));
      } else {
        const command = await import('./commands/run.ts');
        ended(await command.run(args, io));
      }
    });
}

function addValidate(program: Command, io: Io, ended: Ended): void {
  program
    .command('validate')
    .description('report every problem in scenario files without running them')
    .argument('<files...>', 'scenario files')
    .addOption(repeatableOption('--set <path=value>', 'change a value before the check'))
    .addHelpText('after', examples('proxysim validate night.yaml'))
    .action(async (files: string[], options: Omit<ValidateArguments, 'files'>) => {
      const { validate } = await import('./commands/validate.ts');
      ended(await validate({ ...options, files }, io));
    });
}

function addReport(program: Command, io: Io, ended: Ended): void {
  program
    .command('report')
    .description(
      'rebuild page, charts and report.md of a result without simulating, or compare several results on one page',
    )
    .argument('<dirs...>', 'result folders of runs, or one folder of a sweep or a plan')
    .option(
      '-o, --output <file>',
      'write only the page, to this file (default: report.html in the folder; with several: comparison.html)',
    )
    .addOption(chartFormatOption())
    .addOption(chartScaleOption())
    .addHelpText(
      'after',
      examples('proxysim report results/runs/night', 'proxysim report before after -o comparison.html'),
    )
    .action(async (folders: string[], options: Omit<ReportArguments, 'folders'>) => {
      const { report } = await import('./commands/report.ts');
      ended(await report({ ...options, folders }, io));
    });
}

function addExplain(program: Command, io: Io, ended: Ended): void {
  program
    .command('explain')
    .description(
      'explain why a run went as it did: one task, one cause of waiting, or what determined the end',
    )
    .argument('<file>', 'scenario file')
    .option(
      '--task <vm/disk>',
      'what happened to a disk: what it waited for, who held that, where it went and why',
    )
    .option('--at <time>', 'with --task: its state then: 2h15m (after the start), 02:15 or 2026-01-06T02:15')
    .option('--job <name>', 'with --task: only in this job; with --wait: only what its tasks waited for')
    .option('--session <number>', 'with --task: only in this session of its job, counted from 1')
    .option('--wait <cause>', 'who caused the waiting for proxy-slot, datastore-snapshots or another cause')
    .option('--proxy <name>', 'how its slots were used, and why they were free while tasks waited')
    .option(
      '--critical-path',
      'the chain of tasks that determined the end of the run, and the slack of all others',
    )
    .option('--json', 'print the answer as JSON')
    .option('--seed <seed>', "seed to use instead of the scenario's")
    .option('--policy <name|file>', "a built-in policy or your own policy file, instead of the scenario's")
    .addOption(repeatableOption('--set <path=value>', 'change a value'))
    .addOption(untilOption('run'))
    .option('--replay <n>', 'explain replication n, as numbered in replications.csv (from 0)')
    .addHelpText(
      'after',
      examples(
        'proxysim explain night.yaml --task sql01/0',
        'proxysim explain night.yaml --wait proxy-slot',
        'proxysim explain night.yaml --critical-path',
      ),
    )
    .action(async (file: string, options: Omit<ExplainArguments, 'file'>) => {
      const { explain } = await import('./commands/explain.ts');
      ended(await explain({ ...options, file }, io));
    });
}

function addPolicy(program: Command, io: Io, ended: Ended): void {
  const parent = program
    .command('policy')
    .description('list the built-in scheduling policies, or check one of your own');
  parent
    .command('list')
    .description('list the built-in policies and the keys they are made of')
    .action(async () => {
      const { policyList } = await import('./commands/policy.ts');
      ended(await policyList(io));
    });
  parent
    .command('check')
    .description('check that a policy keeps the laws that the scheduler relies on')
    .argument('<policy>', 'a policy file such as ./mine.mjs, or the name of a built-in policy')
    .action(async (policy: string) => {
      const { policyCheck } = await import('./commands/policy.ts');
      ended(await policyCheck({ policy }, io));
    });
}

function addSmallCommands(program: Command, io: Io, ended: Ended): void {
  program
    .command('init')
    .description('write a small commented scenario to start from')
    .argument('[dir]', 'folder to write it to', '.')
    .addHelpText('after', examples('proxysim init my-site'))
    .action(async (folder: string) => {
      const { init } = await import('./commands/init.ts');
      ended(await init({ folder }, io));
    });
  program
    .command('schema')
    .description('print the JSON Schema of scenario files')
    .action(async () => {
      const { schema } = await import('./commands/schema.ts');
      ended(await schema(io));
    });
  program
    .command('completion')
    .description('print a shell completion script')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', examples('eval "$(proxysim completion bash)"'))
    .action(async (shell: string) => {
      const { completion } = await import('./commands/completion.ts');
      ended(await completion({ shell, program }, io));
    });
}
