import { present } from '../../collections/present.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import { type Difference, differences } from '../../report/check/difference.ts';
import { type FingerprintRow, fingerprintRow } from '../../report/check/fingerprint-table.ts';
import type { CheckOutcome, Divergence } from '../../report/check/outcome.ts';
import { summaryJson } from '../../report/summary-json.ts';
import {
  type DecisionLog,
  type DecisionRecorder,
  decisionRecorder,
  divergenceOf,
} from '../../runs/divergence/decision-runs.ts';
import type { RunOptions } from '../../runs/run.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Io } from '../io.ts';
import { type LoadedScenario, loadScenario } from '../runs/load-scenario.ts';
import { runWithProgress } from '../runs/run-with-progress.ts';
import { type AcceptedResult, readAccepted } from './accepted-result.ts';
import { type AcceptedRoom, acceptingCommand } from './accepted-room.ts';
import { acceptanceProblem, allScenarios, BaselineError, baselineFile } from './baselines.ts';
import { type JudgedReplications, judgeReplications } from './judge-replications.ts';

/** A scenario that was run and compared with its accepted result, with everything that accepting it would write. */
export interface Judged {
  readonly outcome: CheckOutcome;
  /** Undefined: it cannot be run, or its accepted result cannot be used. */
  readonly result: JudgedResult | undefined;
}

export interface JudgedResult {
  readonly summary: Summary;
  readonly row: FingerprintRow;
  readonly decisions: DecisionLog;
  /** The accepted decisions; undefined: none are kept. */
  readonly kept: DecisionLog | undefined;
  /** The new replications; undefined: none were requested, or nothing differs. */
  readonly replications: readonly Outcome[] | undefined;
}

export interface Against {
  readonly room: AcceptedRoom;
  readonly fingerprints: ReadonlyMap<string, FingerprintRow>;
  readonly update: boolean;
  /** Number of replications to accept; undefined: as many as have been accepted before. */
  readonly replications: number | undefined;
}

/**
 * Runs a scenario and judges its expectations and, if it has an accepted result, the differences from that. It is refused if
 * it has neither, or if the accepted result is damaged: others can still be judged.
 */
export async function judgeScenario(scenario: string, against: Against, io: Io): Promise<Judged> {
  const startMs = io.now();
  const { outcome, result } = await judgedOrRefused(scenario, against, io);
  const tookSeconds = (io.now() - startMs) / 1000;
  return { outcome: { ...outcome, policy: givenPolicy(against.room), tookSeconds }, result };
}

/** What was found, without what is the same for every scenario of a check. */
interface Found {
  readonly outcome: Omit<CheckOutcome, 'policy' | 'tookSeconds'>;
  readonly result: JudgedResult | undefined;
}

async function judgedOrRefused(scenario: string, against: Against, io: Io): Promise<Found> {
  const nothing = { fingerprint: null, window: null };
  const missing = await missingFile(scenario, io);
  if (missing !== undefined) return refused(scenario, nothing, [missing]);
  try {
    return await judged(scenario, against, io);
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    const found: Diagnostic = { code: 'bad-baseline', severity: 'error', message: error.message, path: '' };
    return refused(scenario, nothing, [found]);
  }
}

/** Throws BaselineError. */
async function judged(scenario: string, against: Against, io: Io): Promise<Found> {
  const { room, fingerprints, update } = against;
  const accepted = await readAccepted(scenario, { room, update, hasRow: fingerprints.has(scenario) }, io);
  const loaded = await loadScenario(io, scenario, []);
  const isNew = accepted.baseline === undefined;
  if (isNew && !update && loaded.ok && loaded.value.scenario.expect.length === 0)
    throw nothingToJudgeBy(scenario, room, io);
  const ran = loaded.ok ? runRecorded(loaded.value, room, io) : loaded;
  if (!ran.ok) return refused(scenario, accepted.was, ran.diagnostics);
  const { was } = accepted;
  const { summary } = ran;
  const decisions = ran.recorder.log(summary.fingerprint);
  const row = fingerprintRow(scenario, summary);
  const divergence = firstDivergence(
    accepted.decisions,
    decisions,
    { scenario: ran.scenario, options: policyOption(room) },
    io,
  );
  const found = isNew
    ? []
    : [
        ...summaryDifferences(accepted.baseline, summary),
        ...rowDifferences(fingerprints.get(scenario), row),
        ...otherNames(divergence, was.fingerprint === summary.fingerprint),
      ];
  const isAsExpected = found.length === 0 && !update;
  const again = isAsExpected ? undefined : await replicationsAgain(scenario, accepted, against, io);
  const missed = summary.expect.filter(({ ok }) => !ok);
  return {
    outcome: {
      scenario,
      verdict: verdictOf({ isNew, missed: missed.length, found: found.length }),
      differences: found,
      missed,
      divergence,
      distribution: again?.distribution,
      diagnostics: ran.warnings,
      fingerprint: { was: was.fingerprint, is: summary.fingerprint },
      window: { was: was.window, is: summary.window?.seconds ?? null },
    },
    result: { summary, row, decisions, kept: accepted.decisions, replications: again?.outcomes },
  };
}

/** The first decision that differs from the accepted ones; undefined: none are kept, or none differs. */
function firstDivergence(
  accepted: DecisionLog | undefined,
  decisions: DecisionLog,
  run: Parameters<typeof divergenceOf>[2],
  io: Io,
): Divergence | undefined {
  return accepted === undefined ? undefined : io.interruptible(() => divergenceOf(accepted, decisions, run));
}

/** The replications that are to be accepted, compared with those that were; undefined: there are none of either. */
async function replicationsAgain(
  scenario: string,
  { replications: outcomes, seed }: AcceptedResult,
  { room, replications = outcomes?.length }: Against,
  io: Io,
): Promise<JudgedReplications | undefined> {
  if (replications === undefined) return undefined;
  const file = { file: scenario, ...present({ policy: givenPolicy(room)?.given }) };
  const accepted = outcomes === undefined ? undefined : { outcomes, seed };
  return judgeReplications(file, { replications, accepted }, io);
}

async function missingFile(scenario: string, io: Io): Promise<Diagnostic | undefined> {
  if (await io.exists(scenario)) return undefined;
  const hint = didYouMean(scenario, await allScenarios(io));
  const message = `${shown(scenario)} does not exist.`;
  return { code: 'file-not-found', severity: 'error', message, path: '', ...present({ hint }) };
}

/** For a scenario with neither an accepted result nor an expectation. */
function nothingToJudgeBy(scenario: string, room: AcceptedRoom, io: Io): BaselineError {
  const problem = acceptanceProblem(io, room, scenario);
  return new BaselineError(
    problem === undefined
      ? `${scenario} has no result to compare with (${baselineFile(io, room, scenario)}), and states no expectations. Accept a result with: ${acceptingCommand(room, [scenario])}`
      : `${scenario} states no expectations (expect:), and has no result to compare with: ${problem}`,
  );
}

/** For a scenario that cannot be run, or not be compared. */
function refused(
  scenario: string,
  was: AcceptedResult['was'],
  diagnostics: CheckOutcome['diagnostics'],
): Found {
  const outcome: Found['outcome'] = {
    verdict: 'refused',
    differences: [],
    missed: [],
    divergence: undefined,
    distribution: undefined,
    scenario,
    diagnostics,
    fingerprint: { was: was.fingerprint, is: null },
    window: { was: was.window, is: null },
  };
  return { outcome, result: undefined };
}

function summaryDifferences(baseline: unknown, summary: Summary): Difference[] {
  // Through JSON, like the baseline: what a file cannot hold (-0, Infinity) must not count as a difference.
  return differences(baseline, JSON.parse(summaryJson(summary)));
}

/** A missing row counts as one difference, not one per column. */
function rowDifferences(was: FingerprintRow | undefined, is: FingerprintRow): Difference[] {
  const path = 'fingerprints.tsv';
  return was === undefined
    ? [{ path, before: undefined, after: is.fingerprint }]
    : differences(was, is, path);
}

function verdictOf(counts: { isNew: boolean; missed: number; found: number }): CheckOutcome['verdict'] {
  if (counts.missed > 0) return 'missed';
  if (counts.isNew) return 'new';
  return counts.found > 0 ? 'different' : 'same';
}

/** Decisions that differ only in names have the same fingerprint, but are still a difference. */
function otherNames(divergence: Divergence | undefined, isSameFingerprint: boolean): Difference[] {
  if (divergence === undefined || !isSameFingerprint) return [];
  return [{ path: 'decisions', before: divergence.was ?? undefined, after: divergence.is ?? undefined }];
}

type Ran =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly summary: Summary;
      readonly warnings: CheckOutcome['diagnostics'];
      readonly recorder: DecisionRecorder;
    }
  | { readonly ok: false; readonly diagnostics: CheckOutcome['diagnostics'] };

function runRecorded({ scenario, identity }: LoadedScenario, room: AcceptedRoom, io: Io): Ran {
  const recorder = decisionRecorder(scenario);
  const outcome = runWithProgress(io, scenario, { ...policyOption(room), file: identity, trace: recorder });
  if (!outcome.ok) return outcome;
  return { ok: true, scenario, summary: outcome.result.summary, warnings: outcome.warnings, recorder };
}

function policyOption({ under }: AcceptedRoom): Pick<RunOptions, 'policy'> {
  return present({ policy: under?.policy });
}

/** Only the part of the policy that outcomes contain. */
function givenPolicy({ under }: AcceptedRoom): CheckOutcome['policy'] {
  return under === undefined ? null : { name: under.name, given: under.given };
}
