import type { Outcome } from '../../experiment/units/outcome.ts';
import type { DecisionLog } from '../../runs/divergence/decision-runs.ts';
import type { Io } from '../io.ts';
import type { AcceptedRoom } from './accepted-room.ts';
import {
  acceptanceProblem,
  BaselineError,
  baselineFile,
  decisionsFile,
  readBaseline,
  readDecisions,
  readReplications,
  replicationsFile,
} from './baselines.ts';

/** The accepted result of a scenario. */
export interface AcceptedResult {
  /**
   * `summary.json` as it is in the file, which may have been edited by hand; undefined: nothing has been accepted.
   */
  readonly baseline: unknown;
  readonly was: { readonly fingerprint: string | null; readonly window: number | null };
  readonly seed: number | string | null;
  /** Undefined: none are kept. */
  readonly decisions: DecisionLog | undefined;
  readonly replications: readonly Outcome[] | undefined;
}

/** For a scenario without an accepted result, or at a path where none can be stored. */
const NOTHING: AcceptedResult = {
  baseline: undefined,
  was: { fingerprint: null, window: null },
  seed: null,
  decisions: undefined,
  replications: undefined,
};

/**
 * Reads the accepted result of a scenario. `hasRow`: whether the fingerprint table has a row for it. Throws
 * BaselineError if a part of it is missing or damaged.
 */
export async function readAccepted(
  scenario: string,
  {
    room,
    update,
    hasRow,
  }: { readonly room: AcceptedRoom; readonly update: boolean; readonly hasRow: boolean },
  io: Io,
): Promise<AcceptedResult> {
  // A file at this path belongs to another scenario, or is no baseline.
  if (acceptanceProblem(io, room, scenario) !== undefined) return NOTHING;
  const file = baselineFile(io, room, scenario);
  const baseline = await readBaseline(io, file);
  if (baseline === undefined && hasRow && !update)
    throw new BaselineError(
      `'${file}' is missing, though ${scenario} has a fingerprint. Restore it, or accept a new one with --update.`,
    );
  const was = { fingerprint: textAt(baseline, 'fingerprint'), window: windowOf(baseline) };
  const decisions = await readDecisions(io, decisionsFile(io, room, scenario), was.fingerprint);
  const replications = await readReplications(io, replicationsFile(io, room, scenario));
  return { baseline, was, seed: seedOf(baseline), decisions, replications };
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

/** A baseline is JSON that may have been edited by hand. */
function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
