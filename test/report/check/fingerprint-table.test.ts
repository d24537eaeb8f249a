import { describe, expect, test } from 'vitest';
import {
  fingerprintRow,
  fingerprintsText,
  readFingerprints,
} from '../../../src/report/check/fingerprint-table.ts';
import { summary } from '../sample-result.ts';

const HEADER = 'scenario\tpolicy\tseed\treplication\tfingerprint\twindowSeconds\n';

describe('fingerprints.tsv', () => {
  test('has one line per scenario, ordered by path', () => {
    const rows = ['scenarios/b.yaml', 'scenarios/a.yaml'].map((path) => fingerprintRow(path, summary()));
    expect(fingerprintsText(rows)).toBe(
      `${HEADER}scenarios/a.yaml\trts\t42\t0\t00c0ffee00c0ffee@1\t17900\nscenarios/b.yaml\trts\t42\t0\t00c0ffee00c0ffee@1\t17900\n`,
    );
  });

  test('is read back as written, even with Windows line ends', () => {
    const row = fingerprintRow('scenarios/a.yaml', summary());
    const text = fingerprintsText([row]);
    const read = { ok: true, rows: new Map([['scenarios/a.yaml', row]]) };
    expect(readFingerprints(text)).toEqual(read);
    expect(readFingerprints(text.replaceAll('\n', '\r\n'))).toEqual(read);
  });

  test('a run without any task has an empty window', () => {
    expect(fingerprintRow('scenarios/a.yaml', summary({ window: null })).windowSeconds).toBe('');
  });

  test('a tab in a seed does not make a column', () => {
    const row = fingerprintRow('scenarios/a.yaml', summary({ seed: 'a\tb' }));
    expect(row.seed).toBe('a b');
    expect(readFingerprints(fingerprintsText([row]))).toMatchObject({ ok: true });
  });

  const NAMES = 'scenario, policy, seed, replication, fingerprint, windowSeconds';

  test.each([
    ['another header', 'scenario\tfingerprint\n', `line 1 does not name the columns ${NAMES}`],
    ['a line with too few columns', `${HEADER}\nscenarios/a.yaml\trts\n`, 'line 3 has 2 columns, not 6'],
    ['one scenario twice', `${HEADER}${'a\tb\tc\td\te\tf\n'.repeat(2)}`, "line 3 repeats 'a'"],
    ['conflict marks on top', `<<<<<<< HEAD\n${HEADER}`, `line 1 does not name the columns ${NAMES}`],
    ['conflict marks', `${HEADER}<<<<<<< HEAD\n`, 'line 2 has 1 column, not 6'],
  ])('%s: the message says what is wrong, and where', (_, text, problem) => {
    expect(readFingerprints(text)).toEqual({ ok: false, problem });
  });
});
