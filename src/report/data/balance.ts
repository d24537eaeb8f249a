import type { TaskColumns } from '../../metrics/columns/task-columns.ts';
import type { Summary } from '../../metrics/summary/summary.ts';

/** How evenly the proxies were used. */
export interface Balance {
  readonly of: readonly ProxyShare[];
  /** Largest slot use divided by the mean. Slot use makes proxies of different sizes comparable. 1: all are equal. */
  readonly maxOverMean: number;
  /** Jain's fairness index of slot use: 1 if all are equal, 1/n if one proxy does everything. */
  readonly jain: number;
}

export interface ProxyShare {
  readonly proxy: string;
  readonly slotUtilisation: number;
  readonly readBytes: number;
}

/** Null if there are fewer than two proxies, or none did anything. */
export function balanceOf({ proxies }: Summary, tasks: TaskColumns): Balance | null {
  const readBytes = tasks.proxies.map(() => 0);
  for (let row = 0; row < tasks.count; row++) {
    const proxy = tasks.proxy[row]!;
    if (proxy < readBytes.length) readBytes[proxy]! += tasks.readBytes[row]!;
  }
  const of = Object.entries(proxies).map(([proxy, { slotUtilisation }]) => ({
    proxy,
    slotUtilisation,
    readBytes: readBytes[tasks.proxies.indexOf(proxy)] ?? 0,
  }));
  const sum = of.reduce((total, { slotUtilisation }) => total + slotUtilisation, 0);
  if (of.length < 2 || sum === 0) return null;
  const squares = of.reduce((total, { slotUtilisation }) => total + slotUtilisation * slotUtilisation, 0);
  const highest = of.reduce((most, { slotUtilisation }) => Math.max(most, slotUtilisation), 0);
  return { of, maxOverMean: (highest * of.length) / sum, jain: (sum * sum) / (of.length * squares) };
}
