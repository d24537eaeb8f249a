import { present } from '../../collections/present.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import type { Summary } from '../../metrics/summary.ts';
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
import type { Io } from '../io.ts';
import { loadScenario } from '../runs/load-scenario.ts';
import { simulate } from '../runs/simulate.ts';
import { type AcceptedRoom, acceptingCommand } from './accepted-room.ts';
import {
  allScenarios,
  BaselineError,
  baselineFile,
  decisionsFile,
  projectPath,
  readBaseline,
  readDecisions,
  readReplications,
  replicationsFile,
} from './baselines.ts';
import { judgeReplications } from './judge-replications.ts';

/** A scenario that was run, held against what was accepted, with all that accepting it would write. */
export interface Judged {
  readonly outcome: CheckOutcome;
  /** Undefined: it does not run. */
  readonly result: JudgedResult | undefined;
}

export interface JudgedResult {
  readonly summary: Summary;
  readonly row: FingerprintRow;
  readonly decisions: DecisionLog;
  /** The accepted ones; undefined: none are kept. */
  readonly kept: DecisionLog | undefined;
  /** As they are now; undefined: none are asked for, or nothing differs. */
  readonly replications: readonly Outcome[] | undefined;
}

export interface Against {
  readonly room: AcceptedRoom;
  readonly fingerprints: ReadonlyMap<string, FingerprintRow>;
  readonly update: boolean;
  /** Replications to accept; undefined: as many as are accepted. */
  readonly replications: number | undefined;
}

/** Throws BaselineError where there is nothing sound to compare with. */
export async function judgeScenario(
  file: string,
  { room, fingerprints, update, replications }: Against,
  io: Io,
): Promise<Judged> {
  const startMs = io.now();
  const scenario = projectPath(io, file);
  const policy = givenPolicy(room);
  const accepted = await readAccepted(file, { room, update }, io);
  const ran = await runRecorded(scenario, room, io);
  if (!ran.ok) {
    const tookSeconds = (io.now() - startMs) / 1000;
    return { outcome: { ...refused(scenario, accepted.was, ran), policy, tookSeconds }, result: undefined };
  }
  const { baseline, was, kept, replicated } = accepted;
  const { summary } = ran;
  const decisions = ran.recorder.log(summary.fingerprint);
  const row = fingerprintRow(scenario, summary);
  // Through JSON, as the baseline went: what the file cannot hold (-0, Infinity) must not count as a difference.
  const now: unknown = JSON.parse(summaryJson(summary));
  const divergence =
    kept === undefined
      ? undefined
      : io.interruptible(() =>
          divergenceOf(kept, decisions, { scenario: ran.scenario, options: policyOption(room) }),
        );
  const found = [
    ...differences(baseline, now),
    ...rowDifferences(fingerprints.get(scenario), row),
    ...otherNames(divergence, was.fingerprint === summary.fingerprint),
  ];
  const count = replications ?? replicated?.length;
  const again =
    count === undefined || (found.length === 0 && !update)
      ? undefined
      : await judgeReplications(
          { file: scenario, ...present({ policy: policy?.given }) },
          {
            replications: count,
            accepted: replicated === undefined ? undefined : { outcomes: replicated, seed: seedOf(baseline) },
          },
          io,
        );
  const missed = summary.expect.filter(({ ok }) => !ok);
  const outcome: CheckOutcome = {
    scenario,
    policy,
    verdict: verdictOf({ isNew: baseline === undefined, missed: missed.length, found: found.length }),
    differences: found,
    missed,
    divergence,
    distribution: again?.distribution,
    diagnostics: ran.warnings,
    fingerprint: { was: was.fingerprint, is: summary.fingerprint },
    window: { was: was.window, is: summary.window?.seconds ?? null },
    tookSeconds: (io.now() - startMs) / 1000,
  };
  return { outcome, result: { summary, row, decisions, kept, replications: again?.outcomes } };
}

/** What was accepted of a scenario before. */
interface Accepted {
  /** Of summary.json, as somebody may have changed it by hand; undefined: nothing is accepted yet. */
  readonly baseline: unknown;
  readonly was: { readonly fingerprint: string | null; readonly window: number | null };
  readonly kept: DecisionLog | undefined;
  readonly replicated: readonly Outcome[] | undefined;
}

async function readAccepted(
  file: string,
  { room, update }: Pick<Against, 'room' | 'update'>,
  io: Io,
): Promise<Accepted> {
  const scenario = projectPath(io, file);
  const baseline = await readBaseline(io, baselineFile(io, room, file));
  if (baseline === undefined && !(await io.exists(scenario))) {
    const hint = didYouMean(scenario, await allScenarios(io));
    throw new BaselineError(`'${scenario}' does not exist.${hint === undefined ? '' : ` ${hint}`}`);
  }
  // Reading a folder says which file is meant.
  if (baseline === undefined && !update && !(await io.isFolder(scenario))) {
    throw new BaselineError(
      `${scenario} has no result to compare with (${baselineFile(io, room, file)}). Accept one with: ${acceptingCommand(room, [scenario])}`,
    );
  }
  const was = { fingerprint: textAt(baseline, 'fingerprint'), window: windowOf(baseline) };
  const kept = await readDecisions(io, decisionsFile(io, room, file), was.fingerprint);
  const replicated = await readReplications(io, replicationsFile(io, room, file));
  return { baseline, was, kept, replicated };
}

/** Of a scenario that does not run: nothing of it can be compared. */
function refused(
  scenario: string,
  was: Accepted['was'],
  { diagnostics }: Extract<Ran, { readonly ok: false }>,
): Omit<CheckOutcome, 'policy' | 'tookSeconds'> {
  return {
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
}

/** A line that is not there differs as one thing, not column by column. */
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

/** Decisions that only names tell apart leave the fingerprint as it is: that is a difference all the same. */
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

async function runRecorded(file: string, room: AcceptedRoom, io: Io): Promise<Ran> {
  const loaded = await loadScenario(io, file, []);
  if (!loaded.ok) return loaded;
  const { scenario, identity } = loaded.value;
  const recorder = decisionRecorder(scenario);
  const outcome = simulate(io, scenario, { ...policyOption(room), file: identity, trace: recorder });
  if (!outcome.ok) return outcome;
  return { ok: true, scenario, summary: outcome.result.summary, warnings: outcome.warnings, recorder };
}

function policyOption({ under }: AcceptedRoom): Pick<RunOptions, 'policy'> {
  return present({ policy: under?.policy });
}

/** Of the policy no more than outcomes tell. */
function givenPolicy({ under }: AcceptedRoom): CheckOutcome['policy'] {
  return under === undefined ? null : { name: under.name, given: under.given };
}

function textAt(value: unknown, key: string): string | null {
  const found = at(value, key);
  return typeof found === 'string' ? found : null;
}

function seedOf(baseline: unknown): number | string | null {
  const seed = at(baseline, 'seed');
  return typeof seed === 'number' || typeof seed === 'string' ? seed : null;
}

function windowOf(baseline: unknown): number | null {
  const seconds = at(at(baseline, 'window'), 'seconds');
  return typeof seconds === 'number' ? seconds : null;
}

/** A baseline is JSON that somebody may have changed by hand. */
function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
