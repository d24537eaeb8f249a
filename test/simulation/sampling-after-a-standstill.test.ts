import { expect, test } from 'vitest';
import { vm as disk, night, places } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

test('utilisation is sampled again when the end of a random failure sets waiting work going', () => {
  // px1 is lost for good at 500 s: a is given up at 2300, and b waits for ever, or until px1 is known to reach nothing. With
  // that the first job is over, and the second one reads c.
  const run = runText(
    night({
      clock: '{ start: 2026-01-05T20:00, sample: 5 min }',
      hosts: '[{ name: esx1 }]',
      datastores: '[{ name: ds1, protocol: fc, maxSnapshots: unlimited }]',
      transport: '{ nbd: { perTask: 100 MB/s }, san: { perTask: 100 MB/s } }',
      proxies: `[{ name: px1, kind: physical, storage: { protocols: [fc] }, modes: [san], failoverToNetwork: false, maxConcurrentTasks: 1 },
        { name: px2, kind: physical }]`,
      vms: `[${['a', 'b', 'c'].map((name) => disk(name, [100])).join(', ')}]`,
      jobs: `[{ name: one, vms: [a, b], repository: repo, run: full, proxies: [px1] },
        { name: two, vms: [c], repository: repo, run: full, proxies: [px2], schedule: { after: one } }]`,
      faults: `[{ kind: proxy-down, target: px1, at: 500s },
        { kind: connectivity-lost, target: px1, mtbf: 3h, mttr: 100h }]`,
    }),
  );
  const { startSeconds: from, endSeconds: to } = run.tasks.find(({ vm }) => vm === 'c')! as {
    startSeconds: number;
    endSeconds: number;
  };
  expect(places(run)).toEqual(['a/0 px1 0-2300', `c/0 px2 ${from}-${to}`, 'b/0 unfinished']);
  const samples = run.trace.flatMap((record) =>
    record.kind === 'sample' ? [{ at: record.at / 1e6, step: record.stepUs / 1e6 }] : [],
  );
  // The second job begins at a rescan, every 4 h, which is an instant of the grid.
  expect(from % (4 * 3600)).toBe(0);
  expect(samples.filter(({ at }) => at > from).map(({ at }) => at - from)).toEqual([300, 600, 900, 1000]);
  // Together they cover the whole run, each from the end of the one before.
  samples.reduce((end, { at, step }) => {
    expect(at - step).toBe(end);
    return at;
  }, 0);
  expect(samples.at(-1)!.at).toBe(to);
});
