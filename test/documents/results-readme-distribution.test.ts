import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { memoryIo } from '../cli/memory-io.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));
const SCENARIO = 'scenarios/first-night.yaml';
const RESULT = 'results/first-night';

test('what results/README.md shows of a policy changed on purpose is what check says, shortened', async () => {
  const shown = /```text\n( {2}Replications, 20 as accepted[\s\S]*?)\n```/.exec(
    `${read('results/README.md')}`,
  )?.[1];
  const io = memoryIo({
    files: {
      [SCENARIO]: `${read(SCENARIO)}\npolicy: two-choices\n`,
      'results/fingerprints.tsv': `${read('results/fingerprints.tsv')}`,
      [`${RESULT}/summary.json`]: `${read(`${RESULT}/summary.json`)}`,
      [`${RESULT}/replications.csv`]: `${read(`${RESULT}/replications.csv`)}`,
      [`${RESULT}/decisions.bin`]: read(`${RESULT}/decisions.bin`),
    },
  });
  expect(await main(['check', SCENARIO], io)).toBe(1);
  const said = io.out().split('\n');
  const [before, after] = shown!.split('\n...\n').map((part) => part.split('\n'));
  const from = said.indexOf(before![0]!);
  const to = said.indexOf(after![0]!);
  expect(said.slice(from, from + before!.length)).toEqual(before);
  expect(said.slice(to, to + after!.length)).toEqual(after);
  expect(to).toBeGreaterThan(from + before!.length);
});
