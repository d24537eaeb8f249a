import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import type { GivenPolicy } from '../../report/check/outcome.ts';
import type { RunOptions } from '../../runs/run.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../program/command-line.ts';
import { readPolicy } from '../runs/policy-file.ts';

export const RESULTS_FOLDER = 'results';
/** Results in this folder are accepted under a policy given on the command line, in a subfolder with its name. */
export const BY_POLICY_FOLDER = `${RESULTS_FOLDER}/by-policy`;

/**
 * Where accepted results are stored: those of scenarios as they are, or those under one policy that replaces theirs.
 */
export interface AcceptedRoom {
  /** Results are stored below it, at the paths of their scenarios. */
  readonly folder: string;
  /** Absent: each scenario's own policy. */
  readonly under?: UnderPolicy;
}

export interface UnderPolicy extends GivenPolicy {
  readonly policy: NonNullable<RunOptions['policy']>;
}

/** The room for a policy of the command line, or without one the room for scenarios as they are. */
export async function acceptedRoom(word: string | undefined, io: Io): Promise<Result<AcceptedRoom>> {
  if (word === undefined) return { ok: true, value: { folder: RESULTS_FOLDER }, warnings: [] };
  const read = await readPolicy(io, word);
  if (!read.ok) return read;
  const { name } = read.policy;
  if (isFolderName(name)) {
    const value = {
      folder: `${BY_POLICY_FOLDER}/${name}`,
      under: { name, given: word, policy: read.policy },
    };
    return { ok: true, value, warnings: [] };
  }
  const message = `results are kept in a folder of the policy's name, and '${name}' cannot be one.`;
  const hint = 'Name it with letters, digits, - and _.';
  return { ok: false, diagnostics: [optionDiagnostic('--policy', message, hint)] };
}

function isFolderName(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(name);
}

/** The command that accepts results in this room: `proxysim check night.yaml --policy ./mine.mjs --update`. */
export function acceptingCommand(
  { under }: AcceptedRoom,
  files: readonly string[],
  options: readonly string[] = [],
): string {
  const policy = under === undefined ? [] : ['--policy', under.given];
  return commandLine(['proxysim', 'check', ...files, ...policy, '--update', ...options]);
}
