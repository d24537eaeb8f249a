import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reportData } from '../../src/report/data/build-report.ts';
import { curvesToShow } from '../../src/report/data/longest-night.ts';
import { nextSteps } from '../../src/report/next-steps.ts';
import { textReport } from '../../src/report/text.ts';
import { leftToChance } from '../../src/runs/left-to-chance.ts';
import { DOUBLED_EVENTS } from '../../src/runs/what-if/what-if-doubled.ts';
import { explained } from '../explain/listened.ts';
import { waitsByThing, whatIfDoubled } from '../helpers/in-one-go.ts';
import { runText, scenarioOf } from '../helpers/run-scenario-text.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(README)?.[1];
  if (found === undefined) throw new Error(`README.md has no ${language} block`);
  return found;
}

test('the report in the README is what its scenario gives', () => {
  const text = block('yaml');
  const scenario = scenarioOf(text);
  const run = runText(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  const doubled = whatIfDoubled(scenario, { result: run, options, budget: DOUBLED_EVENTS })!;
  const data = reportData(run, scenario, {
    origin: { version: '', command: '' },
    criticalPath: { kind: 'left-out', why: '' },
    doubled: { kind: 'found', value: doubled },
    waitsByThing: { kind: 'left-out', why: '' },
  });
  const shown = textReport(run, {
    clockStartUs: data.clockStartUs,
    curves: curvesToShow(data),
    next: nextSteps(data),
    waitsByThing: waitsByThing(explained(text), Number.POSITIVE_INFINITY)!,
    leftToChance: leftToChance(scenario),
    reproduce: 'proxysim run night.yaml --seed 1',
    folder: 'results/runs/night',
  });
  expect(shown.trim()).toBe(block('text').trim());
});

test('the scenario in the README has twelve lines', () => {
  expect(block('yaml').split('\n')).toHaveLength(12);
});
