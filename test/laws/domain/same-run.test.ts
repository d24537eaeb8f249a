import { expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import { taskFigures } from '../../../src/metrics/columns/task-columns.ts';
import { taskRows } from '../../../src/metrics/columns/task-rows.ts';
import { summarise } from '../../../src/metrics/summarise.ts';
import { waitRows } from '../../../src/metrics/wait-rows.ts';
import { compile } from '../../../src/model/compile.ts';
import { runScenario } from '../../../src/runs/run.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { boundOfTrace } from '../../helpers/bound-of-trace.ts';
import { ownLimits } from '../../helpers/own-policy.ts';
import { type Entry, type ScenarioData, textOf } from '../../helpers/random-scenario.ts';
import { runText, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { holdsInDomain } from '../law.ts';
import { happenedBefore, nightOf } from '../night.ts';
import { figuresOf, renamed } from '../results.ts';
import { healing } from './random-faults.ts';

test('the same scenario and seed give the same run, also when observed otherwise', () => {
  holdsInDomain({ runs: 80 }, (data) => {
    const text = textOf(data);
    const once = runText(text);
    const twice = runText(text);
    expect(JSON.stringify(twice.summary)).toBe(JSON.stringify(once.summary));
    expect(twice.trace).toEqual(once.trace);
    const watched = runText(textOf({ ...data, clock: { ...data.clock, sample: '7min' } }), {
      certify: false,
      explainer: () => {},
      onProgress: () => {},
    });
    expect(watched.summary.fingerprint).toBe(once.summary.fingerprint);
    expect(watched.tasks).toEqual(once.tasks);
  });
});

function hear(scenario: Scenario, between: () => void = () => {}): TraceRecord[] {
  const trace: TraceRecord[] = [];
  const record = (one: TraceRecord) => {
    trace.push(one);
    between();
  };
  runScenario(scenario, { file: { name: 'law.yaml', sha256: '' }, trace: { record } });
  return trace;
}

test('a run in the midst of another changes neither', () => {
  let other: Scenario | undefined;
  holdsInDomain({ runs: 50 }, (data) => {
    const outer = scenarioOf(textOf(data));
    const inner = other ?? outer;
    other = outer;
    const outerAlone = hear(outer);
    const innerAlone = hear(inner);
    const inners: TraceRecord[][] = [];
    let records = 0;
    const step = Math.ceil(outerAlone.length / 2);
    const outerAgain = hear(outer, () => {
      if (++records % step === 0) inners.push(hear(inner));
    });
    expect(inners.length).toBeGreaterThan(0);
    expect(outerAgain).toEqual(outerAlone);
    for (const again of inners) expect(again).toEqual(innerAlone);
  });
});

test('a stored trace gives the same report as the live run', () => {
  holdsInDomain({ runs: 100 }, (data) => {
    const { scenario, run, trace } = nightOf(data);
    const { seed, replication, policy } = run.summary;
    const model = compile(scenario, { seed, replication });
    const collector = new Collector(model);
    for (const record of trace) collector.record(JSON.parse(JSON.stringify(record)) as TraceRecord);
    const identity = { scenario: run.summary.scenario, seed, replication, policy };
    const again = summarise(collector, identity, ownLimits(model));
    const { expect: _expect, diagnostics: _diagnostics, ...live } = run.summary;
    expect(again).toEqual(live);
    expect([...taskRows(taskFigures(collector))]).toEqual(run.tasks);
    expect(collector.sessionRows).toEqual(run.sessions);
    expect(waitRows(collector)).toEqual(run.waits);
  });
});

const SECTIONS = ['links', 'fabrics', 'hosts', 'datastores', 'proxies', 'repositories', 'vms', 'jobs'];
const entriesOf = (data: ScenarioData, section: string) => data[section] as Entry[];

/** Chance is drawn by name: what is renamed or put in another order draws otherwise. */
function withoutChance(data: ScenarioData): ScenarioData {
  const healed = healing(data);
  const faults = entriesOf(healed, 'faults').filter((fault) => fault['kind'] !== 'task-fails');
  const { order, select, ...policy } = data.policy;
  const drawn = order === 'random' || select === 'random' || select === 'two-choices';
  return { ...healed, faults, policy: drawn ? policy : data.policy };
}

test('renaming everything changes only names', () => {
  holdsInDomain({ runs: 100, given: withoutChance }, (data) => {
    const names = [...data.sites, ...SECTIONS.flatMap((s) => entriesOf(data, s).map(({ name }) => name))];
    const there = new Map(
      names.map((name, n) => [name, `other-${String(names.length - n).padStart(3, '0')}`]),
    );
    const back = new Map([...there].map(([from, to]) => [to, from]));
    const original = figuresOf(nightOf(data).run);
    const other = figuresOf(nightOf(renamed(data, there)).run);
    expect(renamed(other, back)).toEqual(JSON.parse(JSON.stringify(original)));
  });
});

test('the order of datastores, repositories, fabrics and VMs in the file changes nothing', () => {
  holdsInDomain({ runs: 100, given: withoutChance }, (data) => {
    const reversed: ScenarioData = { ...data };
    for (const section of ['fabrics', 'datastores', 'repositories', 'vms'])
      reversed[section] = [...entriesOf(data, section)].reverse();
    const { run } = nightOf(data);
    const other = nightOf(reversed).run;
    // Not the fingerprint: it tells extents, and what breaks, by their rows.
    expect(other.tasks).toEqual(run.tasks);
    expect(other.sessions).toEqual(run.sessions);
  });
});

test('the waits of a task by cause sum to its queue wait', () => {
  holdsInDomain({ runs: 120 }, (data) => {
    for (const { ready, started, terminal } of nightOf(data).stories) {
      const left = started ?? terminal.find((record) => record.kind === 'task-dropped');
      expect(left, `task ${ready.task}`).toBeDefined();
      expect(Math.min(...left!.waitedUs)).toBeGreaterThanOrEqual(0);
      const sum = left!.waitedUs.reduce((total, us) => total + us, 0);
      expect(sum, `task ${ready.task}`).toBe(left!.at - ready.at);
    }
  });
});

test('the window is never shorter than its lower bound', () => {
  holdsInDomain({ runs: 200 }, (data) => {
    const { scenario, run, trace } = nightOf(data);
    const { bound, rounding } = boundOfTrace(scenario, trace);
    if (bound === undefined || bound.seconds === 0) return;
    expect(run.summary.window, bound.by).not.toBeNull();
    const reached = run.summary.window!.seconds * (1 + 1e-9) + rounding;
    expect(reached, bound.by).toBeGreaterThanOrEqual(bound.seconds);
  });
});

test('a longer horizon leaves the past unchanged', () => {
  const HORIZON_US = 2 * 3_600e6;
  holdsInDomain({ runs: 80 }, (data) => {
    const short = nightOf({ ...data, clock: { horizon: '2h' } });
    const long = nightOf({ ...data, clock: { horizon: '30h' } });
    // What breaks after the last session happens to nobody, and whether it is the last depends on the horizon.
    const isOver = short.run.sessions.every(({ endSeconds }) => endSeconds !== null);
    const ends = short.trace.flatMap(({ kind, at }) => (kind === 'session-ended' ? [at] : [0]));
    const cut = isOver ? Math.max(...ends) : Math.min(short.end.at, HORIZON_US);
    expect(happenedBefore(short, cut)).toEqual(happenedBefore(long, cut));
  });
});
