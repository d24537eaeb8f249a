import { expect } from 'vitest';
import { night, places, vm } from '../helpers/night.ts';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';
import type { Scenes } from './outline.ts';

/** So many VMs of one disk of 100 GB: 1000 s each by the default night. */
const vms = (count: number) => `[{ name: "v{1..${count}}", disks: [{ size: 100 GB, datastore: ds1 }] }]`;
const windowOf = ({ summary }: TestRun) => summary.window?.seconds;
const modes = ({ tasks }: TestRun) => tasks.map(({ proxy, mode }) => `${proxy} ${mode}`);
/** Tasks by proxy, in declaration order. */
const shares = ({ summary }: TestRun) =>
  Object.entries(summary.proxies).map(([p, { tasks }]) => `${p} ${tasks}`);

/** A link of 50 MB/s to the backup server's site; a VM at each end, the repository in the primary site. */
const remote = (proxies: string) =>
  runText(
    night({
      sites: '[hq, dr]',
      links: '[{ between: [hq, dr], bandwidth: 50 MB/s }]',
      hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
      datastores: '[{ name: ds1, site: hq }, { name: ds2, site: dr }]',
      proxies,
      repositories: '[{ name: repo, site: hq }]',
      vms: `[${vm('here', [100])}, ${vm('far', [100], 'ds2')}]`,
    }),
  );

export const DEPLOYMENT: Scenes = {
  // 8 disks of 1000 s: on 2 x 2 slots two rounds, on 4 x 2 slots one.
  scale() {
    const on = (count: number) =>
      windowOf(
        runText(night({ proxies: `[{ name: "p{1..${count}}", maxConcurrentTasks: 2 }]`, vms: vms(8) })),
      );
    expect([on(2), on(4)]).toEqual([2000, 1000]);
  },

  // No proxy is listed: the backup server is one, with 2 slots.
  'simple-deployment'() {
    expect(places(runText(night({ proxies: '[]', vms: vms(3) })))).toEqual([
      'v1/0 backup-server 0-1000',
      'v2/0 backup-server 0-1000',
      'v3/0 backup-server 1000-2000',
    ]);
  },

  // Those with the role are all there are.
  'advanced-deployment'() {
    const run = runText(
      night({ proxies: '[{ name: win1, cores: 2 }, { name: win2, cores: 2 }]', vms: vms(4) }),
    );
    expect(shares(run)).toEqual(['win1 2', 'win2 2']);
  },

  // The backup server alone: 8 disks on 2 slots, 4000 s. With 6 slots more all run at once, and it keeps 2 of 8.
  offloading() {
    const server = '{ name: server, default: true }';
    const alone = runText(night({ proxies: `[${server}]`, vms: vms(8) }));
    const helped = runText(night({ proxies: `[${server}, { name: win1, cores: 6 }]`, vms: vms(8) }));
    expect([windowOf(alone), shares(alone)]).toEqual([4000, ['server 8']]);
    expect([windowOf(helped), shares(helped)]).toEqual([1000, ['server 2', 'win1 6']]);
  },

  // The VM here is read at 100 MB/s. The far one is read over the link, a byte for a byte: 100 GB at 50 MB/s.
  'primary-site'() {
    expect(places(remote('[{ name: p-hq, site: hq }]'))).toEqual(['here/0 p-hq 0-1000', 'far/0 p-hq 0-2000']);
  },

  // Each VM goes to the proxy of its own site. The far one sends its data over the link compressed to half: 100 MB/s.
  'remote-site'() {
    expect(places(remote('[{ name: p-hq, site: hq }, { name: p-dr, site: dr }]'))).toEqual([
      'here/0 p-hq 0-1000',
      'far/0 p-dr 0-1000',
    ]);
  },

  // One Fibre Channel datastore: ports of a physical machine, or of none; the disk attached to a virtual one.
  'physical-or-virtual'() {
    const on = (proxy: string) => modes(runText(night({ proxies: `[{ name: p, ${proxy} }]` })));
    expect(on('kind: physical, storage: { protocols: [fc] }')).toEqual(['p san']);
    expect(on('kind: virtual, host: esx1')).toEqual(['p hotadd']);
    expect(on('kind: virtual, host: esx1, storage: { protocols: [fc] }')).toEqual(['p hotadd']);
    expect(on('kind: physical')).toEqual(['p nbd']);
  },

  // No proxy is listed: each host reads the csv that it owns, 4 disks at a time.
  'hyper-v-hosts'() {
    const run = runText(
      night({
        hosts: '[{ name: "hv{1..2}", platform: hyperv, cluster: blue }]',
        datastores: '[{ name: csv1, owner: hv1 }, { name: csv2, owner: hv2 }]',
        transport: '{ on-host: { perTask: 100 MB/s } }',
        proxies: '[]',
        vms: `[${vm('a', [100], 'csv1')}, ${vm('b', [100, 100, 100, 100, 100], 'csv2')}]`,
      }),
    );
    expect(shares(run)).toEqual(['hv1 1', 'hv2 5']);
    expect(Object.values(run.summary.proxies).map(({ slots }) => slots)).toEqual([4, 4]);
    expect(places(run).slice(-1)).toEqual(['b/4 hv2 1000-2000']);
  },

  // Added at 100 s; by default 10 s to deploy; the job's init of 15 s is long over.
  'seconds-to-deploy'() {
    const run = runText(night({ overheads: 'default', proxies: '[{ name: p, added: 100s }]' }));
    expect(run.tasks[0]?.startSeconds).toBe(110);
  },

  // One slot is there from the start. A second proxy is added at 100 s, and takes the waiting disk at 110 s.
  'adding-installs'() {
    const run = runText(
      night({
        overheads: '{ base: none, deploy: 10s }',
        proxies: '[{ name: old, maxConcurrentTasks: 1 }, { name: new, maxConcurrentTasks: 1 }]',
        faults: '[{ kind: proxy-added, target: new, at: 100s }]',
        vms: vms(2),
      }),
    );
    expect(places(run)).toEqual(['v1/0 old 0-1000', 'v2/0 new 110-1110']);
  },
};
