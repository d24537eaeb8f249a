import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { timelineOf } from '../src/report/data/timeline.ts';
import { textReport } from '../src/report/text.ts';
import { runText, scenarioOf } from './helpers/run-scenario-text.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(README)?.[1];
  if (found === undefined) throw new Error(`README.md has no ${language} block`);
  return found;
}

test('the report in the README is what its scenario gives', () => {
  const text = block('yaml');
  const { clock } = scenarioOf(text);
  const run = runText(text);
  const shown = textReport(run, {
    clockStartUs: clock.startUs,
    timeline: timelineOf(run.columns.tasks, run.summary.window!.endSeconds),
    reproduce: 'proxysim run night.yaml --seed 1',
    folder: 'results/runs/night',
  });
  expect(shown.trim()).toBe(block('text').trim());
});

test('the scenario in the README has twelve lines', () => {
  expect(block('yaml').split('\n')).toHaveLength(12);
});
