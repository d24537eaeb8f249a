import { expect, test } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

const FREE = 'transport: { nbd: { perTask: unlimited } }';

/** Bytes read per second of transfer, by job. */
function rates(text: string): Record<string, number> {
  const { jobs } = runText(text.replace(/^transport: .*$/m, FREE)).summary;
  return Object.fromEntries(
    Object.entries(jobs).map(([name, { sessions }]) => [name, sessions[0]!.processingRate]),
  );
}

test('T7: links of 10 and 4, flows A over the first, B over both, C over the second: B = C = 2, A = 8', () => {
  // A datastore that reads 10 MB/s is the first link, a repository that writes 4 MB/s the second. All end after 1000 s.
  const job = (name: string, repository: string) =>
    `{ name: ${name}, vms: [v${name}], repository: ${repository}, run: full, compressionRatio: 1 }`;
  expect(
    rates(
      night({
        datastores: '[{ name: ds1, read: 10 MB/s }, { name: ds2 }]',
        repositories: '[{ name: wide }, { name: narrow, write: 4 MB/s }]',
        vms: `[${vm('vA', [8])}, ${vm('vB', [2])}, ${vm('vC', [2], 'ds2')}]`,
        jobs: `[${job('A', 'wide')}, ${job('B', 'narrow')}, ${job('C', 'narrow')}]`,
      }),
    ),
  ).toEqual({ A: 8e6, B: 2e6, C: 2e6 });
});

test.each([
  [5, 100, 1000, 500],
  [100, 8, 1000, 800],
  [100, 20, 1000, 1000],
  [8, 100, 600, 600],
])('an appliance: %i streams of %i MB/s each below a cap of %i MB/s write %i', (streams, each, cap, all) => {
  const { night: rate } = rates(
    night({
      proxies: `[{ name: px1, maxConcurrentTasks: ${streams} }]`,
      hosts: '[{ name: esx1, nbdMaxDisks: unlimited }]',
      repositories: `[{ name: repo, write: ${cap} MB/s, perStream: ${each} MB/s, perVmFiles: true, maxConcurrentTasks: unlimited }]`,
      vms: `[{ name: "v{1..${streams}}", disks: [{ size: 6 GB, datastore: ds1 }] }]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, compressionRatio: 1 }]',
    }),
  );
  expect(rate! / 1e6).toBeCloseTo(all, 9);
});
