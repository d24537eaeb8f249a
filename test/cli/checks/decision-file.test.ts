import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allScenarios } from '../../../src/cli/checks/baselines.ts';
import {
  decisionFile,
  isSameLog,
  LARGEST_LOG_FILE,
  readDecisionFile,
} from '../../../src/cli/checks/decision-file.ts';
import { nodeIo } from '../../../src/cli/files/node-io.ts';
import type { DecisionLog } from '../../../src/runs/divergence/decision-runs.ts';
import { packedOtherwise } from '../../helpers/packed-otherwise.ts';
import { acceptedLog } from '../../helpers/parting.ts';

const LOG = acceptedLog('tutorial/05-the-queue');
const { file: FILE } = decisionFile(LOG);

/** A log that packs badly: times without a pattern. */
function noise(decisions: number): DecisionLog {
  let state = 1;
  let atUs = 0;
  const rows = Array.from({ length: decisions }, (_, row) => {
    state = (state * 48_271) % 2_147_483_647;
    atUs += state;
    return {
      kind: 'session-missed' as const,
      atUs,
      subject: { of: 'job' as const, words: [`job${row % 50}`] },
      place: null,
    };
  });
  return { fingerprint: 'x@1', total: decisions, decisions: rows };
}

describe('a decision file', () => {
  test('is read back as written, and begins with plain text that says what it is', () => {
    expect(readDecisionFile(FILE)).toEqual({ ok: true, log: LOG });
    expect(new TextDecoder().decode(FILE.subarray(0, 21))).toBe('proxysim-decisions/1\n');
  });

  test('that is cut off at any byte is refused', () => {
    for (let length = 0; length < FILE.length; length++)
      expect(readDecisionFile(FILE.subarray(0, length)).ok, `${length} bytes`).toBe(false);
  });

  test('in which any bit is changed is refused', () => {
    for (let bit = 0; bit < FILE.length * 8; bit++) {
      const changed = Uint8Array.from(FILE);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(readDecisionFile(changed).ok, `bit ${bit}`).toBe(false);
    }
  });

  test('that is any other file is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readDecisionFile(bytes).ok).toBe(false);
        expect(readDecisionFile(Buffer.concat([FILE.subarray(0, 21), bytes])).ok).toBe(false);
      }),
    );
  });

  test('of another version is reported as such', () => {
    const next = Buffer.from(FILE);
    next.write('2', 19);
    expect(readDecisionFile(next)).toEqual({
      ok: false,
      problem: "is of another version ('proxysim-decisions/2') than this program reads (1)",
    });
  });

  test('is compared by content: other compression is no difference', () => {
    const repacked = packedOtherwise(FILE);
    expect(repacked).not.toEqual(Buffer.from(FILE));
    const read = readDecisionFile(repacked);
    expect(read.ok && isSameLog(LOG, read.log)).toBe(true);
  });

  test('has another content if one microsecond, one name or the fingerprint differs', () => {
    const last = LOG.decisions.at(-1)!;
    const other = (changed: typeof last) => ({ ...LOG, decisions: [...LOG.decisions.slice(0, -1), changed] });
    expect(isSameLog(LOG, other(last))).toBe(true);
    expect(isSameLog(LOG, other({ ...last, atUs: last.atUs + 1 }))).toBe(false);
    const subject = { ...last.subject, words: [...last.subject.words.slice(0, -1), 'other'] };
    expect(isSameLog(LOG, other({ ...last, subject }))).toBe(false);
    expect(isSameLog(LOG, { ...LOG, fingerprint: 'y@1' })).toBe(false);
  });
});

describe('the size of a decision file', () => {
  test('has a limit up to which the first decisions are kept, and the file knows how many there were', () => {
    const log = noise(40_000);
    const { file, kept } = decisionFile(log);
    expect(file.length).toBeLessThanOrEqual(LARGEST_LOG_FILE);
    // Nine tenths at least of what fits.
    expect(file.length).toBeGreaterThan(LARGEST_LOG_FILE * 0.9);
    const read = readDecisionFile(file);
    expect(read.ok && read.log).toMatchObject({ total: 40_000 });
    expect(read.ok && read.log.decisions).toEqual(log.decisions.slice(0, kept));
    expect(read.ok && isSameLog(read.log, log)).toBe(true);
  });

  test('may be too small for any decision', () => {
    expect(decisionFile(noise(10), 1).kept).toBe(0);
  });

  test('is below 100 kB for all included scenarios together, and no log is cut', async () => {
    const names = (await allScenarios(nodeIo())).map((path) => path.replace(/^scenarios\/|\.yaml$/g, ''));
    const sizes = names.map((name) => {
      const file = readFileSync(join('results', name, 'decisions.bin'));
      const log = acceptedLog(name);
      expect(log.decisions.length, name).toBe(log.total);
      return file.length;
    });
    expect(sizes.length).toBeGreaterThan(70);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
  });
});
