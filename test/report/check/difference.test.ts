import { describe, expect, test } from 'vitest';
import { differences, differenceText } from '../../../src/report/check/difference.ts';

describe('differences of JSON values', () => {
  test('equal values have none', () => {
    expect(differences({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
  });

  test('a changed figure is found by its path, with both values', () => {
    expect(
      differences({ jobs: { n: { sessions: [{ end: 1 }] } } }, { jobs: { n: { sessions: [{ end: 2 }] } } }),
    ).toEqual([{ path: 'jobs.n.sessions[0].end', before: 1, after: 2 }]);
  });

  test('keys and rows that only one side has are differences', () => {
    expect(differences({ a: 1, c: [1] }, { b: 2, c: [1, 2] }).map(differenceText)).toEqual([
      'a: was 1, is not there',
      'c[1]: was not there, is 2',
      'b: was not there, is 2',
    ]);
  });

  test('a list differs from a map, and null from an empty one', () => {
    expect(differences({ a: [], b: null }, { a: {}, b: {} }).map(({ path }) => path)).toEqual(['a', 'b']);
  });

  test('a proxy named like a property of every object is compared by its own figures', () => {
    expect(differences({ proxies: {} }, { proxies: { constructor: 1 } }).map(differenceText)).toEqual([
      'proxies.constructor: was not there, is 1',
    ]);
  });

  test('the smallest change of a number counts', () => {
    expect(differences({ a: 0.1 + 0.2 }, { a: 0.3 })).toHaveLength(1);
  });

  test.each([
    { before: 'a@0', after: 'b@1', note: ' (of recipes @0 and @1, which always differ)' },
    { before: 'a@1', after: 'b@1', note: '' },
    { before: 'by hand', after: 'b@1', note: '' },
  ])('fingerprints of two recipes say nothing of decisions, and that is said: $before, $after', (given) => {
    const { before, after, note } = given;
    for (const path of ['fingerprint', 'fingerprints.tsv.fingerprint'])
      expect(differenceText({ path, before, after })).toBe(`${path}: was "${before}", is "${after}"${note}`);
  });

  test('a name that ends like a fingerprint is not taken for one', () => {
    expect(differenceText({ path: 'policy', before: 'mine@1', after: 'mine@2' })).toBe(
      'policy: was "mine@1", is "mine@2"',
    );
  });
});
