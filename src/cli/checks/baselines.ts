import { relative, resolve, sep } from 'node:path';
import type { Outcome } from '../../experiment/units/outcome.ts';
import {
  type FingerprintRow,
  fingerprintsText,
  readFingerprints,
} from '../../report/check/fingerprint-table.ts';
import { REPLICATIONS_TABLE } from '../../report/replications/table.ts';
import type { DecisionLog } from '../../runs/divergence/decision-runs.ts';
import { FileError } from '../files/file-error.ts';
import { FolderError } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { readOutcomes } from '../results/replications-file.ts';
import { PLANS_FOLDER, RUNS_FOLDER, resultName, SWEEPS_FOLDER } from '../results/result-folder.ts';
import { readSummary, SUMMARY_FILE } from '../results/summary-file.ts';
import { type AcceptedRoom, BY_POLICY_FOLDER, RESULTS_FOLDER } from './accepted-room.ts';
import { readDecisionFile } from './decision-file.ts';

export const SCENARIOS_FOLDER = 'scenarios';
const DECISIONS_NAME = 'decisions.bin';
/** Files beside a summary, useless without it. */
const BESIDE = [DECISIONS_NAME, REPLICATIONS_TABLE];
const REMEDY = 'Restore it, or delete it and accept a new one with --update.';

/** A baseline that is missing or invalid, described in a sentence. Nothing is rewritten. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/**
 * The committed summary of a scenario: the same path below the room's folder as the scenario has below `scenarios/`.
 */
export function baselineFile(io: Io, { folder }: AcceptedRoom, scenario: string): string {
  return `${folder}/${resultName(io, scenario)}/${SUMMARY_FILE}`;
}

/** Beside it, the decisions of that run. */
export function decisionsFile(io: Io, { folder }: AcceptedRoom, scenario: string): string {
  return `${folder}/${resultName(io, scenario)}/${DECISIONS_NAME}`;
}

/** Beside it, if they were requested, the figures of its replications. */
export function replicationsFile(io: Io, { folder }: AcceptedRoom, scenario: string): string {
  return `${folder}/${resultName(io, scenario)}/${REPLICATIONS_TABLE}`;
}

/** One name per scenario, however the user wrote its path, so that a summary does not depend on that. */
export function projectPath(io: Io, file: string): string {
  const path = relative(io.folder, resolve(io.folder, file));
  return path === '' ? '.' : path.split(sep).join('/');
}

/** Folders below `results/` that contain something else than baselines, and what that is. */
const OTHER_RESULTS: ReadonlyMap<string, string> = new Map([
  [RUNS_FOLDER, "'proxysim run'"],
  [SWEEPS_FOLDER, "'proxysim sweep'"],
  [PLANS_FOLDER, "'proxysim plan'"],
  [BY_POLICY_FOLDER, "'proxysim check --policy'"],
]);

/** Why no result of this scenario can be accepted, in a sentence; undefined: it can. */
export function acceptanceProblem(io: Io, { folder }: AcceptedRoom, scenario: string): string | undefined {
  if (!scenario.startsWith(`${SCENARIOS_FOLDER}/`))
    return `'${scenario}' is not below ${SCENARIOS_FOLDER}/: accepted results are kept by the path below that folder. Move it there first.`;
  if (folder !== RESULTS_FOLDER) return undefined;
  const [first] = resultName(io, scenario).split('/');
  // Some file systems ignore case.
  const taken = OTHER_RESULTS.get(`${folder}/${first!.toLowerCase()}`);
  if (taken === undefined) return undefined;
  return `a result of '${scenario}' would lie in ${folder}/${first}/, which is for those of ${taken}. Rename '${SCENARIOS_FOLDER}/${first}'.`;
}

/** Scenario files below `scenarios/`. */
export async function allScenarios(io: Io): Promise<string[]> {
  const files = await io.listFiles(SCENARIOS_FOLDER);
  return files.filter((file) => /\.ya?ml$/i.test(file)).map((file) => `${SCENARIOS_FOLDER}/${file}`);
}

/** The fingerprints of a room's results, one per line. */
export function fingerprintsFile({ folder }: AcceptedRoom): string {
  return `${folder}/fingerprints.tsv`;
}

/** Baselines of a room, without files that other commands wrote beside them, and without other rooms. */
export async function allBaselines(io: Io, { folder }: AcceptedRoom): Promise<string[]> {
  const files = (await io.listFiles(folder)).map((file) => `${folder}/${file}`);
  const others = folder === RESULTS_FOLDER ? [...OTHER_RESULTS.keys()] : [];
  const accepted = files.filter((file) => !others.some((other) => file.startsWith(`${other}/`)));
  const summaries = accepted.filter((file) => file.endsWith(`/${SUMMARY_FILE}`));
  const lonely = accepted.find(
    (file) =>
      BESIDE.some((name) => file.endsWith(`/${name}`)) && !summaries.includes(withName(file, SUMMARY_FILE)),
  );
  if (lonely === undefined) return summaries;
  throw new BaselineError(
    `'${lonely}' has no ${SUMMARY_FILE} beside it, so it belongs to no result. Delete it, or bring the summary back.`,
  );
}

function withName(file: string, name: string): string {
  return `${file.slice(0, file.lastIndexOf('/'))}/${name}`;
}

/**
 * The decisions of an accepted result; undefined if none are kept. Throws BaselineError if the file is invalid or
 * belongs to another run.
 */
export async function readDecisions(
  io: Io,
  file: string,
  fingerprint: string | null,
): Promise<DecisionLog | undefined> {
  const bytes = await bytesOrNothing(io, file);
  if (bytes === undefined) return undefined;
  const read = readDecisionFile(bytes);
  if (!read.ok) throw new BaselineError(`'${file}' ${read.problem}. ${REMEDY}`);
  if (read.log.fingerprint === fingerprint) return read.log;
  throw new BaselineError(
    `'${file}' comes from another run (${read.log.fingerprint}) than the result beside it (${fingerprint ?? 'none'}). ${REMEDY}`,
  );
}

/** The accepted replications; undefined if none are kept. Throws BaselineError if the file is invalid. */
export async function readReplications(io: Io, file: string): Promise<readonly Outcome[] | undefined> {
  try {
    const outcomes = await readOutcomes(io, file);
    if (outcomes === undefined || outcomes.length > 1) return outcomes;
    throw new FolderError(`'${file}' has fewer than two replications.`);
  } catch (error) {
    if (error instanceof FolderError) throw new BaselineError(`${error.message} ${REMEDY}`);
    throw error;
  }
}

/** The parsed baseline, or undefined if there is none. */
export async function readBaseline(
  io: Io,
  file: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await textOrNothing(io, file);
  if (text === undefined) return undefined;
  const read = readSummary(text);
  if (read.ok) return read.summary;
  throw new BaselineError(`'${file}' ${read.problem}. ${REMEDY}`);
}

/** The rows of a room's `fingerprints.tsv` by scenario; empty if the file does not exist. */
export async function readFingerprintFile(io: Io, room: AcceptedRoom): Promise<Map<string, FingerprintRow>> {
  const file = fingerprintsFile(room);
  const text = await textOrNothing(io, file);
  if (text === undefined) return new Map();
  const read = readFingerprints(text);
  if (read.ok) return read.rows;
  throw new BaselineError(`'${file}' is not a table of fingerprints: ${read.problem}. ${REMEDY}`);
}

export async function writeFingerprintFile(
  io: Io,
  room: AcceptedRoom,
  rows: Iterable<FingerprintRow>,
): Promise<void> {
  await io.writeFileAtomically(fingerprintsFile(room), fingerprintsText(rows));
}

function textOrNothing(io: Io, file: string): Promise<string | undefined> {
  return orNothing(() => io.readText(file));
}

function bytesOrNothing(io: Io, file: string): Promise<Uint8Array | undefined> {
  return orNothing(() => io.readBytes(file));
}

async function orNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.problem === 'missing') return undefined;
    throw new BaselineError(error.message);
  }
}
