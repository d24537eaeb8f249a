import type { Workload } from './workload.ts';

/** VMs of a workload that have as many disks as each other. */
export interface Population {
  /** With the numbers of its VMs in braces, as a scenario takes it. */
  readonly name: string;
  readonly disksEach: number;
}

/**
 * Disks are shared out evenly: of 5 disks on 2 VMs the first has 3. Numbers are as wide as the last one, so that VMs
 * stand in order of their names, too.
 */
export function populationsOf({ label, vms, disks }: Workload): Population[] {
  const fewer = Math.floor(disks / vms);
  const withMore = disks - fewer * vms;
  const width = String(vms).length;
  const number = (n: number) => String(n).padStart(width, '0');
  const population = (from: number, to: number, disksEach: number): Population[] => {
    if (to < from) return [];
    const numbers = from === to ? number(from) : `{${number(from)}..${number(to)}}`;
    return [{ name: `${label}-${numbers}`, disksEach }];
  };
  return [...population(1, withMore, fewer + 1), ...population(withMore + 1, vms, fewer)];
}
