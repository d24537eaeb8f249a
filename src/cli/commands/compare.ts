import { join } from 'node:path';
import type { ReplicatedOutcomes } from '../../experiment/statistics/distribution-comparison.ts';
import { type ComparedSide, type Comparison, compareSides } from '../../report/comparison/comparison.ts';
import { conditionProblem, type FailCondition, readCondition } from '../../report/comparison/conditions.ts';
import { DISTRIBUTION_CONDITION, judgeDistribution } from '../../report/comparison/distribution-condition.ts';
import { comparisonMarkdown } from '../../report/comparison/markdown.ts';
import { replicatedParts } from '../../report/comparison/replicated.ts';
import { judgeReplicated, unkeptMetricOf } from '../../report/comparison/replicated-conditions.ts';
import { comparisonText } from '../../report/comparison/text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Counts, readCounts } from '../experiment/counts.ts';
import { FolderError, noResultOfRun } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { severalOutcomes } from '../results/replications-file.ts';
import { SUMMARY_FILE } from '../results/summary-file.ts';
import { readSide, runSide } from '../runs/compare-sides.ts';
import { type LoadedRun, loadRuns, type RunRequest } from '../runs/load-run.ts';
import { ownPolicy } from '../runs/policy-file.ts';
import { type Changes, readChanges } from '../runs/run-changes.ts';
import { type Pilot, warmUpSetting } from '../runs/warm-up-setting.ts';
import { reportPaint } from '../terminal/paint.ts';
import { complain, optionDiagnostic, refused, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface CompareArguments {
  /** Scenario files and result folders; the first is the reference for the others. */
  readonly sides: readonly string[];
  /** Names or files, separated by commas: the scenario is compared under each. */
  readonly policy?: string;
  readonly seed?: string;
  /** Each `PATH=VALUE`. */
  readonly set?: readonly string[];
  readonly until?: string;
  /** Each `METRIC>LIMIT`. */
  readonly failOn?: readonly string[];
  readonly json?: boolean;
  readonly markdown?: string;
  readonly replications?: string;
  readonly workers?: string;
  /** Determine how long the runs take to settle, and leave that part out. */
  readonly warmUp?: 'auto';
}

/** Compares runs or their results. Exit code 1 if a `--fail-on` condition holds. */
export async function compare(args: CompareArguments, io: Io): Promise<ExitCode> {
  const conditions = readConditions(args, io);
  if (conditions === undefined) return EXIT.badInput;
  const counts = readCounts(args, io);
  if (!counts.ok) return refused(io, counts.diagnostics);
  const policies = (args.policy ?? '').split(',').filter((word) => word.trim() !== '');
  const usage = usageProblem(args, policies.length);
  if (usage !== undefined) {
    complain(io, usage);
    return EXIT.badInput;
  }
  // Each side has a policy of its own.
  const { policy: _, ...changing } = args;
  const changes = readChanges(changing);
  if (!changes.ok) return refused(io, changes.diagnostics);
  const asked = await askedSides(
    givenSides(args, policies, changes.value),
    (isReplicated) => folderProblem(args, counts.value, isReplicated),
    io,
  );
  const given = asked === undefined || args.warmUp === undefined ? asked : await settled(asked, io);
  const sides = given === undefined ? undefined : sidesOf(given, io);
  if (given === undefined || sides === undefined) return EXIT.badInput;
  const strange = conditions
    .map((condition) => conditionProblem(condition, sides))
    .find((one) => one !== undefined);
  if (strange !== undefined) {
    showDiagnostics(io, [optionDiagnostic('--fail-on', strange.message, strange.hint)]);
    return EXIT.badInput;
  }
  const isReplicated = counts.value.replications > 1 || given.every(({ kept }) => kept !== undefined);
  if (asksDistribution(args) && !isReplicated) {
    const message = `'${DISTRIBUTION_CONDITION}' needs replications of every side.`;
    const hint = 'Give --replications 30, or folders that run --replications has written.';
    showDiagnostics(io, [optionDiagnostic('--fail-on', message, hint)]);
    return EXIT.badInput;
  }
  const comparison = isReplicated
    ? await replicatedComparison({ given, sides, conditions, args }, counts.value, io)
    : compareSides(sides, conditions);
  if (comparison === undefined) return EXIT.badInput;
  if (args.markdown !== undefined)
    await io.writeFileAtomically(args.markdown, comparisonMarkdown(comparison, sides));
  io.stdout.write(
    args.json === true
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : comparisonText(comparison, sides, reportPaint(io, io.stdout)),
  );
  const failed = comparison.conditions.filter((condition) => condition.failed);
  // The log of a pipeline must show why it failed.
  if (args.json === true || !io.stdout.isTerminal)
    for (const { text } of failed) say(io.stderr, [`failed: ${text}`]);
  return failed.length > 0 ? EXIT.missed : EXIT.fine;
}

function readConditions({ failOn = [] }: CompareArguments, io: Io): FailCondition[] | undefined {
  const read = failOn.filter((text) => !isDistribution(text)).map(readCondition);
  const wrong = read.flatMap((one) => (one.ok ? [] : [optionDiagnostic('--fail-on', one.message, one.hint)]));
  showDiagnostics(io, wrong);
  return wrong.length > 0 ? undefined : read.flatMap((one) => (one.ok ? [one.value] : []));
}

function asksDistribution({ failOn = [] }: CompareArguments): boolean {
  return failOn.some(isDistribution);
}

function isDistribution(text: string): boolean {
  return text.trim() === DISTRIBUTION_CONDITION;
}

function usageProblem({ sides, policy }: CompareArguments, policies: number): string | undefined {
  if (policy === undefined)
    return sides.length >= 2
      ? undefined
      : 'give two scenarios or result folders, or one scenario and --policy P1,P2; sweep --vary compares values of a setting.';
  if (sides.length !== 1) return '--policy P1,P2 goes with one scenario, which runs under each of them.';
  return policies >= 2 ? undefined : '--policy takes two or more policies: --policy rts,load-first.';
}

interface Given {
  readonly file: string;
  readonly policy?: string;
  readonly changes: Changes;
  /** The replications stored in the result folder, if any. */
  readonly kept?: ReplicatedOutcomes;
}

function givenSides({ sides }: CompareArguments, policies: readonly string[], changes: Changes): Given[] {
  if (policies.length === 0) return sides.map((file) => ({ file, changes }));
  return policies.map((policy) => ({ file: sides[0]!, policy: policy.trim(), changes }));
}

/** A side before anything is run: a stored result, or a scenario that can be run. */
interface AskedSide extends Given {
  readonly of: { readonly stored: ComparedSide } | { readonly run: LoadedRun };
}

/** Why a result folder cannot be a side, as the end of a sentence; undefined: it can. */
function folderProblem(
  { warmUp }: CompareArguments,
  { replications }: Counts,
  isReplicated: boolean,
): string | undefined {
  if (warmUp !== undefined) return ': --warm-up needs scenarios, which it runs.';
  if (replications === 1 || isReplicated) return undefined;
  return ', which holds one run: --replications needs scenarios, or folders that run --replications has written.';
}

/**
 * Reads and checks all sides before any is run. Undefined if one of them is invalid; the reason has been reported.
 */
async function askedSides(
  given: readonly Given[],
  folderProblemOf: FolderProblemOf,
  io: Io,
): Promise<readonly AskedSide[] | undefined> {
  const stored = new Map<Given, StoredSide>();
  const requests: (RunRequest & { readonly of: Given })[] = [];
  // A folder may appear on several sides; it is reported once.
  const complaints = new Set<string>();
  let isSound = true;
  for (const one of given) {
    try {
      if (await io.isFolder(one.file)) stored.set(one, await storedSide(one, folderProblemOf, io));
      else {
        const policy = await ownPolicy(one.policy, io);
        if (policy.ok) requests.push({ ...one, policy: policy.value, of: one });
        else {
          showDiagnostics(io, policy.diagnostics);
          isSound = false;
        }
      }
    } catch (error) {
      if (!(error instanceof FolderError)) throw error;
      complaints.add(error.message);
      isSound = false;
    }
  }
  for (const complaint of complaints) complain(io, complaint);
  const loaded = await loadRuns(requests, io);
  if (!loaded.ok) showDiagnostics(io, loaded.diagnostics);
  if (!loaded.ok || !isSound) return undefined;
  const runs = new Map(requests.map(({ of }, i) => [of, loaded.runs[i]!]));
  return given.map((one) => {
    const run = runs.get(one);
    return run === undefined ? { ...one, ...stored.get(one)! } : { ...one, of: { run } };
  });
}

/** The argument says whether the folder has replications. */
type FolderProblemOf = (isReplicated: boolean) => string | undefined;

interface StoredSide {
  readonly of: { readonly stored: ComparedSide };
  readonly kept?: ReplicatedOutcomes;
}

/** Throws FolderError. */
async function storedSide(
  { file, policy, changes }: Given,
  problemOf: FolderProblemOf,
  io: Io,
): Promise<StoredSide> {
  if (!(await io.exists(join(file, SUMMARY_FILE)))) throw await noResultOfRun(io, file);
  const outcomes = await severalOutcomes(io, file);
  const problem = problemOf(outcomes !== undefined);
  if (problem !== undefined) throw new FolderError(`'${file}' is a result folder${problem}`);
  const isChanged = changes.overlays.length > 0 || changes.seed !== undefined || changes.until !== undefined;
  if (policy !== undefined || isChanged)
    throw new FolderError(
      `'${file}' is a result folder: it is what a run left, and nothing of it can be changed.`,
    );
  const stored = await readSide(file, io);
  if (outcomes === undefined) return { of: { stored } };
  return { of: { stored }, kept: { outcomes, seed: stored.summary.seed } };
}

/** One warm-up for all sides. Undefined if it cannot be determined; the reason has been reported. */
async function settled(asked: readonly AskedSide[], io: Io): Promise<readonly AskedSide[] | undefined> {
  const pilots = asked.flatMap(({ file, policy, of }): Pilot[] =>
    'run' in of ? [{ name: policy ?? file, ...of.run }] : [],
  );
  const setting = warmUpSetting(pilots, io, ' on all sides');
  if (!setting.ok) {
    showDiagnostics(io, setting.diagnostics);
    return undefined;
  }
  const { overlay, words } = setting.value;
  say(io.stderr, [words]);
  const given = asked.map(({ of: _, changes, ...one }): Given => {
    return { ...one, changes: { ...changes, overlays: [...changes.overlays, overlay] } };
  });
  return askedSides(given, () => undefined, io);
}

/** Undefined if one of them cannot be run or read; the reason has been reported. */
function sidesOf(asked: readonly AskedSide[], io: Io): ComparedSide[] | undefined {
  const sides: ComparedSide[] = [];
  for (const { file, policy, of } of asked) {
    const side = 'run' in of ? runSide({ file, name: policy ?? file }, of.run, io) : of.stored;
    if (side === undefined) return undefined;
    sides.push(side);
  }
  return sides;
}

interface Compared {
  readonly given: readonly Given[];
  readonly sides: readonly ComparedSide[];
  readonly conditions: readonly FailCondition[];
  readonly args: CompareArguments;
}

/** Conditions are judged by all replications. Undefined if that is impossible; the reason has been reported. */
async function replicatedComparison(
  { given, sides, conditions, args }: Compared,
  counts: Counts,
  io: Io,
): Promise<Comparison | undefined> {
  const { replicateSides } = await import('../experiment/replicate-sides.ts');
  const found = await replicateSides(given, counts, io);
  if (found === undefined) return undefined;
  const { outcomes, replicated, distributions } = replicatedParts(found);
  const least = replicated.replications;
  if (found.some((side) => side.outcomes.length > least))
    say(io.stderr, [`Not all sides have equally many replications: means are those of the first ${least}.`]);
  const judged = outcomes.map((own, i) => ({ name: sides[i]!.name, outcomes: own }));
  const unkept = conditions.map((one) => unkeptMetricOf(one, judged)).find((one) => one !== undefined);
  if (unkept !== undefined) {
    showDiagnostics(io, [optionDiagnostic('--fail-on', unkept.message, unkept.hint)]);
    return undefined;
  }
  const [first, ...others] = judged;
  const firsts = sides.map((side, i) => ({ ...side, replications: found[i]!.outcomes.length }));
  return {
    ...compareSides(firsts, []),
    conditions: [
      ...conditions.flatMap((one) => others.flatMap((other) => judgeReplicated(one, first!, other))),
      ...(asksDistribution(args)
        ? distributions.flatMap((one, i) => judgeDistribution(one, others[i]!.name))
        : []),
    ],
    replicated,
    distributions,
  };
}
