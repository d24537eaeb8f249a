import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/cli/commands/check.ts';
import { memoryIo } from '../cli/memory-io.ts';

const ROOT = join(import.meta.dirname, '../..');

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

const shipped = filesBelow('scenarios');
const accepted = filesBelow('results').filter((file) => !file.startsWith('results/runs/'));
const scenarios = shipped.filter((file) => file.endsWith('.yaml'));

/** What the project ships, in memory: nothing that a test does here can reach the files. */
const SHIPPED_AND_ACCEPTED: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  [...shipped, ...accepted].map((file) => [file, new Uint8Array(readFileSync(join(ROOT, file)))]),
);

function baselineOf(scenario: string): string {
  return scenario.replace('scenarios/', 'results/').replace('.yaml', '/summary.json');
}

/** Scenarios that the README of a folder has in its tables. */
function linkedFrom(folder: string): string[] {
  const readme = readFileSync(join(ROOT, folder, 'README.md'), 'utf8');
  return [...readme.matchAll(/^\|.*\]\(([^)]+\.yaml)\)/gm)].map(([, path]) => `${folder}/${path}`);
}

describe('the scenarios that ship', () => {
  test.each(scenarios)('%s gives the accepted result and meets its expectations', async (scenario) => {
    const io = memoryIo({ files: SHIPPED_AND_ACCEPTED });
    const code = await check({ files: [scenario] }, io);
    // Both at once: what differs is printed on one, how to accept it on the other.
    expect(`${io.out()}${io.err()}`).toBe(`${scenario}: same\n1 scenario checked: all fine\n`);
    expect(code).toBe(0);
  });

  test.each(scenarios)('%s states expectations: two at least, eight if it is of the tutorial', (scenario) => {
    const baseline = JSON.parse(readFileSync(join(ROOT, baselineOf(scenario)), 'utf8'));
    expect(baseline.expect.length).toBeGreaterThanOrEqual(scenario.includes('/tutorial/') ? 8 : 2);
  });

  test.each(scenarios)(
    '%s says in its header what it shows, covers and expects, and is short',
    (scenario) => {
      const lines = readFileSync(join(ROOT, scenario), 'utf8').split('\n');
      const header = lines.slice(
        0,
        lines.findIndex((line) => !line.startsWith('#')),
      );
      for (const word of ['Shows', 'Covers', 'Expect'])
        expect(header.filter((line) => line.startsWith(`# ${word.padEnd(7)} `))).toHaveLength(1);
      expect(lines.length).toBeLessThan(150);
    },
  );

  test.each(scenarios)('%s names the schema by a path that leads there', (scenario) => {
    const [first] = readFileSync(join(ROOT, scenario), 'utf8').split('\n');
    const schema = first!.replace('# yaml-language-server: $schema=', '');
    expect(resolve(ROOT, dirname(scenario), schema)).toBe(join(ROOT, 'scenarios', 'scenario.schema.json'));
  });

  test('every scenario is in the table of a README, and nothing else is', () => {
    const listed = ['scenarios', 'scenarios/study'].flatMap(linkedFrom);
    expect([...new Set(listed)].sort()).toEqual(scenarios);
  });

  test('every accepted result belongs to a scenario', () => {
    const baselines = accepted.filter((file) => file.endsWith('/summary.json'));
    expect(baselines).toEqual(scenarios.map(baselineOf).sort());
  });

  test('results/fingerprints.tsv has one line per scenario', () => {
    const lines = readFileSync(join(ROOT, 'results', 'fingerprints.tsv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.slice(1).map((line) => line.split('\t')[0])).toEqual(scenarios);
  });
});
