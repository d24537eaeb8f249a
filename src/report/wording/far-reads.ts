import { groupedBy } from '../../collections/grouped-by.ts';
import type { FarReads } from '../../metrics/reach/far-reads.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatBytes } from '../../units/format-quantity.ts';

const SITES_TOLD = 4;
const PROXIES_NAMED = 2;

interface OfSite {
  readonly site: string;
  readonly tasks: number;
  readonly readBytes: number;
  readonly ownProxies: readonly string[];
}

/**
 * What was read over links in network mode, by site, most first: where no proxy is near, and where a near one was
 * passed over.
 */
export function farReadsWords(rows: readonly FarReads[]): string[] {
  const sites = [...groupedBy(rows, ({ site }) => site)]
    .map(
      ([site, own]): OfSite => ({
        site,
        tasks: own.reduce((sum, { tasks }) => sum + tasks, 0),
        readBytes: own.reduce((sum, { readBytes }) => sum + readBytes, 0),
        ownProxies: own[0]!.ownProxies,
      }),
    )
    .sort((a, b) => b.readBytes - a.readBytes);
  const [without, passedOver] = [
    sites.filter(({ ownProxies }) => ownProxies.length === 0),
    sites.filter(({ ownProxies }) => ownProxies.length > 0),
  ];
  const read = ({ site, tasks, readBytes, ownProxies }: OfSite) => {
    const able = ownProxies.length === 0 ? '' : `; ${firstOf(ownProxies, PROXIES_NAMED)} could read it`;
    return `${formatBytes(readBytes)} of ${site} (${counted(tasks, 'task')}${able})`;
  };
  return [
    without.length === 0
      ? []
      : `Read over links in network mode, as its site has no proxy for it: ${firstOf(without, SITES_TOLD, read)}.`,
    passedOver.length === 0
      ? []
      : `Read over links in network mode, although its site has a proxy for it: ${firstOf(passedOver, SITES_TOLD, read)}.`,
  ].flat();
}
