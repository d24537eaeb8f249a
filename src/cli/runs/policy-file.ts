import { basename } from 'node:path';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import {
  badPolicy,
  errorText,
  placeOf,
  policyFrom,
  type ReadPolicy,
  shippedPolicy,
} from '../../runs/policies.ts';
import type { RunOptions } from '../../runs/run.ts';
import { firstOf } from '../../units/cut-list.ts';
import { shown } from '../../units/quantity-problem.ts';
import { FileError } from '../files/file-error.ts';
import type { Io } from '../io.ts';
import { fileDiagnostic } from '../terminal/problems.ts';

/** Most exports that a message names. */
const NAMED = 5;

const SCRIPT = /\.[cm]?[jt]s$/;

/** A word with a slash or the extension of a script is a file; any other word is the name of a preset. */
export function isPolicyFile(word: string): boolean {
  return /[/\\]/.test(word) || SCRIPT.test(word);
}

/** The policy that a word of the command line denotes. */
export async function readPolicy(io: Io, word: string): Promise<ReadPolicy> {
  return isPolicyFile(word) ? policyOfFile(io, word) : shippedPolicy(word);
}

/** A policy from a file is read once, before anything runs; a name is left to the run, which knows all presets. */
export async function ownPolicy(word: string | undefined, io: Io): Promise<Result<RunOptions['policy']>> {
  if (word === undefined || !isPolicyFile(word)) return { ok: true, value: word, warnings: [] };
  const read = await readPolicy(io, word);
  return read.ok ? { ok: true, value: read.policy, warnings: [] } : read;
}

async function policyOfFile(io: Io, file: string): Promise<ReadPolicy> {
  try {
    // Read as a file first, because Node.js's own message for a missing module is written for programmers.
    await io.readText(file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { ok: false, diagnostics: [fileDiagnostic(error)] };
  }
  let loaded: Readonly<Record<string, unknown>>;
  try {
    loaded = await io.importModule(file);
  } catch (error) {
    return { ok: false, diagnostics: [notLoaded(file, error)] };
  }
  const named = Object.keys(loaded);
  if (loaded['default'] === undefined && named.length > 0) {
    const what = `it has no default export, only ${firstOf(named, NAMED, shown)}.`;
    return {
      ok: false,
      diagnostics: [badPolicy(`${file}: ${what}`, '', 'Write export default before the policy.')],
    };
  }
  return policyFrom(loaded['default'], file);
}

function notLoaded(file: string, error: unknown): Diagnostic {
  const place = placeOf(error);
  // Where Node.js itself refuses the file, the innermost frame is one of this program.
  const isInFile = place.startsWith(` at ${basename(file)}:`);
  const words = `${file}: it cannot be loaded: ${errorText(error)}${isInFile ? place : ''}.`;
  return badPolicy(words, '', hintFor(file, error));
}

function hintFor(file: string, error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (!SCRIPT.test(file)) return 'Name it mine.mjs: Node.js does not load other endings as JavaScript.';
  if (/ts$/.test(file) && code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return 'This Node.js does not read TypeScript (22.18 and later do): write it in JavaScript.';
  if (/\.js$/.test(file) && error instanceof SyntaxError && /export|import/.test(error.message))
    return 'Name it mine.mjs, so that every Node.js knows that it has exports.';
  if (error instanceof SyntaxError) return `'node --check ${file}' shows where.`;
  return undefined;
}
