import { referencedFiles } from '../../scenario/tree/load.ts';
import type { Io } from '../io.ts';
import { type AcceptedRoom, acceptingCommand } from './accepted-room.ts';
import {
  allBaselines,
  allScenarios,
  BaselineError,
  baselineFile,
  fingerprintsFile,
  projectPath,
  SCENARIOS_FOLDER,
} from './baselines.ts';

interface Choice {
  readonly files: readonly string[];
  readonly update: boolean;
  readonly all: boolean;
}

/**
 * The scenarios that `check` runs: those named, else those with a baseline, else (`--all`) every one below `scenarios/`.
 * Throws BaselineError where a baseline has lost its scenario, or there is nothing to check.
 */
export async function checkedScenarios(
  { files, all }: Choice,
  room: AcceptedRoom,
  io: Io,
): Promise<string[]> {
  if (files.length > 0) return named(files, io);
  const present = await allScenarios(io);
  const byBaseline = new Map(present.map((file) => [baselineFile(io, room, file), file]));
  const baselines = await allBaselines(io, room);
  const orphan = baselines.find((file) => !byBaseline.has(file));
  if (orphan !== undefined) {
    throw new BaselineError(
      `'${orphan}' is the result of a scenario that is not below ${SCENARIOS_FOLDER}/ any more. Delete it together with its line in ${fingerprintsFile(room)}, or bring the scenario back.`,
    );
  }
  if (all) return withoutParts(present, io);
  const chosen = present.filter((file) => baselines.includes(baselineFile(io, room, file)));
  if (chosen.length > 0) return chosen;
  const under = room.under === undefined ? '' : ` under ${room.under.name}`;
  throw new BaselineError(
    `no scenario here has a result${under} to compare with. Accept the first ones with: ${acceptingCommand(room, [], ['--all'])}`,
  );
}

function named(files: readonly string[], io: Io): string[] {
  const paths = [...new Set(files.map((file) => projectPath(io, file)))];
  for (const path of paths) {
    if (path === SCENARIOS_FOLDER)
      throw new BaselineError(
        `'${path}' is the folder of all scenarios: 'proxysim check' without a name takes those that have a result.`,
      );
    if (path.startsWith(`${SCENARIOS_FOLDER}/`)) continue;
    throw new BaselineError(
      `'${path}' is not below ${SCENARIOS_FOLDER}/: results are kept by the path below that folder. Move it there; 'proxysim run' holds a file from anywhere against its expectations.`,
    );
  }
  return paths;
}

/** A file that others include is a part of scenarios, not one. */
async function withoutParts(files: readonly string[], io: Io): Promise<string[]> {
  const parts = new Set<string>();
  for (const name of files) {
    for (const part of referencedFiles({ name, text: await io.readText(name) }).includes) parts.add(part);
  }
  return files.filter((file) => !parts.has(file));
}
