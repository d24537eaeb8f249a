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

/** What was accepted of a scenario before. */
export interface AcceptedResult {
  /** `summary.json` as it stands, edited by hand or not; undefined: nothing is accepted yet. */
  readonly baseline: unknown;
  readonly was: { readonly fingerprint: string | null; readonly window: number | null };
  readonly seed: number | string | null;
  /** Undefined: none are kept. */
  readonly decisions: DecisionLog | undefined;
  readonly replications: readonly Outcome[] | undefined;
}

/** Of a scenario of which nothing was accepted, or that lies where nothing can be. */
const NOTHING: AcceptedResult = {
  baseline: undefined,
  was: { fingerprint: null, window: null },
  seed: null,
  decisions: undefined,
  replications: undefined,
};

/**
 * Reads what was accepted of a scenario. `hasRow`: whether the table of fingerprints has a line for it.
 * Throws BaselineError where a part of it is missing or damaged.
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
  // What lies where its result would be belongs to another scenario, or is no baseline.
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

/** A baseline is JSON that somebody may have changed by hand. */
function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
