import { describe, expect, test } from 'vitest';
import { fingerprintRow, fingerprintsText, readFingerprints } from '../../src/report/fingerprint-table.ts';
import { summary } from './sample-result.ts';

const HEADER = 'scenario\tpolicy\tseed\treplication\tfingerprint\twindowSeconds\n';

describe('fingerprints.tsv', () => {
  test('has one line per scenario in the order of their paths', () => {
    const rows = ['scenarios/b.yaml', 'scenarios/a.yaml'].map((path) => fingerprintRow(path, summary()));
    expect(fingerprintsText(rows)).toBe(
      `${HEADER}scenarios/a.yaml\trts\t42\t0\t00c0ffee00c0ffee@1\t17900\nscenarios/b.yaml\trts\t42\t0\t00c0ffee00c0ffee@1\t17900\n`,
    );
  });

  test('is read back as it was written, also with Windows line ends', () => {
    const row = fingerprintRow('scenarios/a.yaml', summary());
    const text = fingerprintsText([row]);
    expect(readFingerprints(text)?.get('scenarios/a.yaml')).toEqual(row);
    expect(readFingerprints(text.replaceAll('\n', '\r\n'))?.get('scenarios/a.yaml')).toEqual(row);
  });

  test('a run without any task has an empty window', () => {
    expect(fingerprintRow('scenarios/a.yaml', summary({ window: null })).windowSeconds).toBe('');
  });

  test('a tab in a seed does not make a column', () => {
    const text = fingerprintsText([fingerprintRow('scenarios/a.yaml', summary({ seed: 'a\tb' }))]);
    expect(readFingerprints(text)?.get('scenarios/a.yaml')?.seed).toBe('a b');
  });

  test.each([
    ['another header', 'scenario\tfingerprint\n'],
    ['a line with too few columns', `${HEADER}scenarios/a.yaml\trts\n`],
    ['one scenario twice', `${HEADER}${'a\tb\tc\td\te\tf\n'.repeat(2)}`],
    ['conflict marks', `<<<<<<< HEAD\n${HEADER}`],
  ])('%s is no table of fingerprints', (_, text) => {
    expect(readFingerprints(text)).toBeUndefined();
  });
});
