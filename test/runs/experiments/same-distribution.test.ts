import { describe, expect, test } from 'vitest';
import {
  compareDistributions,
  isOtherDistribution,
  type ReplicatedOutcomes,
} from '../../../src/experiment/statistics/distribution-comparison.ts';
import { replicateScenario } from '../../../src/runs/experiments/experiments.ts';

/** Ten disks of sizes by one law, two at a time, and nothing else that takes time. */
const NIGHT = `version: 1
name: Drawn
seed: 7
clock: { start: 2026-01-05T22:00 }
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc }]
proxies: [{ name: px1, kind: physical, cores: 2, maxConcurrentTasks: 2 }]
repositories: [{ name: repo1, maxConcurrentTasks: unlimited }]
vms: [{ name: "vm{01..10}", disks: { size: { lognormal: { median: 40 GB, p95: 160 GB } }, datastores: [ds1] } }]
jobs: [{ name: nightly, vms: ["vm*"], repository: repo1, run: full, schedule: { at: "22:00" } }]
`;

function replications(
  policy: string,
  { seed = 7, text = NIGHT, count = 20 }: { seed?: number; text?: string; count?: number } = {},
): ReplicatedOutcomes {
  const source = { name: 'night.yaml', text };
  const ran = replicateScenario(
    { source, texts: [], tables: [] },
    { policies: [policy], replications: count, seed },
  );
  if (!ran.ok) throw new Error(ran.diagnostics.map(({ message }) => message).join('\n'));
  return { outcomes: ran.value.outcomes, seed };
}

const windowOf = (found: ReturnType<typeof compareDistributions>) =>
  found.figures.find(({ metric }) => metric === 'window.seconds')!;

describe('a change of the scheduler', () => {
  test('that asks for the disks in random order, regardless of size, leaves the distribution unchanged', () => {
    const found = compareDistributions(replications('list'), replications('random'));
    expect(found.tests).toBe('paired');
    expect(found.otherDecisions).toEqual({ differ: 20, of: 20 });
    expect(windowOf(found).mean.shift).not.toBe(0);
    expect(isOtherDistribution(found)).toBe(false);
  });

  test('that takes a quarter longer per byte is detected, with its size', () => {
    const slow = NIGHT.replace('full: 100 MB/s', 'full: 80 MB/s');
    const found = compareDistributions(replications('list'), replications('list', { text: slow }));
    const { mean, spread } = windowOf(found);
    expect(mean.after / mean.before).toBeCloseTo(1.25, 6);
    expect(spread.after / spread.before).toBeCloseTo(1.25, 5);
    expect(mean.differs).toBe(true);
  });

  test('that takes the smallest disks first, so that a large one is left alone at the end, is detected', () => {
    expect(
      isOtherDistribution(
        compareDistributions(replications('largest-first'), replications('smallest-first')),
      ),
    ).toBe(true);
  });

  test('with different seeds on both sides raises a false alarm at about the stated rate: 5 of 100', () => {
    const alarms = Array.from({ length: 30 }, (_, i) => {
      const before = replications('list', { seed: 100 + i, count: 10 });
      const after = replications('random', { seed: 900 + i, count: 10 });
      return isOtherDistribution(compareDistributions(before, after));
    });
    // More than 5 of 30 have a probability of 0.3 % where each has one of 5 %.
    expect(alarms.filter(Boolean).length).toBeLessThanOrEqual(5);
  });
});
