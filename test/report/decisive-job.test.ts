import { expect, test } from 'vitest';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { limitLines } from '../../src/report/text/limits.ts';
import { wallClock } from '../../src/report/wording/clock.ts';
import { UnsaidOnce } from '../../src/report/wording/unsaid-words.ts';
import { night } from '../helpers/night.ts';
import { run, scenarioOf } from '../helpers/run-scenario-text.ts';

/** 1000 s for the disk of 100 GB through the proxy; 10 GB at 1 MB/s through the link to the other site, which takes 10,000 s. */
function limits(length: string, proxies = '[{ name: px1, site: hq, cores: 4 }]'): string[] {
  const [here, there] =
    length === 'none' ? ['', ''] : [', window: 8h', `, window: { length: ${length}, onClose: report }`];
  const text = night({
    sites: '[hq, far]',
    links: '[{ between: [hq, far], bandwidth: 1 MB/s }]',
    profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
    transport: '{}',
    coresPerTask: '1',
    hosts: '[{ name: esx1, site: hq }]',
    datastores: '[{ name: ds1, site: hq, maxSnapshots: unlimited }]',
    proxies,
    repositories:
      '[{ name: repo, site: hq, maxConcurrentTasks: 9 }, { name: away, site: far, maxConcurrentTasks: 9 }]',
    vms: '[{ name: large, disks: [{ size: 100 GB, datastore: ds1 }] }, { name: small, disks: [{ size: 10 GB, datastore: ds1 }] }]',
    jobs: `[{ name: here, vms: [large], repository: repo, run: full${here} }, { name: there, vms: [small], repository: away, run: full, compression: none${there} }]`,
  });
  const result = run(scenarioOf(text));
  return limitLines({ result, paint: PLAIN, clock: wallClock(0), unsaid: new UnsaidOnce() });
}

test('where a job is late, its own bottleneck is reported if most data has another one', () => {
  expect(limits('1h').slice(1, 3)).toEqual([
    '  Bottleneck: Proxy (what one task can process), for 90.9% of the data that 2 tasks read.',
    '  Bottleneck of there, the latest job: Network, all of it at link hq-far (100% busy).',
  ]);
});

test('a proxy whose cores tasks share is told from one whose tasks have their own', () => {
  expect(limits('8h', '[{ name: px1, site: hq, cores: 1, maxConcurrentTasks: 4 }]')[1]).toBe(
    '  Bottleneck: Proxy (processing power), for 90.9% of the data that 2 tasks read, all of it at',
  );
});

test('a job that is in time has its own bottleneck reported, too, if it has least to spare', () => {
  expect(limits('8h')[2]).toBe(
    '  Bottleneck of there, the tightest job: Network, all of it at link hq-far (100% busy).',
  );
});

test('a job that has more to spare than others has no bottleneck of its own reported', () => {
  // `here` has 8 h less 1000 s to spare, `there` 24 h less 10,000 s.
  expect(limits('24h').join('\n')).not.toContain('Bottleneck of');
});

test('without any window, the job that ends last has its own bottleneck reported', () => {
  expect(limits('none')[2]).toBe(
    '  Bottleneck of there, the last job to end: Network, all of it at link hq-far (100% busy).',
  );
});
