import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Sections, vm } from '../../helpers/night.ts';
import { boundOf, trueBoundOf } from './bound-of.ts';

/** VMs with these disks, GB, at most 100 MB/s each: 10 s per GB. There are enough slots on proxies. */
const work = (vms: readonly (readonly number[])[], more: Sections): Sections => ({
  proxies: '[{ name: px1, maxConcurrentTasks: 40 }]',
  vms: `[${vms.map((disks, n) => vm(`v${n}`, disks)).join(', ')}]`,
  ...more,
});
const ALIKE = (count: number, disks: readonly number[]) => Array.from({ length: count }, () => disks);

const scaleOut = (extents: readonly string[], more = 'perVmFiles: true'): string =>
  `[${extents.map((extent, n) => `{ name: e${n + 1}, ${extent} }`).join(', ')}, { name: repo, extents: [${extents.map((_, n) => `e${n + 1}`).join(', ')}], ${more} }]`;

describe('a scale-out repository, whose extents are chosen during the run: the bound is set by', () => {
  test('the slots of all extents: 7 VMs of 1000 s on one and two are three rounds', () => {
    const repositories = scaleOut(['maxConcurrentTasks: 1', 'maxConcurrentTasks: 2']);
    expect(boundOf(work(ALIKE(7, [100]), { repositories }))).toEqual({
      seconds: 3000,
      by: 'repositories.repo.slots',
      gap: 0,
    });
  });

  test('the write rate of all extents: 8 x 50 GB sent at 50 + 150 MB/s', () => {
    const repositories = scaleOut(
      ['write: 50 MB/s', 'write: 150 MB/s'].map((write) => `${write}, maxConcurrentTasks: 8`),
    );
    expect(boundOf(work(ALIKE(8, [100]), { repositories }))).toMatchObject({
      seconds: 2000,
      by: 'repositories.repo.write',
    });
  });

  test('the network or the ingest limit of all extents: 8 x 50 GB at 160 MB/s', () => {
    const extents = (limit: string) => scaleOut([limit, limit].map((one) => `${one}, maxConcurrentTasks: 8`));
    const bound = (limit: string) => boundOf(work(ALIKE(8, [100]), { repositories: extents(limit) }));
    expect(bound('network: 80 MB/s')).toMatchObject({ seconds: 2500, by: 'repositories.repo.network' });
    expect(bound('ingest: { write: 80 MB/s }')).toMatchObject({
      seconds: 2500,
      by: 'repositories.repo.ingestWrite',
    });
  });

  test('the work of reverse increments on them: for each byte a read and two writes', () => {
    // 8 VMs of 100 GB with a change of 20 %: 20 GB read, 10 GB sent, 20 GB written, 10 GB read.
    const more = {
      vms: `[${ALIKE(8, [100]).map((_, n) => `{ name: v${n}, disks: [{ size: 100 GB, datastore: ds1, changeRate: 20% }] }`)}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, method: reverse-incremental }]',
    };
    const bound = (extent: string) =>
      boundOf(
        work([], {
          ...more,
          repositories: scaleOut([extent, extent].map((one) => `${one}, maxConcurrentTasks: 8`)),
        }),
      );
    expect(bound('write: 100 MB/s')).toMatchObject({ seconds: 800, by: 'repositories.repo.write' });
    expect(bound('read: 40 MB/s')).toMatchObject({ seconds: 1000, by: 'repositories.repo.read' });
  });

  test('the stream of a VM on the extent with the fastest: 2 x 50 GB at 40 MB/s', () => {
    const repositories = scaleOut(
      ['perStream: 20 MB/s', 'perStream: 40 MB/s'].map((one) => `${one}, maxConcurrentTasks: 8`),
    );
    expect(boundOf(work([[100, 100]], { repositories }))).toMatchObject({
      seconds: 2500,
      by: 'repositories.repo.perStream',
    });
    // If one extent has no limit, streams set no bound.
    const one = scaleOut(['perStream: 20 MB/s, maxConcurrentTasks: 8', 'maxConcurrentTasks: 8']);
    expect(boundOf(work([[100, 100]], { repositories: one }))).toMatchObject({ seconds: 1000 });
  });

  test('the longest task on its best extent', () => {
    const repositories = scaleOut(['write: 10 MB/s', 'write: 25 MB/s']);
    // 50 GB at 25 MB/s.
    expect(boundOf(work([[100]], { repositories }))).toMatchObject({ seconds: 2000 });
  });

  test('what no extent avoids: the link to the site of both', () => {
    const sections = work(ALIKE(4, [100]), {
      sites: '[hq, dr]',
      links: '[{ name: wan, between: [hq, dr], bandwidth: 40 MB/s }]',
      hosts: '[{ name: esx1, site: hq }]',
      datastores: '[{ name: ds1, site: hq, maxSnapshots: unlimited }]',
      proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 40 }]',
      repositories: scaleOut(
        ['dr', 'dr'].map((site) => `site: ${site}, maxConcurrentTasks: 8`),
        'perVmFiles: true, site: dr',
      ),
    });
    expect(boundOf(sections)).toMatchObject({ seconds: 5000, by: 'links.wan' });
    // With one extent in the site of the proxies, nothing has to cross it.
    const near = { ...sections, repositories: sections['repositories']!.replace('site: dr', 'site: hq') };
    expect(boundOf(near)).toMatchObject({ seconds: 1000 });
  });
});

describe('slots by chain: the bound is set by', () => {
  const repositories = (slots: number, perVmFiles: boolean) =>
    `[{ name: repo, slotUnit: chain, maxConcurrentTasks: ${slots}, perVmFiles: ${perVmFiles} }]`;

  test('VMs, each as long as its longest disk: 5 of 1000 s on 2 are three rounds', () => {
    expect(boundOf(work(ALIKE(5, [100, 40, 20]), { repositories: repositories(2, true) }))).toEqual({
      seconds: 3000,
      by: 'repositories.repo.slots',
      gap: 0,
    });
  });

  test('sessions, each as long as its longest disk: 3 on one slot, of 1000 s, 500 s and 200 s', () => {
    const jobs = `[${['v0, v1', 'v2', 'v3'].map((vms, n) => `{ name: j${n}, vms: [${vms}], repository: repo, run: full }`)}]`;
    const sections = work([[40], [100], [50], [20]], { repositories: repositories(1, false), jobs });
    expect(boundOf(sections)).toEqual({ seconds: 1700, by: 'repositories.repo.slots', gap: 0 });
  });

  test('only the longest disk of each chain if some extents count by disk: four of 2 + 100 s on two', () => {
    const repositories = scaleOut(
      ['chain', 'disk'].map((unit) => `slotUnit: ${unit}, maxConcurrentTasks: 1`),
    );
    const bound = (more: Sections) =>
      trueBoundOf(work(ALIKE(4, [10, 10]), { overheads: 'default', repositories, ...more }));
    expect(bound({})).toEqual({ seconds: 204, by: 'repositories.repo.slots' });
  });

  test('VMs including preparing, attaching and detaching', () => {
    // 15 + 5 s, 30 s to attach, 100 s, 30 s to detach; three on one slot.
    const sections = work(ALIKE(3, [10, 2]), {
      overheads: 'default',
      proxies: '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 40 }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      repositories: repositories(1, true),
    });
    expect(boundOf(sections)).toEqual({ seconds: 540, by: 'repositories.repo.slots', gap: 0 });
  });

  test('chains over the extents of a scale-out repository, even if some count by disk', () => {
    const extents = (...units: readonly string[]) =>
      scaleOut(units.map((unit) => `slotUnit: ${unit}, maxConcurrentTasks: 1`));
    // Four chains of 1000 s on two.
    const bound = (...units: readonly string[]) =>
      boundOf(work(ALIKE(4, [100, 100]), { repositories: extents(...units) }));
    expect(bound('chain', 'chain')).toEqual({ seconds: 2000, by: 'repositories.repo.slots', gap: 0 });
    expect(bound('chain', 'disk')).toMatchObject({ seconds: 2000, by: 'repositories.repo.slots' });
    // By disk: eight of 1000 s on two.
    expect(bound('disk', 'disk')).toMatchObject({ seconds: 4000, by: 'repositories.repo.slots' });
  });
});

describe('a gateway that is the first proxy of a chain: the bound is set by', () => {
  const repository = (more: string) => `[{ name: repo, gateway: auto, maxConcurrentTasks: 40, ${more} }]`;

  test('the repository, which no gateway avoids: 4 x 50 GB at 40 MB/s', () => {
    const proxies = '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 2 }]';
    const bound = (more: string) =>
      boundOf(work(ALIKE(4, [100]), { proxies, repositories: repository(more) }));
    expect(bound('write: 40 MB/s')).toEqual({ seconds: 5000, by: 'repositories.repo.write', gap: 0 });
    expect(bound('network: 40 MB/s')).toEqual({ seconds: 5000, by: 'repositories.repo.network', gap: 0 });
  });

  /** Proxies in up to two sites; the repository is in a third one. */
  const threeSites = (repositoryMore: string, proxies: string) =>
    work(ALIKE(4, [100]), {
      sites: '[hq, dr, vault]',
      links:
        '[{ name: near, between: [hq, vault], bandwidth: 40 MB/s }, { name: far, between: [hq, dr], bandwidth: 80 MB/s }, { name: back, between: [dr, vault], bandwidth: 80 MB/s }]',
      hosts: '[{ name: esx1, site: hq }]',
      datastores: '[{ name: ds1, site: hq, maxSnapshots: unlimited }]',
      proxies,
      repositories: repository(`site: vault, ${repositoryMore}`),
    });

  test('a link that no gateway avoids', () => {
    const sections = threeSites('perVmFiles: true', '[{ name: px1, site: hq, maxConcurrentTasks: 8 }]');
    expect(boundOf(sections)).toMatchObject({ seconds: 5000, by: 'links.near' });
  });

  test('no link that a gateway in another site avoids', () => {
    // 4 x 50 GB could go through px2 and the two links of 80 MB/s.
    const proxies =
      '[{ name: px1, site: hq, maxConcurrentTasks: 8 }, { name: px2, site: dr, maxConcurrentTasks: 8 }]';
    const { by, seconds } = boundOf(threeSites('perVmFiles: true', proxies));
    expect(by).not.toMatch(/^links/);
    expect(seconds).toBeLessThanOrEqual(1000);
  });

  test('no network of a repository whose own machine may be the gateway', () => {
    const proxies = '[{ name: px1, maxConcurrentTasks: 8 }, { name: px2, maxConcurrentTasks: 8 }]';
    const sections = work(ALIKE(4, [100]), {
      proxies,
      repositories: repository('server: px2, network: 40 MB/s'),
    });
    expect(boundOf(sections)).toMatchObject({ seconds: 1000, by: 'longest-task v0/0' });
  });

  test.each([
    ['first', ['px2', 'px1']],
    ['last', ['px1', 'px2']],
  ])('nor if another VM of the same file makes that machine the gateway: declared %s', (_, names) => {
    // Each VM is read by the proxy on its own host. b comes first, so that px2 is the gateway of the file, and a goes through px2.
    const host = { px1: 'esx1', px2: 'esx2' } as Readonly<Record<string, string>>;
    const proxies = names.map(
      (name) => `{ name: ${name}, host: ${host[name]}, modes: [hotadd], failoverToNetwork: false }`,
    );
    const sections: Sections = {
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
      proxies: `[${proxies.join(', ')}]`,
      repositories: repository('server: px2, network: 40 MB/s, perVmFiles: false'),
      vms: `[${vm('b', [1], 'ds2')}, ${vm('a', [100])}]`,
    };
    // Over the network of the repository, 50 GB would take 1250 s.
    expect(boundOf(sections)).toMatchObject({ seconds: 1000, by: 'longest-task a/0' });
  });
});

describe('the best schedule, found by exhaustive search,', () => {
  /** Tries every way to put pieces on places; returns the least time in which the fullest place is done. */
  function bestOf(pieces: readonly number[], places: number): number {
    const loads = Array.from({ length: places }, () => 0);
    let best = Number.POSITIVE_INFINITY;
    const put = (at: number): void => {
      if (Math.max(...loads) >= best) return;
      if (at === pieces.length) {
        best = Math.max(...loads);
        return;
      }
      for (let place = 0; place < places; place++) {
        loads[place]! += pieces[at]!;
        put(at + 1);
        loads[place]! -= pieces[at]!;
        // All empty places are equivalent.
        if (loads[place] === 0) break;
      }
    };
    put(0);
    return best;
  }

  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 });
  const slots = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 });
  /**
   * 10 s per GB. The bound is at most the best schedule, and at least the sum of the pieces over the places and the longest piece:
   * a bound of 0 would hold, but would be of no use.
   */
  const expectBound = ({ seconds }: { seconds: number }, pieces: readonly number[], places: number): void => {
    const even = pieces.reduce((sum, gb) => sum + gb, 0) / places;
    expect(seconds).toBeLessThanOrEqual(10 * bestOf(pieces, places) + 1e-4);
    expect(seconds).toBeGreaterThanOrEqual(10 * Math.max(even, ...pieces) - 1e-4);
  };

  test('of disks on the slots of extents, is never faster than the bound', () => {
    fc.assert(
      fc.property(sizes, slots, (gigabytes, extents) => {
        const repositories = scaleOut(extents.map((own) => `maxConcurrentTasks: ${own}`));
        const places = extents.reduce((sum, own) => sum + own, 0);
        const bound = trueBoundOf(
          work(
            gigabytes.map((gb) => [gb]),
            { repositories },
          ),
        );
        expectBound(bound, gigabytes, places);
      }),
      { seed: 20_260_105, numRuns: 60 },
    );
  });

  test('of chains on slots by chain, each as long as its longest disk, is never faster than the bound', () => {
    const disks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(disks, { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        (vms, extents, perVmFiles) => {
          const own = extents.map((count) => `slotUnit: chain, maxConcurrentTasks: ${count}`);
          const repositories =
            own.length === 1
              ? `[{ name: repo, perVmFiles: ${perVmFiles}, ${own[0]} }]`
              : scaleOut(own, `perVmFiles: ${perVmFiles}`);
          // One job per VM, so that a chain belongs to one VM either way.
          const jobs = `[${vms.map((_, n) => `{ name: j${n}, vms: [v${n}], repository: repo, run: full }`).join(', ')}]`;
          const chains = vms.map((one) => Math.max(...one));
          const places = extents.reduce((sum, count) => sum + count, 0);
          const bound = trueBoundOf(work(vms, { repositories, jobs }));
          expectBound(bound, chains, places);
        },
      ),
      { seed: 20_260_105, numRuns: 60 },
    );
  });
});
