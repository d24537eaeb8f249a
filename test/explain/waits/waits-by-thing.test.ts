import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Explanation, listen } from '../../../src/explain/explanation.ts';
import { answerFor } from '../../../src/explain/waits/deciding.ts';
import { scarceFor } from '../../../src/explain/waits/scarce.ts';
import type { RunResult } from '../../../src/metrics/run-result.ts';
import { lifeText } from '../../../src/report/explanation/task-life.ts';
import { runScenario } from '../../../src/runs/run.ts';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import { blameFor, lifeOf, waitingCrowds, waitsByThing } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { holdsFor } from '../../laws/law.ts';
import { explained } from '../listened.ts';
import { IN_A_ROW } from '../three-in-a-row.ts';

const S = 1_000_000;

const STUDY = join(import.meta.dirname, '..', '..', '..', 'scenarios', 'study');
const study = (name: string) => readFileSync(join(STUDY, `${name}.yaml`), 'utf8');
const ALL = Number.POSITIVE_INFINITY;

const microseconds = (seconds: number) => Math.round(seconds * 1e6);
const total = (rows: readonly { readonly seconds: number }[]) =>
  rows.reduce((sum, { seconds }) => sum + microseconds(seconds), 0);

function runOf(text: string): { explanation: Explanation; result: RunResult } {
  const scenario = scenarioOf(text);
  const { trace, explanation } = listen(scenario)!;
  const outcome = runScenario(scenario, { file: { name: 'test.yaml', sha256: '' }, trace });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return { explanation, result: outcome.result };
}

function expectSums(text: string): void {
  const { explanation, result } = runOf(text);
  const rows = waitsByThing(explanation, ALL)!;
  for (const cause of WAIT_CAUSES) {
    const own = rows.filter((row) => row.cause === cause);
    expect(total(own)).toBe(microseconds(result.summary.waits[cause]));
  }
  for (const { job, cause, seconds } of result.waits)
    expect(total(rows.filter((row) => row.job === job && row.cause === cause))).toBe(microseconds(seconds));
}

describe('the things of a cause add up to its task-seconds in the summary and in waits.csv:', () => {
  test.each(['network-mode', 'snapshot-limit', 'retries', 'scale-out', 'latency-control', 'hotadd'])(
    '%s',
    (name) => {
      expectSums(study(name));
    },
  );

  test('on random nights', () => {
    holdsFor({ runs: 40 }, (data) => expectSums(textOf(data)));
  });
});

describe('tasks that are counted together wait for the same thing as each would alone:', () => {
  /** Returns how many tasks were asked by themselves. */
  const expectAlike = (text: string): number => {
    let asked = 0;
    const explanation = explained(text);
    const { policy, chronicle } = explanation;
    waitingCrowds(explanation, chronicle.tasks, ({ one, tasks }, { fromUs, answer }, { replica }) => {
      const { what } = scarceFor(replica, one, answer);
      for (const task of tasks) {
        if (fromUs < task.joinUs) continue;
        asked++;
        const own = answerFor(replica, policy, task);
        expect(own.cause ?? 'scheduler-tick').toBe(answer.cause);
        expect(own.best).toEqual(answer.best);
        if (own.cause !== null) expect(scarceFor(replica, task, own).what).toBe(what);
      }
    });
    return asked;
  };

  test.each(['latency-control', 'same-host-hotadd', 'network-mode', 'snapshot-limit'])('%s', (name) => {
    expect(expectAlike(study(name))).toBeGreaterThan(0);
  });

  test('on random nights', () => {
    let asked = 0;
    holdsFor({ runs: 15 }, (data) => {
      asked += expectAlike(textOf(data));
    });
    expect(asked).toBeGreaterThan(100);
  });
});

/** Two proxies with one slot each at 100 MB/s, and two jobs with one of the proxies each. */
const TWO_PROXIES = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
  policy: 'list',
  vms: `[${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [20])}, ${vm('d', [10])}]`,
  jobs: `[{ name: first, vms: [a, b], proxies: [px1], repository: repo, run: full },
    { name: second, vms: [c, d], proxies: [px2], repository: repo, run: full }]`,
});

test('each job waits for the proxy that it may use', () => {
  // a takes 100 s on px1, so b waits 100 s; c takes 200 s on px2, so d waits 200 s.
  expect(waitsByThing(explained(TWO_PROXIES), ALL)).toEqual([
    { job: 'first', cause: 'proxy-slot', thing: 'proxies.px1', seconds: 100 },
    { job: 'second', cause: 'proxy-slot', thing: 'proxies.px2', seconds: 200 },
  ]);
});

/** Two hosts that allow one network-mode connection each. */
const TWO_HOSTS = `
version: 1
name: test
clock: { start: 2026-01-05T22:00 }
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: "esx{1..2}", nbdMaxDisks: 1 }]
datastores: [{ name: ds1, protocol: fc }]
proxies: [{ name: px1, kind: physical, cores: 4, modes: [nbd] }]
repositories: [{ name: repo, maxConcurrentTasks: unlimited }]
vms:
  - { name: a, host: esx1, disks: { size: 10 GB, datastores: [ds1] } }
  - { name: b, host: esx1, disks: { size: 10 GB, datastores: [ds1] } }
  - { name: c, host: esx2, disks: { size: 20 GB, datastores: [ds1] } }
  - { name: d, host: esx2, disks: { size: 10 GB, datastores: [ds1] } }
jobs: [{ name: night, vms: ["*"], repository: repo, run: full }]
`;

test('tasks with the same candidates but on different hosts wait for different connections', () => {
  // At 100 MB/s b waits 100 s for the connection of a, and d 200 s for that of c.
  expect(waitsByThing(explained(TWO_HOSTS), ALL)).toEqual([
    { job: 'night', cause: 'nbd-connections', thing: 'hosts.esx2', seconds: 200 },
    { job: 'night', cause: 'nbd-connections', thing: 'hosts.esx1', seconds: 100 },
  ]);
});

describe('where no proxy can take a disk, what is down is named', () => {
  const twoHosts = {
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    vms: `[${vm('a', [10], 'ds1', 'host: esx1')}, ${vm('b', [10], 'ds1', 'host: esx2')}]`,
  };
  const proxies = '[{ name: px1, kind: physical }, { name: px2, kind: physical }]';
  test.each<
    readonly [string, Readonly<Record<string, string>>, readonly (readonly [string | null, number])[]]
  >([
    [
      'a repository that all disks need',
      { ...twoHosts, faults: '[{ kind: repository-down, target: repo, at: 0s, for: 50s }]' },
      [['repositories.repo', 100]],
    ],
    [
      'the host of one VM',
      { ...twoHosts, faults: '[{ kind: host-down, target: esx2, at: 0s, for: 50s }]' },
      [['hosts.esx2', 50]],
    ],
    [
      'the only proxy',
      { ...twoHosts, faults: '[{ kind: proxy-down, target: px1, at: 0s, for: 50s }]' },
      [['proxies.px1', 100]],
    ],
    [
      'all proxies together',
      { ...twoHosts, proxies, faults: '[{ kind: proxy-down, target: ["px*"], at: 0s, for: 50s }]' },
      [['proxies.px1+px2', 100]],
    ],
    [
      'what all places need before what only some need',
      {
        ...twoHosts,
        proxies,
        faults:
          '[{ kind: proxy-down, target: px1, at: 0s, for: 50s }, { kind: datastore-down, target: ds1, at: 0s, for: 50s }]',
      },
      [['datastores.ds1', 100]],
    ],
    [
      'nothing where a proxy is only added later',
      { faults: '[{ kind: proxy-added, target: px1, at: 50s }]' },
      [[null, 50]],
    ],
  ])('%s', (_, sections, things) => {
    const rows = waitsByThing(explained(night(sections)), ALL)!;
    expect(
      rows.filter(({ cause }) => cause === 'no-candidate').map(({ thing, seconds }) => [thing, seconds]),
    ).toEqual(things);
  });
});

test('blame names the same things with the same times', () => {
  const things = blameFor(explained(TWO_PROXIES), 'proxy-slot').byThing;
  expect(things.map(({ name, us }) => [name, us / 1e6])).toEqual([
    ['proxies.px2', 200],
    ['proxies.px1', 100],
  ]);
});

test('there is no answer if it takes more decisions than the budget allows', () => {
  expect(waitsByThing(explained(TWO_PROXIES), 1)).toBeUndefined();
});

test('more than ten waits of one task are added up by thing, longest first', () => {
  const explanation = explained(IN_A_ROW);
  const life = lifeOf(explanation, explanation.chronicle.tasks[2]!);
  const stretch = (at: number) => ({
    ...life.waits[0]!,
    fromUs: at * 10 * S,
    toUs: (at + 1) * 10 * S,
    ...(at % 3 === 0
      ? {
          cause: 'datastore-snapshots',
          what: 'datastores.ds1',
          holders: [{ who: 'the snapshot of a', us: 10 * S }],
        }
      : {
          place: `px${at} by nbd`,
          holders: [
            { who: 'a/0', us: 4 * S },
            { who: 'b/0', us: 6 * S },
          ],
        }),
  });
  const waits = Array.from({ length: 12 }, (_, at) => stretch(at));
  const told = lifeText(explanation.chronicle, { ...life, waits }, 120);
  expect(told).toContain(
    [
      'waits 2m in 12 stretches (--at TIME shows one), all together:',
      '    1m 20s for proxy-slot (proxies.px1), 8 times',
      '      held by b/0 for 48s, a/0 for 32s',
      '    40s for datastore-snapshots (datastores.ds1), 4 times',
      '      held by the snapshot of a\n',
    ].join('\n'),
  );
  expect(lifeText(explanation.chronicle, { ...life, waits: waits.slice(0, 10) }, 120)).not.toContain(
    'all together',
  );
});
