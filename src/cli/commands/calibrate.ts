import { resolve } from 'node:path';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { Calibration } from '../../history/calibration.ts';
import { calibrationJson } from '../../report/calibration/json.ts';
import { calibrationText } from '../../report/calibration/text.ts';
import { unmatchedLines } from '../../report/calibration/unmatched.ts';
import type { TextLine } from '../../report/text/sections.ts';
import { calibrateScenario, LAST_INCREMENTS } from '../../runs/calibration/calibration.ts';
import type { ScenarioSources } from '../../scenario/sources.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readCount } from '../experiment/counts.ts';
import { mayWrite, writtenLines } from '../files/written-files.ts';
import { calibratedFiles } from '../import/calibrated-scenario.ts';
import { findPastSessions } from '../import/past-sessions.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../program/command-line.ts';
import { readSources } from '../runs/load-scenario.ts';
import { runWithProgress } from '../runs/run-with-progress.ts';
import { reportPaint } from '../terminal/paint.ts';
import { complain, refused, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface CalibrateArguments {
  /** Files and folders with session reports. */
  readonly sessions: readonly string[];
  readonly scenario: string;
  readonly last?: string;
  /** THEIRS=OURS */
  readonly job: readonly string[];
  readonly vm: readonly string[];
  /** Path of the scenario to write, which includes the given one. */
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Fits a scenario to past sessions, reports how far the fit can be trusted, and writes the result. */
export async function calibrate(args: CalibrateArguments, io: Io): Promise<ExitCode> {
  const options = readOptions(args);
  if (!options.ok) return refused(io, options.diagnostics);
  const past = await findPastSessions(args.sessions, io);
  if (past === undefined) return EXIT.badInput;
  const sources = await readSources(io, args.scenario);
  if (!sources.ok) return refused(io, sources.diagnostics);
  const found = io.interruptible(() =>
    calibrateScenario(sources.value, past.sessions, {
      ...options.value,
      run: (scenario, how = {}) => runWithProgress(io, scenario, how),
    }),
  );
  if (!found.ok) return refused(io, found.diagnostics);
  showDiagnostics(io, found.warnings);
  const calibration = found.value;
  if (calibration.jobs.length === 0) {
    complain(io, `No job of '${args.scenario}' is in the reports with anything to fit to.`);
    say(
      io.stderr,
      unmatchedLines(calibration).map((line) => `  ${line}`),
    );
    return EXIT.badInput;
  }
  const written =
    args.output === undefined ? [] : await write(calibration, args.output, args.force, sources.value, io);
  if (written === undefined) return EXIT.badInput;
  if (args.json === true) io.stdout.write(calibrationJson(calibration));
  else {
    io.stdout.write(calibrationText(calibration, reportPaint(io, io.stdout)));
    if (args.output === undefined) say(io.stdout, settingLines(calibration, args));
    else io.stdout.write(runLines(written, args.output));
  }
  return EXIT.fine;
}

/** Older increments say nothing about the present, and the fit compares every pair of them. */
const MOST_INCREMENTS = 200;

interface Options {
  readonly last: number;
  readonly jobs: ReadonlyMap<string, string>;
  readonly vms: ReadonlyMap<string, string>;
}

function readOptions({ last, job, vm }: CalibrateArguments): Result<Options> {
  const diagnostics: Diagnostic[] = [];
  const value: Options = {
    last:
      last === undefined
        ? LAST_INCREMENTS
        : (readCount('--last', last, diagnostics, MOST_INCREMENTS) ?? LAST_INCREMENTS),
    jobs: aliases('--job', job, diagnostics),
    vms: aliases('--vm', vm, diagnostics),
  };
  return diagnostics.length === 0 ? { ok: true, value, warnings: [] } : { ok: false, diagnostics };
}

/** `THEIRS=OURS`, split at the last `=`: reported names contain that sign more often than ours. */
function aliases(option: string, texts: readonly string[], diagnostics: Diagnostic[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    if (at > 0 && at < text.length - 1) found.set(text.slice(0, at).trim(), text.slice(at + 1).trim());
    else
      diagnostics.push(
        optionDiagnostic(
          option,
          `'${text}' is not THEIRS=OURS.`,
          `Write for example ${option} "Daily backup=nightly".`,
        ),
      );
  }
  return found;
}

/** The files written; undefined: they must not be written, and the reason has been reported. */
async function write(
  calibration: Calibration,
  output: string,
  force: boolean | undefined,
  sources: ScenarioSources,
  io: Io,
): Promise<string[] | undefined> {
  const files = calibratedFiles(calibration, output, io);
  const own = [sources.source, ...sources.texts, ...sources.tables.map(({ source }) => source)];
  for (const { path } of files) {
    if (!own.some(({ name }) => resolve(io.folder, name) === resolve(io.folder, path))) continue;
    complain(io, `'${path}' is a file of the scenario itself. Give another one with -o.`);
    return undefined;
  }
  const paths = files.map(({ path }) => path);
  if (!(await mayWrite(io, paths, force))) return undefined;
  for (const { path, text } of files) await io.writeFileAtomically(path, text);
  return paths;
}

function runLines(written: readonly string[], scenario: string): string {
  return `\n${writtenLines(written, commandLine(['proxysim', 'run', scenario]))}`;
}

/** How to run with the fitted values if no file was requested; empty if nothing is fitted. */
function settingLines({ values, inventories }: Calibration, { scenario }: CalibrateArguments): TextLine[] {
  const command = [
    commandLine(['proxysim', 'run', scenario]),
    ...values.map(({ path, value }) => `  ${commandLine(['--set', `${path}=${value}`])}`),
  ].join(' \\\n');
  const lines: TextLine[] = [];
  if (values.length > 0) lines.push(RUN_ONCE, { verbatim: command });
  if (inventories.length > 0) lines.push(INVENTORY_NEEDS_FILE);
  return lines.length === 0 ? [] : ['', ...lines];
}

const RUN_ONCE = 'To run with these values (-o FILE writes a scenario that includes the given one):';
const INVENTORY_NEEDS_FILE =
  'Change rates of an inventory need a file: -o FILE writes a copy of the inventory and a scenario that uses it.';
