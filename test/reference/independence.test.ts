import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Files that run the product, to compare it with the reference. */
const BESIDE = [
  ...['agreement.ts', 'asked.ts', 'outcome.ts', 'coverage.ts'].map((file) => `agreement/${file}`),
  ...['figures/agreement.ts', 'explain/agreement.ts'],
];

/** What the reference may import: its own files, what draws scenarios, and of the product the scenario, its defaults, units, names of causes, and the number that a text stands for where something is shuffled. */
const SHARED =
  /^((?!\.\.).*|\.\.\/laws\/domain\/(draws|random-domain)\.ts|\.\.\/helpers\/.*|\.\.\/\.\.\/src\/(scenario|units)\/.*|\.\.\/\.\.\/src\/(trace\/wait-cause|policy\/rules\/shuffle)\.ts)$/;

test('the reference shares with the product the scenario, its defaults, units, names of causes and shuffled numbers, and nothing else', () => {
  const here = import.meta.dirname;
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !BESIDE.includes(file));
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const text = readFileSync(join(here, file), 'utf8');
    for (const [, from] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      if (from === 'fast-check' || from === 'seedrandom') continue;
      const path = relative(here, resolve(join(here, file), '..', from!)).replaceAll('\\', '/');
      expect(path, file).toMatch(SHARED);
      expect(BESIDE, file).not.toContain(path);
    }
    expect(text, file).not.toContain('run-scenario-text');
  }
});
