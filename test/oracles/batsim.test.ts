import { describe, expect, test } from 'vitest';
import { night } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** One machine, jobs of 10 s each: 1 GB at 100 MB/s. Their starts in seconds, in the order of submission. */
function starts(submitted: readonly number[], policy: string): (number | null)[] {
  const jobs = submitted.map(
    (seconds, i) =>
      `{ name: j${i}, vms: [v${i}], repository: repo, run: full, schedule: { start: ${seconds}s } }`,
  );
  const vms = submitted.map((_, i) => `{ name: v${i}, disks: [{ size: 1 GB, datastore: ds1 }] }`);
  const { tasks } = runText(
    night({
      policy,
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vms.join(', ')}]`,
      jobs: `[${jobs.join(', ')}]`,
    }),
  );
  return submitted.map((_, i) => tasks.find(({ vm }) => vm === `v${i}`)!.startSeconds);
}

describe('T10: the three jobs of Batsim on one machine, first come, first served', () => {
  test.each(['fifo', 'list'])(
    '%s: each is over as the next one comes, which starts in that instant',
    (policy) => {
      expect(starts([10, 20, 30], policy)).toEqual([10, 20, 30]);
    },
  );

  test.each(['fifo', 'list'])(
    '%s: where all come at once, they follow each other in their order',
    (policy) => {
      expect(starts([10, 10, 10], policy)).toEqual([10, 20, 30]);
    },
  );
});
