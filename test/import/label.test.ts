import { describe, expect, test } from 'vitest';
import { labelsBeside, uniqueLabels } from '../../src/import/label.ts';
import { isGlob } from '../../src/scenario/names/glob.ts';

describe('scenario names of an import', () => {
  test('no name is a pattern: a job that lists it means one VM, whatever characters the export has', () => {
    const labels = uniqueLabels(['app*', 'ws{1..8}', 'sql?', 'plain']);
    expect(labels).toEqual(['app_', 'ws(1..8)', 'sql_', 'plain']);
    expect(labels.filter(isGlob)).toEqual([]);
  });

  test('the first of its name keeps it, the next gets a number that nobody else has', () => {
    expect(uniqueLabels(['a', 'a', 'a#2', 'a'])).toEqual(['a', 'a#3', 'a#2', 'a#4']);
    // Different in the export, the same once they are no patterns.
    expect(uniqueLabels(['a*', 'a?'])).toEqual(['a_', 'a_#2']);
  });

  test('names of an estate that is there already are taken', () => {
    expect(labelsBeside(['a', 'b'], ['b', 'c'])).toEqual(['b#2', 'c']);
  });
});
