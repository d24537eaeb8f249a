import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { variesByChance } from '../../experiment/statistics/distribution-comparison.ts';
import type { FingerprintRow } from '../../report/check/fingerprint-table.ts';
import { isUnaccepted } from '../../report/check/outcome.ts';
import { isFine } from '../../report/check/report.ts';
import { acceptedLines, checkLines, type KeptDecisions, missedLines } from '../../report/check/text.ts';
import { replicationsTable } from '../../report/replications/table.ts';
import { summaryJson } from '../../report/summary-json.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import { type AcceptedRoom, acceptedRoom, acceptingCommand } from '../checks/accepted-room.ts';
import {
  acceptanceProblem,
  BaselineError,
  baselineFile,
  decisionsFile,
  fingerprintsFile,
  readFingerprintFile,
  replicationsFile,
  writeFingerprintFile,
} from '../checks/baselines.ts';
import { type CheckOutputs, writeCheckOutputs } from '../checks/check-outputs.ts';
import { checkedScenarios } from '../checks/checked-scenarios.ts';
import { decisionFile, isSameLog } from '../checks/decision-file.ts';
import { type Against, type Judged, type JudgedResult, judgeScenario } from '../checks/judge-scenario.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readCount } from '../experiment/counts.ts';
import type { Io } from '../io.ts';
import { tableCsv } from '../results/table-csv.ts';
import { complain, refused, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

/** With `json` the text goes to standard error. */
export interface CheckArguments extends CheckOutputs {
  /** Empty: every scenario below `scenarios/` that has a baseline. */
  readonly files: readonly string[];
  readonly update?: boolean;
  /** With update: also scenarios that have no baseline yet. */
  readonly all?: boolean;
  /** With update and file names: also accepts the figures of this many replications. */
  readonly replications?: string;
  /**
   * Replaces the scenarios' own policies: the name of a preset, or a file. Results under it are stored separately.
   */
  readonly policy?: string;
}

/**
 * Runs scenarios and compares them with their accepted results. Nothing is rewritten until everything has been
 * judged.
 */
export async function check(args: CheckArguments, outer: Io): Promise<ExitCode> {
  const { files, update = false, all = false } = args;
  const io = args.json === true ? { ...outer, stdout: outer.stderr } : outer;
  if (all && (!update || files.length > 0)) {
    complain(io, '--all needs --update and no file names: it accepts every scenario below scenarios/.');
    return EXIT.badInput;
  }
  if (args.replications !== undefined && (!update || files.length === 0)) {
    complain(
      io,
      '--replications needs --update and file names: it keeps figures to compare later replications with.',
    );
    return EXIT.badInput;
  }
  const diagnostics: Diagnostic[] = [];
  const replications = replicationsOf(args, diagnostics);
  if (diagnostics.length > 0) return refused(io, diagnostics);
  const found = await acceptedRoom(args.policy, io);
  if (!found.ok) return refused(io, found.diagnostics);
  const room = found.value;
  try {
    const fingerprints = await readFingerprintFile(io, room);
    const against = { room, fingerprints, update, replications };
    const { scenarios, leftOut } = await checkedScenarios({ files, update, all }, room, io);
    if (files.length === 0) await refuseOrphans(against, io);
    const judged = await judgeAll(scenarios, against, io);
    // Said before the reports are written, so that it is not lost with a file that cannot be.
    const code = update ? undefined : verdict(judged, { room, files, leftOut }, io);
    await writeCheckOutputs(
      judged.map(({ outcome }) => outcome),
      args,
      outer,
    );
    if (code !== undefined) return code;
    if (judged.every(({ result }) => result !== undefined)) return await accept(judged, against, io);
    io.stderr.write(NOTHING_REWRITTEN);
    return EXIT.badInput;
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    complain(io, error.message);
    // On a line of its own, because the message may end with a command to copy.
    if (update) io.stderr.write(NOTHING_REWRITTEN);
    return EXIT.badInput;
  }
}

const NOTHING_REWRITTEN = 'Nothing was rewritten.\n';

/** At least two, because a single one has no spread. */
function replicationsOf({ replications }: CheckArguments, diagnostics: Diagnostic[]): number | undefined {
  if (replications === undefined) return undefined;
  const count = readCount('--replications', replications, diagnostics);
  if (count === 1) diagnostics.push(optionDiagnostic('--replications', 'one replication has no spread.'));
  return count;
}

async function judgeAll(scenarios: readonly string[], against: Against, io: Io): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const scenario of scenarios) {
    const one = await judgeScenario(scenario, against, io);
    if (one.result === undefined) showDiagnostics(io, one.outcome.diagnostics);
    judged.push(one);
  }
  return judged;
}

/** Otherwise a line of `fingerprints.tsv` whose scenario is gone would stay for ever. */
async function refuseOrphans({ room, fingerprints }: Against, io: Io): Promise<void> {
  for (const scenario of fingerprints.keys()) {
    if (await io.exists(scenario)) continue;
    throw new BaselineError(
      `${fingerprintsFile(room)} has a line for '${scenario}', which does not exist. Delete the line, or bring the scenario back.`,
    );
  }
}

interface Checked {
  readonly room: AcceptedRoom;
  /** As the user named them. */
  readonly files: readonly string[];
  readonly leftOut: readonly string[];
}

function verdict(judged: readonly Judged[], { room, files, leftOut }: Checked, io: Io): ExitCode {
  const ran = judged.filter(({ result }) => result !== undefined);
  // What is wrong with these has been reported already.
  if (ran.length === 0) return EXIT.badInput;
  for (const { outcome, result } of ran) say(io.stdout, checkLines(outcome, keptBy(result)));
  const bad = ran.filter(({ outcome }) => !isFine(outcome)).length;
  const all = counted(ran.length, 'scenario');
  const unaccepted = ran.flatMap(({ outcome }) => (isUnaccepted(outcome) ? [outcome.scenario] : []));
  const without = unaccepted.length === 0 ? '' : `, ${unaccepted.length} without an accepted result`;
  const refusedCount = judged.length - ran.length;
  const beside = refusedCount === 0 ? '' : `; ${refusedCount} cannot be checked`;
  say(io.stdout, [`${all} checked: ${bad === 0 ? 'all fine' : `${bad} not fine`}${without}${beside}`]);
  // A missed expectation stays missed, whatever is accepted.
  if (ran.some(({ outcome }) => outcome.differences.length > 0))
    io.stderr.write(`If a change is intended, accept it with: ${acceptingCommand(room, files)}\n`);
  for (const line of unacceptedLines(unaccepted, { leftOut, room }, io)) io.stderr.write(`${line}\n`);
  if (refusedCount > 0) return EXIT.badInput;
  return bad === 0 ? EXIT.fine : EXIT.missed;
}

/** Most files named in a line. */
const NAMED = 3;

/** Says how to accept scenarios without a baseline, so that a forgotten one does not go unnoticed. */
function unacceptedLines(
  checked: readonly string[],
  { leftOut, room }: Pick<Checked, 'leftOut' | 'room'>,
  io: Io,
): readonly string[] {
  const problems = new Map(checked.map((scenario) => [scenario, acceptanceProblem(io, room, scenario)]));
  const acceptable = checked.filter((scenario) => problems.get(scenario) === undefined);
  const lines = checked.flatMap((scenario) => {
    const problem = problems.get(scenario);
    return problem === undefined ? [] : [`No result can be accepted: ${problem}`];
  });
  if (acceptable.length > 0)
    lines.push(
      `Accept the missing ${acceptable.length === 1 ? 'result' : 'results'} with: ${acceptingCommand(room, acceptable)}`,
    );
  if (leftOut.length > 0)
    lines.push(
      `Not checked, since no result is accepted: ${firstOf(leftOut, NAMED)}. Accept one with: ${acceptingCommand(room, ['FILE'])}`,
    );
  return lines;
}

async function accept(judged: readonly Judged[], { room }: Against, io: Io): Promise<ExitCode> {
  const accepted = new Map<string, FingerprintRow>();
  let code: ExitCode = EXIT.fine;
  for (const { outcome, result } of judged) {
    if (result === undefined) continue;
    const { scenario } = outcome;
    accepted.set(scenario, result.row);
    const keptText = [
      ...(await keepDecisions(decisionsFile(io, room, scenario), result, io)),
      ...(await keepReplications(replicationsFile(io, room, scenario), result, io)),
    ];
    await io.writeFileAtomically(baselineFile(io, room, scenario), summaryJson(result.summary));
    say(io.stdout, [...acceptedLines(outcome, keptBy(result)), ...keptText, ...missedLines(outcome)]);
    if (outcome.missed.length > 0) code = EXIT.missed;
  }
  // Read again: another check may have accepted other scenarios meanwhile.
  const rows = new Map([...(await readFingerprintFile(io, room)), ...accepted]);
  await writeFingerprintFile(io, room, rows.values());
  return code;
}

/**
 * Writes only what has changed, which the compressed bytes alone do not show. Returns lines to print if not all
 * decisions could be kept.
 */
async function keepDecisions(
  file: string,
  { kept, decisions }: JudgedResult,
  io: Io,
): Promise<readonly string[]> {
  if (kept !== undefined && isSameLog(kept, decisions)) return [];
  const written = decisionFile(decisions);
  await io.writeFileAtomically(file, written.file);
  if (written.kept === decisions.total) return [];
  return [`  Of ${decisions.total} decisions the first ${written.kept} are kept: a file is at most 64 KiB.`];
}

/** Figures of runs without randomness add nothing to the summary. Returns lines to print. */
async function keepReplications(
  file: string,
  { replications }: JudgedResult,
  io: Io,
): Promise<readonly string[]> {
  if (replications === undefined) return [];
  const isThere = await io.exists(file);
  const count = counted(replications.length, 'replication');
  if (!variesByChance(replications)) {
    if (isThere) await io.removeFile(file);
    return [`  No chance in it: all ${count} are alike, and none are kept.`];
  }
  const rows = replications.map((outcome, i) => ({ replication: i, outcome }));
  const text = [...tableCsv(replicationsTable(replications), rows)].join('');
  if (isThere && (await io.readText(file)) === text) return [];
  await io.writeFileAtomically(file, text);
  return [`  ${count} kept, to tell a real change of the figures from chance.`];
}

function keptBy(result: JudgedResult | undefined): KeptDecisions {
  const kept = result?.kept;
  return kept === undefined ? 'none' : { kept: kept.decisions.length, total: kept.total };
}
