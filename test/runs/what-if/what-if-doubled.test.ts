import { describe, expect, test } from 'vitest';
import { doublingsOf } from '../../../src/runs/what-if/doubling.ts';
import { whatIfDoubled } from '../../../src/runs/what-if/what-if-doubled.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';

/** Four disks of 60 GB, one slot, 100 MB/s from the datastore: 600 s each, one after another. */
const NIGHT = `
version: 1
overheads: none
profile: { full: 10 GB/s, incremental: 10 GB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, protocol: fc, read: 100 MB/s }]
proxies: [{ name: px1, kind: virtual, host: esx1, cores: 8, maxConcurrentTasks: 1 }]
repositories: [{ name: repo1, write: 1 GB/s, maxConcurrentTasks: 10, perVmFiles: true }]
vms: [{ name: "a{1..4}", host: esx1, disks: [{ size: 60 GB, used: 60 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: ["a*"], repository: repo1, run: full, compression: none }]
`;
const PAIR = NIGHT.replace('name: px1,', 'name: "px{1..2}",');
const options = { file: { name: 'night.yaml', sha256: '' } };
const doubled = (text: string, budget = Number.POSITIVE_INFINITY) => {
  const scenario = scenarioOf(text);
  return whatIfDoubled(scenario, { summary: run(scenario).summary, options, budget });
};

/** The scenario's text with `--set` as the command line has it. */
function withSettings(text: string, set: readonly string[]) {
  const overlays = set.map((setting) => {
    const at = setting.indexOf('=');
    return { path: setting.slice(0, at), value: setting.slice(at + 1) };
  });
  const files = { text: () => undefined, table: () => undefined };
  const parsed = parseScenario({ source: { name: 'night.yaml', text }, overlays, files });
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'));
  return parsed.value;
}

describe('doubling', () => {
  test('a datastore that is the bottleneck halves the window; a part that never limits changes nothing', () => {
    const { windowSeconds, changes, untried } = doubled(NIGHT)!;
    expect(untried).toBe(0);
    expect(windowSeconds).toBe(2400);
    expect(changes[0]).toEqual({
      what: 'datastores.ds1.read',
      set: ['datastores.ds1.read=200 MB/s'],
      windowSeconds: 1200,
      savedSeconds: 1200,
      unprotected: 0,
      byDefault: [],
    });
    const others = changes.slice(1).map(({ what, savedSeconds }) => `${what} ${savedSeconds}`);
    expect(others.sort()).toEqual([
      'datastores.ds1.maxSnapshots 0',
      'proxies.px1.cores 0',
      'proxies.px1.slots 0',
      'repositories.repo1.slots 0',
      'repositories.repo1.write 0',
    ]);
  });

  test.each([NIGHT, PAIR])('what the settings say is what was simulated', (text) => {
    const scenario = scenarioOf(text);
    const doublings = doublingsOf(scenario, run(scenario).summary);
    for (const { set, apply } of doublings) {
      expect(set).not.toEqual([]);
      expect(run(withSettings(text, set)).summary.window).toEqual(run(apply(scenario)).summary.window);
    }
  });

  test('uses the disks that the run itself drew with its seed and replication', () => {
    const text = NIGHT.replace(
      /disks: .*/,
      'disks: { count: 2, size: { uniform: [10 GB, 90 GB] }, datastores: [ds1] } }]',
    );
    const scenario = scenarioOf(text);
    const other = { ...options, seed: 7, replication: 3 };
    const { changes } = whatIfDoubled(scenario, {
      summary: run(scenario, other).summary,
      options: other,
      budget: Number.POSITIVE_INFINITY,
    })!;
    expect(run(scenario, other).summary.window).not.toEqual(run(scenario).summary.window);
    for (const { set, windowSeconds } of changes) {
      expect(windowSeconds).toBe(run(withSettings(text, set), other).summary.window!.seconds);
    }
  });

  test('several things of a kind are also doubled together; one setting expresses that only if their values are equal', () => {
    const slots = (text: string) => doubled(text)!.changes.find(({ what }) => what === 'proxies.*.slots')!;
    expect(slots(PAIR).set).toEqual(['proxies.*.maxConcurrentTasks=2']);
    const unlike = NIGHT.replace(
      /^proxies: \[(.*)\]$/m,
      'proxies: [$1, { name: px2, kind: virtual, host: esx1, cores: 8, maxConcurrentTasks: 2 }]',
    );
    expect(slots(unlike).set).toEqual([]);
  });

  test('the budget is counted in events: the most used parts come first, and the rest is not tried', () => {
    const { events } = run(scenarioOf(NIGHT)).summary.totals;
    const one = events + 2000;
    const two = doubled(NIGHT, 2 * one)!;
    expect(two.changes.map(({ what }) => what).sort()).toEqual(['datastores.ds1.read', 'proxies.px1.slots']);
    expect(two.untried).toBe(4);
    expect(doubled(NIGHT, one - 1)).toBeUndefined();
  });
});
