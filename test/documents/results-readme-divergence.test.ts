import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decisionFile } from '../../src/cli/checks/decision-file.ts';
import { divergenceLines } from '../../src/report/check/text.ts';
import { acceptedLog, divergenceOf, ownPolicy, recorded, shippedScenario } from '../helpers/parting.ts';
import { FAULTS } from '../helpers/scheduler-faults.ts';

const ACCEPTED_RESULTS = readFileSync(new URL('../../results/README.md', import.meta.url), 'utf8');
const shown = [...ACCEPTED_RESULTS.matchAll(/```text divergence\n([\s\S]*?)\n```/g)].map(
  ([, block]) => block,
);

function told(name: string, fault: string): string {
  const scenario = shippedScenario(name);
  const policy = FAULTS.find((each) => each.name === fault)!.breaks(ownPolicy(scenario));
  const { log } = recorded(scenario, { policy });
  return divergenceLines(divergenceOf(acceptedLog(name), log, { scenario, options: { policy } })!).join('\n');
}

test('the divergences in results/README.md are what check says', () => {
  expect(shown).toEqual([
    told('study/key-by-key', 'drops the tie-break of the ranking'),
    told('tutorial/05-the-queue', 'serves the last to come first'),
  ]);
});

test('the bytes per decision in results/README.md are those of the results that ship', () => {
  const log = acceptedLog('first-night');
  const perDecision = decisionFile(log).file.length / log.total;
  const stated = /bytes a decision over all that ships, and ([\d.]+) in `first-night`/.exec(
    ACCEPTED_RESULTS,
  )?.[1];
  // Another zlib packs a little otherwise.
  expect(Math.abs(perDecision - Number(stated))).toBeLessThan(0.15);
});
