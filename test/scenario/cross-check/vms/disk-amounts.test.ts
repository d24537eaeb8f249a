import { describe, expect, it } from 'vitest';
import { findings, parse, SMALL } from '../../parse-fixture.ts';

it.each([
  ['size: 100 GB, used: 50 GB, deleted: 70%, swap: 40%', ['out-of-range night.yaml:6:89']],
  ['size: 100 GB, used: 50 GB, deleted: 70%, swap: 30%', []],
  ['size: 100 GB, used: 100 GB', []],
  ['size: 100 GB, used: 101 GB', ['used-over-size night.yaml:6:73']],
  ['size: 0 GB', ['out-of-range night.yaml:6:59']],
])('a disk of %s', (amounts, expected) => {
  expect(findings(SMALL.replace('size: 100 GB', amounts))).toEqual(expected);
});

it('the message shows used space and size as different texts, however close they are', () => {
  const message = (used: string) => {
    const result = parse(SMALL.replace('size: 100 GB', `size: 100 GB, used: ${used}`));
    return result.ok ? undefined : result.diagnostics[0]!.message;
  };
  expect(message('107 GB')).toBe('The disk uses 107 GB, but has only 100 GB.');
  expect(message('100.01 GB')).toBe('The disk uses 100010000000 B, but has only 100000000000 B.');
});

describe('a population is refused for what no draw can mend, like a disk', () => {
  const said = (amounts: string) =>
    findings(
      SMALL.replace('disks: [{ size: 100 GB, datastore: ds1 }]', `disks: { ${amounts}, datastores: [ds1] }`),
    ).map((finding) => finding.split(' ')[0]);

  it.each([
    ['size: 100 GB, used: 101 GB', ['used-over-size']],
    ['size: { uniform: [50 GB, 100 GB] }, used: { uniform: [101 GB, 200 GB] }', ['used-over-size']],
    ['size: { discrete: { values: [1 GB, 500 GB], weights: [1, 0] } }, used: 2 GB', ['used-over-size']],
    ['size: 100 GB, deleted: 70%, swap: { triangular: [31%, 40%, 50%] }', ['out-of-range']],
    // Draws that are too large are cut.
    ['size: { uniform: [50 GB, 100 GB] }, used: { uniform: [100 GB, 200 GB] }', []],
    ['size: { lognormal: { median: 10 GB, p95: 20 GB } }, used: 1 TB', []],
    ['size: { exponential: { mean: 10 GB } }, used: 1 TB', []],
    ['size: 100 GB, deleted: 70%, swap: { uniform: [30%, 50%] }', []],
  ])('%s', (amounts, expected) => expect(said(amounts)).toEqual(expected));
});
