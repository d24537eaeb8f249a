import { expect, test } from 'vitest';
import { policyDigest, scenarioDigest } from '../../../src/experiment/units/digest.ts';
import { ListedUnits } from '../../../src/experiment/units/listed-units.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import { readShard, type Shard, unitsOfShard } from '../../../src/experiment/units/shard.ts';
import type { WorkUnit } from '../../../src/experiment/units/work-unit.ts';

const units = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }) as WorkUnit);
const outcome = (fingerprint: string) => ({ fingerprint }) as Outcome;

test.each<[string, Shard | undefined]>([
  ['1/1', { index: 1, of: 1 }],
  [' 3 / 8 ', { index: 3, of: 8 }],
  ['12/345678', { index: 12, of: 345_678 }],
  ...['0/3', '4/3', '-1/3', '1', '1/', '/3', '1/3x', 'x1/3', '1.5/3', '1234567/1234567', ''].map(
    (text): [string, undefined] => [text, undefined],
  ),
])('the shard %j is parsed as %j', (text, shard) => {
  expect(readShard(text)).toEqual(shard);
});

test('shards take units in turn, and together have each of them once', () => {
  const shards = [1, 2, 3].map((index) =>
    unitsOfShard(units, { index, of: 3 })
      .map(({ id }) => id)
      .join(''),
  );
  expect(shards).toEqual(['ad', 'be', 'c']);
});

test('a list of units is requested once, and has its outcomes in its own order', () => {
  const study = new ListedUnits(units.slice(0, 2));
  expect(study.ask().map(({ id }) => id)).toEqual(['a', 'b']);
  expect(study.ask()).toEqual([]);
  study.tell(units[1]!, outcome('2'));
  expect(() => study.outcomes).toThrow('the outcome of unit a is not there yet');
  study.tell(units[0]!, outcome('1'));
  expect(study.outcomes).toEqual([
    ['a', outcome('1')],
    ['b', outcome('2')],
  ]);
});

test('the digest of a scenario covers the content of all its files, and not their names', () => {
  const digest = (main: string, included: string, inventory: string, name = 'x') =>
    scenarioDigest({
      source: { name, text: main },
      texts: [{ name: 'y', text: included }],
      tables: [{ source: { name: 'z', text: inventory }, header: [], rows: [] }],
    });
  const first = digest('a', 'b', 'c');
  expect(digest('a', 'b', 'c', 'elsewhere')).toBe(first);
  for (const other of [digest('A', 'b', 'c'), digest('a', 'B', 'c'), digest('a', 'b', 'C')])
    expect(other).not.toBe(first);
  expect(policyDigest('one')).toBe(policyDigest('one'));
  expect(policyDigest('one')).not.toBe(policyDigest('two'));
});

test('digests are the same for lines that end in CRLF, so that shards of Windows and Linux belong together', () => {
  const digest = (text: string) =>
    scenarioDigest({
      source: { name: 'x', text },
      texts: [{ name: 'y', text }],
      tables: [{ source: { name: 'z', text } }],
    });
  expect(digest('a\r\nb\r\n')).toBe(digest('a\nb\n'));
  expect(digest('a\n\nb\n')).not.toBe(digest('a\nb\n'));
  expect(policyDigest('a\r\nb')).toBe(policyDigest('a\nb'));
});
