import { referencedFiles } from '../../scenario/tree/load.ts';
import { FileError } from '../files/file-error.ts';
import type { Io } from '../io.ts';
import { type AcceptedRoom, acceptingCommand } from './accepted-room.ts';
import {
  acceptanceProblem,
  allBaselines,
  allScenarios,
  BaselineError,
  baselineFile,
  fingerprintsFile,
  projectPath,
  SCENARIOS_FOLDER,
} from './baselines.ts';

/** What `check` runs. */
export interface CheckedScenarios {
  readonly scenarios: readonly string[];
  /** Scenarios left out because they were not named and have no accepted result. */
  readonly leftOut: readonly string[];
}

interface Choice {
  readonly files: readonly string[];
  readonly update: boolean;
  readonly all: boolean;
}

/**
 * The scenarios that `check` runs: those named, else those with a baseline, else (`--all`) every one below
 * `scenarios/`. Throws BaselineError if the scenario of a baseline is missing, or there is nothing to check.
 */
export async function checkedScenarios(
  { files, update, all }: Choice,
  room: AcceptedRoom,
  io: Io,
): Promise<CheckedScenarios> {
  if (files.length > 0) {
    const scenarios = named(files, io);
    if (update) refuseUnacceptable(scenarios, room, io);
    return { scenarios, leftOut: [] };
  }
  const present = await allScenarios(io);
  const byBaseline = new Map(present.map((file) => [baselineFile(io, room, file), file]));
  const baselines = await allBaselines(io, room);
  const orphan = baselines.find((file) => !byBaseline.has(file));
  if (orphan !== undefined) {
    throw new BaselineError(
      `'${orphan}' is the result of a scenario that is no longer below ${SCENARIOS_FOLDER}/. Delete it together with its line in ${fingerprintsFile(room)}, or bring the scenario back.`,
    );
  }
  if (all) {
    const scenarios = await withoutParts(present, io);
    refuseUnacceptable(scenarios, room, io);
    return { scenarios, leftOut: [] };
  }
  const isAccepted = (file: string) => baselines.includes(baselineFile(io, room, file));
  const scenarios = present.filter(isAccepted);
  if (scenarios.length > 0) {
    const whole = scenarios.length < present.length ? await withoutParts(present, io) : [];
    return { scenarios, leftOut: whole.filter((file) => !isAccepted(file)) };
  }
  const under = room.under === undefined ? '' : ` under ${room.under.name}`;
  throw new BaselineError(
    `no scenario here has a result${under} to compare with. Name files to check their expectations alone, or accept first results with: ${acceptingCommand(room, [], ['--all'])}`,
  );
}

function named(files: readonly string[], io: Io): string[] {
  const paths = [...new Set(files.map((file) => projectPath(io, file)))];
  for (const path of paths) {
    if (path === SCENARIOS_FOLDER)
      throw new BaselineError(
        `'${path}' is the folder of all scenarios: 'proxysim check' without a name takes those that have a result.`,
      );
  }
  return paths;
}

/** Throws BaselineError if a result cannot be stored, or would overwrite that of another scenario. */
function refuseUnacceptable(scenarios: readonly string[], room: AcceptedRoom, io: Io): void {
  const byBaseline = new Map<string, string>();
  for (const scenario of scenarios) {
    const problem = acceptanceProblem(io, room, scenario);
    if (problem !== undefined) throw new BaselineError(problem);
    const baseline = baselineFile(io, room, scenario);
    const other = byBaseline.get(baseline);
    if (other !== undefined)
      throw new BaselineError(
        `'${other}' and '${scenario}' have the same result, ${baseline}. Rename one of them.`,
      );
    byBaseline.set(baseline, scenario);
  }
}

/** Leaves out files that others include, because they are parts of scenarios. */
async function withoutParts(files: readonly string[], io: Io): Promise<string[]> {
  const parts = new Set<string>();
  for (const name of files) for (const part of await includesOf(name, io)) parts.add(part);
  return files.filter((file) => !parts.has(file));
}

/** Empty if the file cannot be read: running it reports the reason. */
async function includesOf(name: string, io: Io): Promise<string[]> {
  try {
    return referencedFiles({ name, text: await io.readText(name) }).includes;
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}
