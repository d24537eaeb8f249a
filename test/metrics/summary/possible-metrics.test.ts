import { describe, expect, test } from 'vitest';
import { figuresOfSomeRuns } from '../../../src/metrics/summary/possible-metrics.ts';
import { runScenario } from '../../../src/runs/run.ts';
import { night } from '../../helpers/night.ts';
import { runText, scenarioOf } from '../../helpers/run-scenario-text.ts';

const expecting = (metric: string) => night({ expect: `[{ metric: ${metric}, max: 0 }]` });

describe('a figure that some runs have and others do not', () => {
  test.each([
    'proxies.px1.modes.hotadd',
    'modes.hotadd.openingSeconds',
    'jobs.night.sessions.3.endSeconds',
    'jobs.night.sessions.3.queueWait.p95',
    'faults.0.startSeconds',
  ])('%s: the run takes place, and the expectation fails', (metric) => {
    const { summary } = runText(expecting(metric));
    expect(summary.expect).toEqual([{ metric, value: null, max: 0, ok: false }]);
  });

  test.each([
    'proxies.px1.modes.hotad',
    'modes.hotad.openingSeconds',
    'modes.hotadd.opening',
    'proxies.px9.modes.hotadd',
    'jobs.night.sessions.x.endSeconds',
    'jobs.night.sessions.0.endSecond',
    'faults.0.severity',
    'window.secs',
    'bound.by',
  ])('%s is an unknown name, reported before the run', (metric) => {
    let records = 0;
    const trace = { record: () => records++ };
    const outcome = runScenario(scenarioOf(expecting(metric)), { file: { name: '', sha256: '' }, trace });
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: 'unknown-metric' }] });
    expect(records).toBe(0);
  });

  test('the list of unprotected VMs counts by its length', () => {
    expect(runText(expecting('vms.unprotected')).summary.expect).toEqual([
      { metric: 'vms.unprotected', value: 0, max: 0, ok: true },
    ]);
    const failing = night({
      expect: '[{ metric: vms.unprotected, max: 0 }]',
      faults: '[{ kind: task-fails, probability: 100% }]',
    });
    expect(runText(failing).summary.expect).toMatchObject([{ metric: 'vms.unprotected', ok: false }]);
  });

  test('window and bound are short for their seconds, as in conditions of a comparison', () => {
    const expected = '[{ metric: window, max: 1h }, { metric: bound, max: 1h }]';
    const { summary } = runText(night({ expect: expected }));
    expect(summary.expect).toMatchObject([
      { metric: 'window', value: summary.window!.seconds, ok: true },
      { metric: 'bound', value: summary.bound!.seconds, ok: true },
    ]);
  });

  test.each(['window', 'overrun'])(
    'a job that never starts has no %s, so an upper limit for it fails',
    (figure) => {
      const metric = `jobs.off.${figure}`;
      const on = '{ name: night, vms: ["*"], repository: repo }';
      const off = '{ name: off, vms: ["*"], repository: repo, enabled: false }';
      const text = night({ jobs: `[${on}, ${off}]`, expect: `[{ metric: ${metric}, max: 0 }]` });
      expect(runText(text).summary.expect).toEqual([{ metric, value: null, max: 0, ok: false }]);
    },
  );

  test('names may contain dots', () => {
    const known = { jobs: { 'a.b': {} }, proxies: { 'p.q': {} } } as unknown as Parameters<
      typeof figuresOfSomeRuns
    >[1];
    const isOne = (metric: string) => figuresOfSomeRuns(metric, known).includes(metric);
    expect(isOne('jobs.a.b.sessions.17.readBytes')).toBe(true);
    expect(isOne('proxies.p.q.modes.nbd')).toBe(true);
    expect(isOne('proxies.p.modes.nbd')).toBe(false);
  });
});

test('the number of a fault or session is read from its own path, and only from there', () => {
  const known = { jobs: { night: {} }, proxies: {} } as unknown as Parameters<typeof figuresOfSomeRuns>[1];
  const has = (metric: string, path: string) => figuresOfSomeRuns(metric, known).includes(path);
  expect(has('faults.7', 'faults.7.endSeconds')).toBe(true);
  expect(has('the.faults.7.endSeconds', 'faults.0.endSeconds')).toBe(true);
});

describe('an unknown name gets a hint', () => {
  test.each([
    ['jobs.nigth.window', "Did you mean 'jobs.night.window'?"],
    ['jobs.night.sessions.2.queueWait.p90', "Did you mean 'jobs.night.sessions.2.queueWait.p95'?"],
    ['proxies.px1.modes.hotad', "Did you mean 'proxies.px1.modes.hotadd'?"],
    [
      'jobs.night.sessions.0.load',
      "Below 'jobs.night.sessions.0.load' there are: source, proxy, network, target.",
    ],
    ['waits.nobody-knows', /^Below 'waits' there are: proxy-slot, repository-slot, .*, …\.$/],
    ['nothing-like-it', undefined],
  ])('%s', (metric, hint) => {
    const outcome = runScenario(scenarioOf(expecting(metric)), { file: { name: '', sha256: '' } });
    if (outcome.ok) throw new Error(`${metric} is a figure`);
    const [found] = outcome.diagnostics;
    if (hint instanceof RegExp) expect(found?.hint).toMatch(hint);
    else expect(found?.hint).toBe(hint);
  });
});
