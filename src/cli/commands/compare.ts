import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ComparedSide, type Comparison, compareSides } from '../../report/comparison/comparison.ts';
import { conditionProblem, type FailCondition, readCondition } from '../../report/comparison/conditions.ts';
import { DISTRIBUTION_CONDITION, judgeDistribution } from '../../report/comparison/distribution-condition.ts';
import { comparisonMarkdown } from '../../report/comparison/markdown.ts';
import { replicatedParts } from '../../report/comparison/replicated.ts';
import { judgeReplicated, unkeptMetricOf } from '../../report/comparison/replicated-conditions.ts';
import { comparisonText } from '../../report/comparison/text.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Counts, readCounts } from '../experiment/counts.ts';
import type { Io } from '../io.ts';
import { askedSides, type Given, settled, sidesOf } from '../runs/asked-sides.ts';
import { type Changes, readChanges, readOverlays } from '../runs/run-changes.ts';
import { reportPaint } from '../terminal/paint.ts';
import { complain, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface CompareArguments {
  /** Scenario files and result folders; the first is the reference for the others. */
  readonly sides: readonly string[];
  /** Names or files, separated by commas: the scenario is compared under each. */
  readonly policy?: string;
  readonly seed?: string;
  /** Each `PATH=VALUE`, changed on all sides. */
  readonly set?: readonly string[];
  /** Each `PATH=VALUE`: the scenario is compared with itself after these changes. */
  readonly change?: readonly string[];
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
  const question = readQuestion(args, io);
  const answer = question === undefined ? undefined : await answerTo(question, io);
  if (answer === undefined) return EXIT.badInput;
  const { comparison, sides } = answer;
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

/** What the arguments ask for. */
interface Question {
  readonly args: CompareArguments;
  readonly conditions: readonly FailCondition[];
  readonly counts: Counts;
  readonly given: readonly Given[];
}

/** Undefined if the arguments make no sense; why has been reported. */
function readQuestion(args: CompareArguments, io: Io): Question | undefined {
  const conditions = readConditions(args, io);
  if (conditions === undefined) return undefined;
  const counts = readCounts(args, io);
  if (!counts.ok) return reported(io, counts.diagnostics);
  const policies = (args.policy ?? '').split(',').filter((word) => word.trim() !== '');
  const usage = usageProblem(args, policies.length);
  if (usage !== undefined) {
    complain(io, usage);
    return undefined;
  }
  // Each side has a policy of its own.
  const { policy: _, ...changing } = args;
  const changes = readChanges(changing);
  const problems: Diagnostic[] = changes.ok ? [] : [...changes.diagnostics];
  const changed = readOverlays('--change', args.change ?? [], problems);
  if (!changes.ok || problems.length > 0) return reported(io, problems);
  return {
    args,
    conditions,
    counts: counts.value,
    given: givenSides(args, policies, changes.value, changed),
  };
}

interface Answer {
  readonly comparison: Comparison;
  readonly sides: readonly ComparedSide[];
}

/** Undefined if the sides cannot be compared as asked; why has been reported. */
async function answerTo(
  { args, conditions, counts, given: asked }: Question,
  io: Io,
): Promise<Answer | undefined> {
  const found = await askedSides(asked, (isReplicated) => folderProblem(args, counts, isReplicated), io);
  const given = found === undefined || args.warmUp === undefined ? found : await settled(found, io);
  const sides = given === undefined ? undefined : sidesOf(given, io);
  if (given === undefined || sides === undefined) return undefined;
  const strange = conditions
    .map((condition) => conditionProblem(condition, sides))
    .find((one) => one !== undefined);
  if (strange !== undefined)
    return reported(io, [optionDiagnostic('--fail-on', strange.message, strange.hint)]);
  const isReplicated = counts.replications > 1 || given.every(({ kept }) => kept !== undefined);
  if (asksDistribution(args) && !isReplicated) {
    const message = `'${DISTRIBUTION_CONDITION}' needs replications of every side.`;
    const hint = 'Give --replications 30, or folders that run --replications has written.';
    return reported(io, [optionDiagnostic('--fail-on', message, hint)]);
  }
  const comparison = isReplicated
    ? await replicatedComparison({ given, sides, conditions, args }, counts, io)
    : compareSides(sides, conditions);
  return comparison === undefined ? undefined : { comparison, sides };
}

function reported(io: Io, diagnostics: readonly Diagnostic[]): undefined {
  showDiagnostics(io, diagnostics);
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

function usageProblem(
  { sides, policy, change = [] }: CompareArguments,
  policies: number,
): string | undefined {
  if (change.length > 0) {
    if (sides.length !== 1)
      return '--change PATH=VALUE takes one scenario, which is compared with itself after the change; --set changes all sides.';
    return policy === undefined
      ? undefined
      : '--policy compares policies, so it does not go with --change: --set policy=NAME sets the policy of both sides.';
  }
  if (policy === undefined)
    return sides.length >= 2
      ? undefined
      : 'give two scenarios or result folders, or one scenario and --change PATH=VALUE or --policy P1,P2; sweep --vary compares many values of a setting.';
  if (sides.length !== 1) return '--policy P1,P2 takes one scenario, which runs under each of them.';
  return policies >= 2 ? undefined : '--policy takes two or more policies: --policy rts,load-first.';
}

function givenSides(
  { sides, change = [] }: CompareArguments,
  policies: readonly string[],
  changes: Changes,
  overlays: readonly Overlay[],
): Given[] {
  const asTheyAre = sides.map((file): Given => ({ file, changes, changed: [] }));
  const [first] = asTheyAre;
  if (first === undefined) return [];
  if (policies.length > 0) return policies.map((policy) => ({ ...first, policy: policy.trim() }));
  if (overlays.length === 0) return asTheyAre;
  const after = { ...changes, overlays: [...changes.overlays, ...overlays] };
  return [first, { ...first, changes: after, changed: change }];
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
  if (unkept !== undefined) return reported(io, [optionDiagnostic('--fail-on', unkept.message, unkept.hint)]);
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
