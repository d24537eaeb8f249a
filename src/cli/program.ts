import { Command, CommanderError, Option } from 'commander';
import { present } from '../collections/present.ts';
import type { ExplainArguments } from './commands/explain.ts';
import type { ReportArguments } from './commands/report.ts';
import type { RunArguments } from './commands/run.ts';
import { type Ended, EXIT, type ExitCode } from './exit-code.ts';
import { FileError } from './files/file-error.ts';
import { Interrupted, type Io } from './io.ts';
import { addCalibrate } from './program/calibrating.ts';
import { commandLine } from './program/command-line.ts';
import { addCompare, addVerify } from './program/comparing.ts';
import { refuseEmptyValues } from './program/empty-values.ts';
import { addMerge, addSweep, addWorker } from './program/experiments.ts';
import { addImport } from './program/importing.ts';
import { addPlan } from './program/planning.ts';
import { optionDescription, repeatableOption } from './program/repeatable-option.ts';
import { chartFormatOption, chartScaleOption } from './program/shared-options.ts';
import { warmUpOption } from './program/warm-up-option.ts';
import { ANALYSES } from './runs/analysis.ts';
import { version } from './version.ts';

/** Runs one command line. Never throws: whatever happens becomes words on standard error and an exit code. */
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
  // commander has already said what is wrong; asking for help or the version is not wrong.
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

/** Columns that descriptions need for their lines to be broken beside what they describe. */
const LEAST_HELP = 20;

/** Every command and option. What a command does is imported when it is called, so that `--help` loads nothing else. */
function buildProgram(io: Io, ended: Ended): Command {
  const program = new Command('proxysim')
    .description('Simulates a night of backups: will the jobs fit their windows, and why are tasks waiting?')
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
    .showHelpAfterError("('--help' behind the command lists what it takes)")
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

function addRun(program: Command, io: Io, ended: Ended): void {
  program
    .command('run')
    .description('simulate scenarios; summary on the terminal, whole result in a folder')
    .argument('<files...>', 'scenario files')
    .option('-o, --output <dir>', 'result folder (default: results/runs/NAME; of several files: DIR/NAME)')
    .option('--json', 'print summary.json and nothing else')
    .option('--seed <seed>', "instead of the scenario's own")
    .option('--policy <name|file>', "a policy that ships, or a file of your own, instead of the scenario's")
    .addOption(
      repeatableOption('--set <path=value>', 'change a value, e.g. proxies.px1.maxConcurrentTasks=16'),
    )
    .option(
      '--until <time>',
      'cut the run there: 8h after the start, 06:00 (the first one), or 2026-01-06T06:00',
    )
    .addOption(
      new Option(
        '--analysis <how-far>',
        'critical path and what-if-doubled in the report (auto: where cheap)',
      )
        .choices(ANALYSES)
        .default('auto'),
    )
    .addOption(chartFormatOption())
    .addOption(chartScaleOption())
    .option('--parquet', 'also write tasks.parquet')
    .option('--trace', 'also write every record (trace.ndjson) and a timeline for the Perfetto UI')
    .option('--replications <n>', 'run so often with other luck: means, intervals, P(window met)')
    .addOption(warmUpOption('leave out the head of a long run that is unlike the rest'))
    .option('--precision <share>', 'enough when the mean window is known to within it, such as 2%')
    .option('--workers <n>', 'threads for replications (default: one per core)')
    .option('--queue <url>', 'have replications run by the workers of this Redis server instead')
    .option('--resume', 'go on with replications that were interrupted')
    .action(async (files: string[], options: Omit<RunArguments, 'files'>) => {
      const { run } = await import('./commands/run.ts');
      ended(await run({ ...options, files }, io));
    });
}

function addValidate(program: Command, io: Io, ended: Ended): void {
  program
    .command('validate')
    .description('show every problem of scenario files, run nothing')
    .argument('<files...>', 'scenario files')
    .addOption(repeatableOption('--set <path=value>', 'change a value, to see whether it may be run so'))
    .action(async (files: string[], options: { readonly set?: readonly string[] }) => {
      const { validate } = await import('./commands/validate.ts');
      ended(await validate({ ...options, files }, io));
    });
}

interface CheckOptionValues {
  readonly update?: boolean;
  readonly all?: boolean;
  readonly replications?: string;
  readonly policy?: string;
  readonly junit?: string;
  readonly markdown?: string;
  readonly json?: boolean;
}

function addCheck(program: Command, io: Io, ended: Ended): void {
  program
    .command('check')
    .description('run scenarios and compare them with their expectations and committed results')
    .argument(
      '[files...]',
      'scenario files (default: all below scenarios/ that have a result to compare with)',
    )
    .option('--update', 'accept the new results')
    .option('--all', 'with --update: also scenarios below scenarios/ that have no result yet')
    .option(
      '--replications <n>',
      'with --update and file names: keep the figures of so many replications, to test later ones against',
    )
    .option(
      '--policy <name|file>',
      "a policy that ships, or a file of your own, instead of the scenarios' own: its results are kept by themselves",
    )
    .option('--junit <file>', 'write what was found as JUnit XML')
    .option('--markdown <file>', 'write it for a comment of a pull request')
    .option('--json', 'print it as JSON and nothing else')
    .action(
      async (
        files: string[],
        { update = false, all = false, replications, policy, ...outputs }: CheckOptionValues,
      ) => {
        const { check } = await import('./commands/check.ts');
        const asked = present({ replications, policy });
        ended(await check({ files, update, all, ...asked, outputs }, io));
      },
    );
}

function addReport(program: Command, io: Io, ended: Ended): void {
  program
    .command('report')
    .description('make page, pictures and report.md of a result again, or one page of several side by side')
    .argument('<dirs...>', 'result folders of runs, or the folder of a sweep or a plan')
    .option(
      '-o, --output <file>',
      'only the page, into this file (default: report.html in the folder; of several: comparison.html)',
    )
    .addOption(chartFormatOption())
    .addOption(chartScaleOption())
    .action(async (folders: string[], options: Omit<ReportArguments, 'folders'>) => {
      const { report } = await import('./commands/report.ts');
      ended(await report({ ...options, folders }, io));
    });
}

function addExplain(program: Command, io: Io, ended: Ended): void {
  program
    .command('explain')
    .description('tell why a run went as it did: one task, one kind of waiting, or the end of the window')
    .argument('<file>', 'scenario file')
    .option('--task <vm/disk>', 'the life of a disk: what it waited for, who held it, where it went and why')
    .option('--at <time>', 'with --task: what it did then (2h 15m after the start, 02:15, 2026-01-06T02:15)')
    .option('--job <name>', 'with --task: in this job only')
    .option('--session <number>', 'with --task: in this session of its job only, from 1')
    .option('--wait <cause>', 'who caused the waiting for it, such as proxy-slot')
    .option('--proxy <name>', 'how its slots were used, and why they were free while tasks waited')
    .option('--critical-path', 'the chain of tasks that fixed the end, and the slack of the rest')
    .option('--json', 'print the answer as JSON')
    .option('--seed <seed>', "instead of the scenario's own")
    .option('--policy <name|file>', "instead of the scenario's own")
    .addOption(repeatableOption('--set <path=value>', 'change a value'))
    .action(async (file: string, options: Omit<ExplainArguments, 'file'>) => {
      const { explain } = await import('./commands/explain.ts');
      ended(await explain({ ...options, file }, io));
    });
}

function addPolicy(program: Command, io: Io, ended: Ended): void {
  const parent = program.command('policy').description('scheduling policies: those that ship, and your own');
  parent
    .command('list')
    .description('list the policies that ship and the keys they are made of')
    .action(async () => {
      const { policyList } = await import('./commands/policy.ts');
      ended(await policyList(io));
    });
  parent
    .command('check')
    .description('hold a policy against the laws that every policy keeps')
    .argument('<policy>', 'a file such as ./mine.js, or a name')
    .action(async (policy: string) => {
      const { policyCheck } = await import('./commands/policy.ts');
      ended(await policyCheck({ policy }, io));
    });
}

function addSmallCommands(program: Command, io: Io, ended: Ended): void {
  program
    .command('init')
    .description('write a small first scenario with comments')
    .argument('[dir]', 'folder', '.')
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
    .description('print a completion script')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => {
      const { completion } = await import('./commands/completion.ts');
      ended(await completion({ shell, program }, io));
    });
}
