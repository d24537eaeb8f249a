import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What runs the product, to hold it against the reference. */
const BESIDE = ['agreement.ts', 'outcome.ts', 'coverage.ts'];

test('the reference shares with the product the scenario, its defaults, units and the names of causes, and nothing else', () => {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => !file.endsWith('.test.ts') && !BESIDE.includes(file),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    for (const [, from] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g))
      expect(from, file).toMatch(
        /^(fast-check$|\.\/|\.\.\/laws\/domain\/draws\.ts$|\.\.\/\.\.\/src\/(scenario|units)\/|\.\.\/\.\.\/src\/trace\/wait-cause\.ts$|\.\.\/helpers\/)/,
      );
    expect(text, file).not.toContain('run-scenario-text');
  }
});
