import { join } from 'node:path';
import type { ReplicatedOutcomes } from '../../experiment/statistics/distribution-comparison.ts';
import type { ComparedSide } from '../../report/comparison/comparison.ts';
import { FolderError, noResultOfRun } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { severalOutcomes } from '../results/replications-file.ts';
import { SUMMARY_FILE } from '../results/summary-file.ts';
import { complain, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';
import { readSide, runSide } from './compare-sides.ts';
import { type LoadedRun, loadRuns, type RunRequest } from './load-run.ts';
import { ownPolicy } from './policy-file.ts';
import type { Changes } from './run-changes.ts';
import { type Pilot, warmUpSetting } from './warm-up-setting.ts';

/** What is to be compared, as the command line says it. */
export interface Given {
  readonly file: string;
  readonly policy?: string;
  readonly changes: Changes;
  /** Which of the changes are those of this side only, each `PATH=VALUE`. */
  readonly changed: readonly string[];
  /** The replications stored in the result folder, if any. */
  readonly kept?: ReplicatedOutcomes;
}

/** What distinguishes it from the other sides. */
function nameOf({ file, policy, changed }: Given): string {
  return policy ?? (changed.length > 0 ? changed.join(', ') : file);
}

/** A side before anything is run: a stored result, or a scenario that can be run. */
export interface AskedSide extends Given {
  readonly of: { readonly stored: ComparedSide } | { readonly run: LoadedRun };
}

/**
 * Reads and checks all sides before any is run. Undefined if one of them is invalid; the reason has been reported.
 */
export async function askedSides(
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
    throw new FolderError(`'${file}' is a result folder: the result of a run cannot be changed.`);
  const stored = await readSide(file, io);
  if (outcomes === undefined) return { of: { stored } };
  return { of: { stored }, kept: { outcomes, seed: stored.summary.seed } };
}

/** One warm-up for all sides. Undefined if it cannot be determined; the reason has been reported. */
export async function settled(
  asked: readonly AskedSide[],
  io: Io,
): Promise<readonly AskedSide[] | undefined> {
  const pilots = asked.flatMap((one): Pilot[] =>
    'run' in one.of ? [{ name: nameOf(one), ...one.of.run }] : [],
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
export function sidesOf(asked: readonly AskedSide[], io: Io): ComparedSide[] | undefined {
  const sides: ComparedSide[] = [];
  for (const one of asked) {
    const { file, changed, of } = one;
    const side = 'run' in of ? runSide({ file, name: nameOf(one), changes: changed }, of.run, io) : of.stored;
    if (side === undefined) return undefined;
    sides.push(side);
  }
  return sides;
}
