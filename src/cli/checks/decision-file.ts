import { createHash } from 'node:crypto';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { type DecisionLog, decodeDecisions, encodeDecisions } from '../../runs/divergence/decision-runs.ts';

/**
 * A decision log as a file: one line with format and version, a 16-byte checksum of the rest, and the compressed log.
 * Compressed bytes may differ between Node.js versions, so files are compared by their content.
 */
const FORMAT = 'proxysim-decisions/';
const VERSION = 1;
const CHECKSUM_BYTES = 16;

/** Largest file, in bytes; of a longer log only the first decisions are kept. */
export const LARGEST_LOG_FILE = 64 * 1024;
/** Largest log after decompression, in bytes; real logs are far smaller. */
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
  /** Number of decisions kept, of `log.total`. */
  readonly kept: number;
}

/** The file of a log, with as many of its first decisions as the size limit allows. */
export function decisionFile(log: DecisionLog, limit = LARGEST_LOG_FILE): WrittenLog {
  let kept = log.decisions.length;
  for (;;) {
    const body = deflateRawSync(encodeDecisions({ ...log, decisions: log.decisions.slice(0, kept) }), {
      level: constants.Z_BEST_COMPRESSION,
    });
    const file = Buffer.concat([Buffer.from(`${FORMAT}${VERSION}\n`), checksum(body), body]);
    if (file.length <= limit || kept === 0) return { file, kept };
    // Shrinks in a few steps to a size not far below the limit.
    kept = Math.floor(kept * Math.min(0.95, limit / file.length));
  }
}

/** Whether two logs are equal, as far as the first is kept. */
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
    // An error of zlib means that the file is damaged.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
