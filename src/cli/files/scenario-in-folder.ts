import { basename, dirname, join } from 'node:path';
import { nearest } from '../../diagnostics/suggest.ts';
import type { Io } from '../io.ts';

/** The name that imports give to every scenario. */
export const IMPORTED_SCENARIO = 'scenario.yaml';
/** With more files than this, a suggestion would be a guess. */
const LISTED = 12;

/** Paths of the scenarios that a user may mean who names a folder instead; only the most likely ones. */
async function scenariosIn(io: Io, folder: string): Promise<string[]> {
  const names = (await io.filesOf(folder)).filter((name) => /\.ya?ml$/i.test(name));
  const likely = names.includes(IMPORTED_SCENARIO) ? [IMPORTED_SCENARIO] : names;
  return likely.map((name) => join(folder, name));
}

/** The scenario in a folder; undefined: there is none, or several. */
export async function scenarioIn(io: Io, folder: string): Promise<string | undefined> {
  const found = await scenariosIn(io, folder);
  return found.length === 1 ? found[0] : undefined;
}

/** `Did you mean 'estate/scenario.yaml'?`, or the few candidates; undefined if there is none. */
export async function scenarioHint(io: Io, folder: string): Promise<string | undefined> {
  const found = await scenariosIn(io, folder);
  if (found.length === 1) return `Did you mean '${found[0]}'?`;
  return found.length === 0 || found.length > LISTED ? undefined : `Possible: ${found.join(', ')}.`;
}

/** `Did you mean 'night.yaml'?` for a path where nothing is; undefined: no scenario beside it has nearly its name. */
export async function misspeltHint(io: Io, path: string): Promise<string | undefined> {
  const folder = dirname(path);
  const beside = (await io.filesOf(folder)).filter((name) => /\.ya?ml$/i.test(name));
  const found = nearest(basename(path), beside);
  return found === undefined ? undefined : `Did you mean '${join(folder, found)}'?`;
}
