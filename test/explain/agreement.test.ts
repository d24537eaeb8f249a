import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { criticalPath } from '../../src/explain/critical-path.ts';
import { verdictsFor } from '../../src/explain/deciding.ts';
import { listen } from '../../src/explain/explanation.ts';
import { interruptionsOf } from '../../src/explain/interruptions.ts';
import { ratesOf } from '../../src/explain/rates.ts';
import { Replica } from '../../src/explain/replica.ts';
import { addUp, stretchesOf } from '../../src/explain/waits.ts';
import type { CandidateVerdict } from '../../src/policy/decide.ts';
import { runScenario } from '../../src/runs/run.ts';
import { textOf } from '../helpers/random-scenario.ts';
import { runText, scenarioOf } from '../helpers/run-scenario-text.ts';
import { holdsFor } from '../laws/law.ts';
import { explained } from './listened.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'scenarios');
const files = ['study', 'tutorial'].flatMap((folder) =>
  readdirSync(join(FOLDER, folder)).flatMap((file) => (file.endsWith('.yaml') ? [join(folder, file)] : [])),
);

describe('what is put together from the trace is what the run itself knew', () => {
  test.each(files)('%s: waits, rates, verdicts, faults, and a chain without gaps', (file) => {
    const scenario = scenarioOf(readFileSync(join(FOLDER, file), 'utf8'));
    const listener = listen(scenario)!;
    const { chronicle, policy, seed } = listener.explanation;
    const heard: { at: number; task: number; verdicts: readonly CandidateVerdict[] }[] = [];
    runScenario(scenario, {
      file: { name: file, sha256: '' },
      trace: listener.trace,
      explainer: (task, _, verdicts) =>
        heard.push({ at: chronicle.records.length, task: task.task, verdicts }),
    });
    const stretches = stretchesOf(chronicle, policy, seed, chronicle.tasks);
    const off = chronicle.tasks.filter((task) => !addUp(task, stretches.get(task.task)!));
    expect(off.map(({ task }) => task)).toEqual([]);
    for (const task of chronicle.tasks.slice(0, 12)) expect(ratesOf(chronicle, seed, task).exact).toBe(true);
    const interrupted = chronicle.tasks.filter(({ interruptions }) => interruptions.length > 0);
    for (const task of interrupted.slice(0, 12)) {
      const told = interruptionsOf(listener.explanation, task);
      expect(told.filter(({ by }) => by.length === 0)).toEqual([]);
    }
    const replica = new Replica(chronicle, seed);
    let applied = 0;
    for (const { at, task, verdicts } of heard.slice(0, 200)) {
      while (applied < at) replica.apply(chronicle.records[applied++]!);
      expect(verdictsFor(replica, policy, chronicle.tasks[task]!)).toEqual(verdicts);
    }
    const path = criticalPath(listener.explanation);
    const links = path?.links ?? [];
    expect(links.slice(1).every(({ fromUs }, i) => fromUs === links[i]!.toUs)).toBe(true);
    const names = new Set(links.flatMap(({ task }) => (task === undefined ? [] : [JSON.stringify(task)])));
    const onChain = path?.tasks.filter(({ name }) => names.has(JSON.stringify(name))) ?? [];
    expect(onChain.filter(({ slackUs }) => slackUs !== 0)).toEqual([]);
  });

  test('on random nights, too', () => {
    holdsFor({ runs: 40 }, (data) => {
      const { chronicle, policy, seed } = explained(textOf(data));
      const stretches = stretchesOf(chronicle, policy, seed, chronicle.tasks);
      for (const task of chronicle.tasks) {
        expect(addUp(task, stretches.get(task.task)!)).toBe(true);
        expect(ratesOf(chronicle, seed, task).exact).toBe(true);
      }
    });
  });
});

test('a run that is listened to is the run without a listener', () => {
  const text = readFileSync(join(FOLDER, 'study', 'random-faults.yaml'), 'utf8');
  expect(explained(text).fingerprint).toBe(runText(text, { certify: false }).summary.fingerprint);
});
