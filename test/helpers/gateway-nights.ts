import { night, vm } from './night.ts';

/** 10 GB read, 5 GB sent to a gateway in another site and back: 10 GB at the 50 MB/s of a throttle rule, 200 s. */
export const THERE_AND_BACK = night({
  sites: '[hq, dr]',
  hosts: '[{ name: esx1, site: hq }]',
  datastores: '[{ name: ds1, site: hq }]',
  proxies: '[{ name: px1, site: hq }, { name: gw1, site: dr }]',
  repositories: '[{ name: repo, site: hq, gateway: gw1 }]',
  throttles: '[{ name: rule, between: [hq, dr], rate: 50 MB/s }]',
  vms: `[${vm('a', [10])}]`,
  jobs: '[{ name: night, vms: [a], repository: repo, run: full, proxies: [px1] }]',
});

/** p1 takes a/0, and so writes a's file; it is lost at 10 s, and given up at 1810. p2 has a slot from 100 on. */
export const LOST_GATEWAY = night({
  proxies: '[{ name: p1, maxConcurrentTasks: 1 }, { name: p2, maxConcurrentTasks: 1 }]',
  repositories: '[{ name: repo, gateway: auto, perVmFiles: true }]',
  vms: `[${vm('x', [10])}, ${vm('a', [100, 10])}]`,
  jobs: `[{ name: one, vms: [x], repository: repo, run: full, proxies: [p2] },
    { name: two, vms: [a], repository: repo, run: full }]`,
  faults: '[{ kind: proxy-down, target: p1, at: 10s }]',
});
