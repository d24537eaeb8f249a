import { createHash } from 'node:crypto';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { type DecisionLog, decodeDecisions, encodeDecisions } from '../../runs/divergence/decision-runs.ts';

/**
 * A log of decisions as a file: one line that names format and version, sixteen bytes of a checksum over the rest, the
 * log, packed. Packed bytes may differ from one Node version to the next, so files are compared by what is in them.
 */
const FORMAT = 'proxysim-decisions/';
const VERSION = 1;
const CHECKSUM_BYTES = 16;

/** A file is at most so large; of a longer log the first decisions are kept. */
export const LARGEST_LOG_FILE = 64 * 1024;
/** Unpacked, a log that was kept is far below this. */
const LARGEST_LOG = 16 * 1024 * 1024;

export type ReadLog =
  | { readonly ok: true; readonly log: DecisionLog }
  | { readonly ok: false; readonly problem: string };

export function readDecisionFile(file: Uint8Array): ReadLog {
  const end = file.subarray(0, 64).indexOf(NEWLINE);
  const header = end < 0 ? '' : new TextDecoder().decode(file.subarray(0, end));
  if (!header.startsWith(FORMAT)) return { ok: false, problem: 'is not a log of decisions' };
  if (header !== `${FORMAT}${VERSION}`) {
    return { ok: false, problem: `is of another version ('${header}') than this program reads (${VERSION})` };
  }
  const body = file.subarray(end + 1 + CHECKSUM_BYTES);
  const isWhole = Buffer.from(file.subarray(end + 1, end + 1 + CHECKSUM_BYTES)).equals(checksum(body));
  const log = isWhole ? unpacked(body) : undefined;
  return log === undefined ? { ok: false, problem: 'is damaged or cut off' } : { ok: true, log };
}

export interface WrittenLog {
  readonly file: Uint8Array;
  /** Decisions in it, of `log.total`. */
  readonly kept: number;
}

/** The file of a log, with as many of its first decisions as the size limit lets in. */
export function decisionFile(log: DecisionLog, limit = LARGEST_LOG_FILE): WrittenLog {
  let kept = log.decisions.length;
  for (;;) {
    const body = deflateRawSync(encodeDecisions({ ...log, decisions: log.decisions.slice(0, kept) }), {
      level: constants.Z_BEST_COMPRESSION,
    });
    const file = Buffer.concat([Buffer.from(`${FORMAT}${VERSION}\n`), checksum(body), body]);
    if (file.length <= limit || kept === 0) return { file, kept };
    // Not far below what fits, found in a few steps.
    kept = Math.floor(kept * Math.min(0.95, limit / file.length));
  }
}

/** Two logs with the same content, as far as the first keeps it. */
export function isSameLog(kept: DecisionLog, now: DecisionLog): boolean {
  const decisions = now.decisions.slice(0, kept.decisions.length);
  return Buffer.from(encodeDecisions(kept)).equals(encodeDecisions({ ...now, decisions }));
}

const NEWLINE = 10;

function checksum(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest().subarray(0, CHECKSUM_BYTES);
}

function unpacked(body: Uint8Array): DecisionLog | undefined {
  try {
    return decodeDecisions(inflateRawSync(body, { maxOutputLength: LARGEST_LOG }));
  } catch (error) {
    // What zlib says of bytes that it cannot unpack: a matter of the file.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
