import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decisionFile } from '../src/cli/checks/decision-file.ts';
import { divergenceLines } from '../src/report/check/text.ts';
import { FAULTS } from './helpers/faulty-policies.ts';
import { acceptedLog, divergenceOf, ownPolicy, recorded, shippedScenario } from './helpers/parting.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const shown = [...README.matchAll(/```text divergence\n([\s\S]*?)\n```/g)].map(([, block]) => block);

function told(name: string, fault: string): string {
  const scenario = shippedScenario(name);
  const policy = FAULTS.find((each) => each.name === fault)!.breaks(ownPolicy(scenario));
  const { log } = recorded(scenario, { policy });
  return divergenceLines(divergenceOf(acceptedLog(name), log, { scenario, options: { policy } })!).join('\n');
}

test('the divergences in the README are what check says', () => {
  expect(shown).toEqual([
    told('study/key-by-key', 'drops the tie-break of the ranking'),
    told('tutorial/05-the-queue', 'serves the last to come first'),
  ]);
});

test('the bytes per decision in the README are those of the results that ship', () => {
  const log = acceptedLog('first-night');
  const perDecision = decisionFile(log).file.length / log.total;
  const stated = /bytes a decision\nover all that ships, ([\d.]+) in `first-night`/.exec(README)?.[1];
  // Another zlib packs a little otherwise.
  expect(Math.abs(perDecision - Number(stated))).toBeLessThan(0.15);
});
