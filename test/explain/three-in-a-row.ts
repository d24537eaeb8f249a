import { night, vm } from '../helpers/night.ts';

/** One slot, 100 MB/s: a 0 to 100, b 100 to 300, c 300 to 400. */
export const IN_A_ROW = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
  vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [10])}]`,
});
