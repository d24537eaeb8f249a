import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Explanation, type Listener, listen } from '../../src/explain/explanation.ts';
import { Replica } from '../../src/explain/state/replica.ts';
import { answerFor, verdictsFor } from '../../src/explain/waits/deciding.ts';
import { addUp, type Stretch, waitingFor } from '../../src/explain/waits/waits.ts';
import type { CandidateVerdict } from '../../src/policy/deciding/decide.ts';
import { runScenario } from '../../src/runs/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { criticalPath, interruptionsOf, ratesOf, waitingCrowds, walk } from '../helpers/in-one-go.ts';
import { type ScenarioData, textOf } from '../helpers/random-scenario.ts';
import { runText, scenarioOf } from '../helpers/run-scenario-text.ts';
import { holdsFor } from '../laws/law.ts';
import { storageSnapshotNight } from '../reference/nights/storage-snapshots-nights.ts';
import { explained } from './listened.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'scenarios');
const files = ['study', 'tutorial'].flatMap((folder) =>
  readdirSync(join(FOLDER, folder)).flatMap((file) => (file.endsWith('.yaml') ? [join(folder, file)] : [])),
);

interface Heard {
  readonly at: number;
  readonly task: number;
  readonly verdicts: readonly CandidateVerdict[];
}

/** Runs a scenario and records the scheduler's verdicts at each of its decisions. */
function hearing(scenario: Scenario, { trace, explanation }: Listener): Heard[] {
  const heard: Heard[] = [];
  runScenario(scenario, {
    file: { name: 'test.yaml', sha256: '' },
    trace,
    explainer: ({ task }, _, verdicts) =>
      heard.push({ at: explanation.chronicle.records.length, task, verdicts }),
  });
  return heard;
}

function expectVerdicts({ chronicle, policy, seed }: Explanation, heard: readonly Heard[]): void {
  const replica = new Replica({ chronicle, policy, seed });
  let applied = 0;
  for (const { at, task, verdicts } of heard) {
    while (applied < at) replica.apply(chronicle.records[applied++]!);
    expect(verdictsFor(replica, policy, chronicle.tasks[task]!)).toEqual(verdicts);
  }
}

/** The waits of all tasks, by task. */
function waitsInParts(explanation: Explanation): ReadonlyMap<number, readonly Stretch[]> {
  const { chronicle } = explanation;
  const parts = new Map<number, Stretch[]>(chronicle.tasks.map(({ task }) => [task, []]));
  waitingCrowds(explanation, chronicle.tasks, (crowd, part) => {
    for (const { task } of crowd.tasks) parts.get(task)!.push(part);
  });
  return parts;
}

describe('what is reconstructed from the trace agrees with the run', () => {
  test.each(files)('%s: waits, rates, verdicts, faults, and a chain without gaps', (file) => {
    const scenario = scenarioOf(readFileSync(join(FOLDER, file), 'utf8'));
    const listener = listen(scenario)!;
    const { chronicle } = listener.explanation;
    const heard = hearing(scenario, listener);
    const parts = waitsInParts(listener.explanation);
    const off = chronicle.tasks.filter((task) => !addUp(task, parts.get(task.task)!));
    expect(off.map(({ task }) => task)).toEqual([]);
    for (const task of chronicle.tasks.slice(0, 12))
      expect(ratesOf(listener.explanation, task).exact).toBe(true);
    const interrupted = chronicle.tasks.filter(({ interruptions }) => interruptions.length > 0);
    for (const task of interrupted.slice(0, 12)) {
      const told = interruptionsOf(listener.explanation, task);
      expect(told.filter(({ by }) => by.length === 0)).toEqual([]);
    }
    expectVerdicts(listener.explanation, heard.slice(0, 200));
    const path = criticalPath(listener.explanation);
    const links = path?.links ?? [];
    expect(links.slice(1).every(({ fromUs }, i) => fromUs === links[i]!.toUs)).toBe(true);
    const names = new Set(links.flatMap(({ task }) => (task === undefined ? [] : [JSON.stringify(task)])));
    const onChain = path?.tasks.filter(({ name }) => names.has(JSON.stringify(name))) ?? [];
    expect(onChain.filter(({ slackUs }) => slackUs !== 0)).toEqual([]);
  });

  test('on random nights: waits and rates', () => {
    holdsFor({ runs: 40 }, (data) => {
      const explanation = explained(textOf(data));
      const parts = waitsInParts(explanation);
      for (const task of explanation.chronicle.tasks) {
        expect(addUp(task, parts.get(task.task)!)).toBe(true);
        expect(ratesOf(explanation, task).exact).toBe(true);
      }
    });
  });
});

/** Eight VMs that are spread over three extents with two slots each, and copies and restores that read from there. */
const SPREAD = `
version: 1
name: test
clock: { start: 2026-01-05T22:00 }
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: esx1 }]
datastores: [{ name: "ds{1..2}", protocol: fc, maxSnapshots: 2 }]
proxies: [{ name: px1, kind: physical, cores: 3 }]
repositories:
  - { name: "e{1..3}", maxConcurrentTasks: 2 }
  - { name: sobr, extents: ["e{1..3}"], perVmFiles: true }
  - { name: far, perVmFiles: true, maxConcurrentTasks: 2, write: 40 MB/s }
vms: [{ name: "v{1..8}", disks: { count: 2, size: 10 GB, datastores: ["ds{1..2}"] } }]
jobs:
  - { name: nightly, vms: ["v*"], repository: sobr, run: full }
  - { name: copy, type: backup-copy, vms: ["v*"], source: sobr, repository: far, run: full, schedule: { start: 150s } }
  - { name: restore, type: restore, vms: [v2, v5], repository: sobr, schedule: { start: 250s } }
`;

describe('answers that are shared by equivalent tasks and kept over records without consequence equal fresh ones', () => {
  const timesAsked = (text: string) => {
    const { chronicle, policy, seed } = explained(text);
    let asked = 0;
    walk({ chronicle, policy, seed }, (fromUs, _, replica, answers) => {
      for (const task of chronicle.tasks) {
        if (waitingFor(task, fromUs, { of: () => ({ cause: 'asked', best: undefined }) })?.cause !== 'asked')
          continue;
        asked++;
        expect(answers.of(task)).toEqual(answerFor(replica, policy, task));
      }
    });
    return asked;
  };

  test('with chains that are spread over extents and read there', () => {
    expect(timesAsked(SPREAD)).toBeGreaterThan(100);
  });

  test('with starts that are spaced and held back by latency', () => {
    expect(timesAsked(readFileSync(join(FOLDER, 'study', 'latency-control.yaml'), 'utf8'))).toBeGreaterThan(
      5,
    );
  });

  test('on random nights', () => {
    holdsFor({ runs: 10 }, (data) => void timesAsked(textOf(data)));
  });
});

test('verdicts agree with those of the run for storage snapshots, with some proxies short of memory', () => {
  const small = (data: ScenarioData) => ({
    ...data,
    enforceRam: true,
    proxies: data.proxies.map((proxy, n) => (n === 1 ? { ...proxy, ram: '2 GB' } : proxy)),
  });
  fc.assert(
    fc.property(storageSnapshotNight, (data) => {
      const scenario = scenarioOf(textOf(small(data)));
      const listener = listen(scenario)!;
      expectVerdicts(listener.explanation, hearing(scenario, listener));
    }),
    { seed: 20_260_105, numRuns: 60 },
  );
});

test('observing a run does not change its fingerprint', () => {
  const text = readFileSync(join(FOLDER, 'study', 'random-faults.yaml'), 'utf8');
  expect(explained(text).fingerprint).toBe(runText(text, { certify: false }).summary.fingerprint);
});
