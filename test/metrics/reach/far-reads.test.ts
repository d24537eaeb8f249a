import { describe, expect, test } from 'vitest';
import { branches } from '../../helpers/branches.ts';
import { night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const farReads = (text: string) => runText(text).farReads;

describe('what is read over links in network mode', () => {
  test('is told with the proxies that are nearest to the data, and how many tasks others took', () => {
    const jobs = '[{ name: nightly, vms: [v1], repository: repo1, run: full }]';
    // One disk goes to hq-px over one link, the other to b2-px over two, and back to hq over one of these.
    expect(farReads(branches({ jobs, vms: 'v1' }))).toEqual([
      {
        job: 'nightly',
        site: 'b1',
        tasks: 2,
        readBytes: 20e9,
        ownProxies: [],
        nearest: ['hq-px'],
        strayed: 1,
      },
    ]);
  });

  test('names the proxies of the site that could have read it', () => {
    const jobs = '[{ name: nightly, vms: [v2], repository: repo1, run: full }]';
    // The one slot of b2-px is taken, so hq-px reads the second disk.
    expect(farReads(branches({ jobs, vms: 'v2' }))).toEqual([
      {
        job: 'nightly',
        site: 'b2',
        tasks: 1,
        readBytes: 10e9,
        ownProxies: ['b2-px'],
        nearest: ['b2-px'],
        strayed: 1,
      },
    ]);
  });

  test('has no nearest proxies for a job with VMs in several sites', () => {
    const jobs = '[{ name: nightly, vms: [v1, v2], repository: repo1, run: full }]';
    const rows = farReads(branches({ jobs }));
    expect(rows.map(({ site }) => site)).toContain('b1');
    expect(rows.map(({ nearest, strayed }) => [nearest, strayed])).toEqual(rows.map(() => [[], 0]));
  });

  test('counts only the proxies that the job may use as its nearest', () => {
    const jobs = '[{ name: nightly, vms: [v1], repository: repo1, run: full, proxies: [b2-px] }]';
    expect(farReads(branches({ jobs, vms: 'v1' }))).toMatchObject([
      { tasks: 2, nearest: ['b2-px'], strayed: 0 },
    ]);
  });

  test('leaves out what is read in its own site or not over the network, what never started, and what reads no VM', () => {
    const rows = (jobs: string, untilUs?: number) =>
      runText(branches({ jobs }).replace('name: b2-px,', 'name: b2-px, modes: [nbd],'), {
        ...(untilUs === undefined ? {} : { untilUs }),
      }).farReads.map(({ job, site, tasks, readBytes }) => `${job} ${site} ${tasks} ${readBytes}`);
    const full = (name: string, rest: string) => `{ name: ${name}, repository: repo1, run: full, ${rest} }`;
    // b2-px reads v2 beside it, and v1 over two links; each job in its turn.
    const both = `[${full('own', 'vms: [v2], proxies: [b2-px]')}, ${full('far', 'vms: [v1], proxies: [b2-px], schedule: { after: own }')}]`;
    expect(rows(both)).toEqual(['far b1 2 20000000000']);
    // Two jobs and two sites are four rows; hq-px is in neither site.
    const two = ['x', 'y'].map((name) => full(name, 'vms: [v1, v2], proxies: [hq-px]')).join(', ');
    expect(rows(`[${two}]`)).toEqual([
      'x b1 2 20000000000',
      'x b2 2 20000000000',
      'y b1 2 20000000000',
      'y b2 2 20000000000',
    ]);
    // Data crosses the link as it is read, at 10 MB/s: 1 GB in 100 s, in which the other disk waits for the only slot.
    expect(rows(`[${full('cut', 'vms: [v1], proxies: [hq-px]')}]`, 100e6)).toEqual(['cut b1 1 1000000000']);
    const restore = `[{ name: back, type: restore, vms: [v1], repository: repo1, proxies: [hq-px], schedule: { at: 0s } }]`;
    expect(rows(restore)).toEqual([]);
  });

  test('has as nearest only proxies on the shortest way that reach every datastore of the job', () => {
    // In a row: side, home, middle, end. The VM is at home, the repository at the end. Of the two datastores at home, `part`
    // reaches one.
    const text = night({
      sites: '[side, home, middle, end]',
      links:
        '[{ between: [side, home], bandwidth: 1 GB/s }, { between: [home, middle], bandwidth: 1 GB/s }, { between: [middle, end], bandwidth: 1 GB/s }]',
      hosts: '[{ name: esx1, site: home }]',
      datastores: '[{ name: ds1, site: home, protocol: fc }, { name: ds2, site: home, protocol: iscsi }]',
      proxies: `[{ name: aside, site: side, maxConcurrentTasks: 1 },
        { name: last, site: end, maxConcurrentTasks: 1 },
        { name: part, site: home, maxConcurrentTasks: 1, modes: [san], failoverToNetwork: false, storage: { protocols: [fc] } }]`,
      repositories: '[{ name: repo, site: end }]',
      vms: '[{ name: vm1, host: esx1, disks: [{ size: 1 GB, datastore: ds2 }, { size: 1 GB, datastore: ds2 }, { size: 1 GB, datastore: ds1 }] }]',
    });
    expect(runText(text).farReads).toMatchObject([
      { site: 'home', ownProxies: ['part'], nearest: ['last'], strayed: 1 },
    ]);
  });

  test('is nothing without links, and nothing where disks stay in their site', () => {
    const jobs = '[{ name: nightly, vms: [v2], repository: repo1, run: full, proxies: [b2-px] }]';
    expect(farReads(branches({ jobs, vms: 'v2' }))).toEqual([]);
    const text = branches({ jobs: jobs.replace('b2-px', 'hq-px'), vms: 'v2' });
    expect(farReads(text)).toHaveLength(1);
    expect(farReads(text.replace(/^links.*$/m, ''))).toEqual([]);
  });
});
