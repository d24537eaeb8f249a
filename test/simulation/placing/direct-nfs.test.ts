import { describe, expect, test } from 'vitest';
import { night, places, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** Disks of 100 GB take 1000 s; near and far read them by direct NFS, a slot each, net over the network alone. */
const run = (job: string, disks: readonly number[]) =>
  places(
    runText(
      night({
        sites: '[hq, branch]',
        hosts: '[{ name: esx1, site: hq }]',
        datastores: '[{ name: ds1, site: hq, type: nfs, maxSnapshots: unlimited }]',
        proxies: `[{ name: far, site: branch, storage: { protocols: [nfs] }, maxConcurrentTasks: 1 },
          { name: near, site: hq, storage: { protocols: [nfs] }, maxConcurrentTasks: 1 },
          { name: net, site: hq, maxConcurrentTasks: 4 }]`,
        repositories: '[{ name: repo, site: hq, maxConcurrentTasks: unlimited }]',
        transport: '{ nbd: { perTask: 100 MB/s }, nfs: { perTask: 100 MB/s } }',
        vms: `[${vm('a', disks)}]`,
        jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, ${job} }]`,
      }),
    ),
  );

describe('direct NFS', () => {
  test('of any proxies waits for the near one, and takes no other', () => {
    expect(run('priority: normal', [100, 100])).toEqual(['a/0 near 0-1000', 'a/1 near 1000-2000']);
  });

  test("of a job's own proxies takes the least busy one, near or far, and waits only where all of them are busy", () => {
    // Both idle: the first declared. The third disk waits for whoever is free first, not for the network mode of net.
    const own = 'proxies: [far, near, net]';
    expect(run(own, [100, 100, 100])).toEqual(['a/0 far 0-1000', 'a/1 near 0-1000', 'a/2 far 1000-2000']);
  });
});
