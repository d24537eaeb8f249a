import { join } from 'node:path';
import type { Io } from '../io.ts';

/** What imports call every scenario. */
export const IMPORTED_SCENARIO = 'scenario.yaml';
/** Of more files it would be a guess. */
const LISTED = 12;

/** What somebody may mean who names a folder where a scenario belongs: paths of files, the likeliest alone. */
async function scenariosIn(io: Io, folder: string): Promise<string[]> {
  const names = (await io.filesOf(folder)).filter((name) => /\.ya?ml$/i.test(name));
  const likely = names.includes(IMPORTED_SCENARIO) ? [IMPORTED_SCENARIO] : names;
  return likely.map((name) => join(folder, name));
}

/** The scenario that a folder is about; undefined: none, or one of several. */
export async function scenarioIn(io: Io, folder: string): Promise<string | undefined> {
  const found = await scenariosIn(io, folder);
  return found.length === 1 ? found[0] : undefined;
}

/** `Did you mean 'estate/scenario.yaml'?`, or the few that are possible; undefined where there is nothing to name. */
export async function scenarioHint(io: Io, folder: string): Promise<string | undefined> {
  const found = await scenariosIn(io, folder);
  if (found.length === 1) return `Did you mean '${found[0]}'?`;
  return found.length === 0 || found.length > LISTED ? undefined : `Possible: ${found.join(', ')}.`;
}
