import { join } from 'node:path';
import { firstOf } from '../../units/cut-list.ts';
import { isJournal } from '../experiment/journal.ts';
import { isShard } from '../experiment/shard-file.ts';
import type { Io } from '../io.ts';
import { PLAN_FILE } from '../results/plan-file.ts';
import { REPORT_FILE } from '../results/report-file.ts';
import { SUMMARY_FILE } from '../results/summary-file.ts';
import { SWEEP_FILE } from '../results/sweep-file.ts';
import { scenarioIn } from './scenario-in-folder.ts';

/** A result folder that cannot be read as one; the message is a sentence. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

/** Most results below a folder that a message names. */
const NAMED = 3;

/** Why the folder is not the result of a run, and what to do with what it contains. */
export async function noResultOfRun(io: Io, folder: string): Promise<FolderError> {
  return new FolderError(`'${folder}' ${await whatItIs(io, folder)}`);
}

async function whatItIs(io: Io, folder: string): Promise<string> {
  if (!(await io.exists(folder))) return `does not exist. 'proxysim run FILE -o ${folder}' makes it.`;
  if (!(await io.isFolder(folder)))
    return `is a file, not a result folder. 'proxysim run FILE -o DIR' makes one of a scenario.`;
  const files = await io.listFiles(folder);
  if (files.includes(PLAN_FILE))
    return `is the folder of a plan, which has no result of one run. 'proxysim report ${folder}' makes its page.`;
  if (files.includes(SWEEP_FILE))
    return `is the folder of a sweep, which has no result of one run. 'proxysim report ${folder}' makes its page.`;
  if (files.some(isShard))
    return `holds shards of a sweep. 'proxysim merge ${join(folder, 'shard-*.ndjson')} -o DIR' puts them together.`;
  if (files.some(isJournal))
    return 'holds runs of an experiment that was not finished. Its command with --resume continues it.';
  if (files.includes(SUMMARY_FILE))
    return `holds only an accepted result, without ${REPORT_FILE}. 'proxysim run FILE' of its scenario makes a complete one.`;
  const below = resultsBelow(files);
  if (below.length > 0) {
    const named = firstOf(below, NAMED, (name) => join(folder, name));
    return `is no result folder itself; those in it are: ${named}.`;
  }
  const scenario = await scenarioIn(io, folder);
  return scenario === undefined
    ? `is not a result folder. 'proxysim run FILE -o ${folder}' makes one.`
    : `is not a result folder. 'proxysim run ${scenario}' makes one of the scenario in it.`;
}

/** Paths of result folders of runs, sweeps and plans. */
function resultsBelow(files: readonly string[]): string[] {
  const last = [SUMMARY_FILE, SWEEP_FILE, PLAN_FILE].map((name) => `/${name}`);
  return files.flatMap((file) => {
    const end = last.find((name) => file.endsWith(name));
    return end === undefined ? [] : [file.slice(0, -end.length)];
  });
}
