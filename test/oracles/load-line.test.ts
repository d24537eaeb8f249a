import { expect, test } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

test('a published task log, 107 MB/s with Source 99% > Proxy 36% > Network 8% > Target 0%: its stages give it back', () => {
  // 107 / 0.99 = 108, 107 / 0.36 = 297, 107 / 0.08 = 1340 MB/s. Here what holds a task back is busy all the time: 108 MB/s.
  const { summary } = runText(
    night({
      profile: '{ full: 297 MB/s, incremental: 297 MB/s }',
      transport: '{ nbd: { perTask: unlimited } }',
      datastores: '[{ name: ds1, read: 108 MB/s }]',
      proxies: '[{ name: px1, cores: 1, network: 1340 MB/s }]',
      repositories: '[{ name: repo, write: 100 GB/s }]',
      vms: `[${vm('v', [108])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, compressionRatio: 1 }]',
    }),
  );
  const [session] = summary.jobs['night']!.sessions;
  expect(session!.processingRate).toBe(108e6);
  const percent = Object.entries(session!.load).map(([stage, share]) => [stage, Math.round(share * 100)]);
  expect(percent).toEqual([
    ['source', 100],
    ['proxy', 36],
    ['network', 8],
    ['target', 0],
  ]);
  expect(session!.bottleneck).toBe('source');
});
