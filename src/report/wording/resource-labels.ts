import { groupedBy } from '../../collections/grouped-by.ts';
import { resourceName } from '../../model/paths/resource-name.ts';
import { entryWord } from '../../scenario/entry-words.ts';
import { withoutDomain } from '../characters/without-domain.ts';

/**
 * The label of each resource in a chart: `px1 cores` for `proxies.px1.cores`, and also for
 * `proxies.px1.example.com.cores` if all names share that domain; `link hq-dr` for a thing that has only one
 * capacity.
 */
export function resourceLabels(
  resources: readonly string[],
  nameText: (name: string) => string = String,
): string[] {
  const labels = new Array<string>(resources.length);
  const named = resources.map((resource, row) => ({ row, ...resourceName(resource) }));
  for (const alike of groupedBy(named, ({ table }) => table).values()) {
    const names = withoutDomain(alike.map(({ owner }) => owner));
    for (const [i, { row, table, part }] of alike.entries()) {
      const name = nameText(names[i]!);
      labels[row] =
        part === 'bandwidth' ? `${entryWord(table)} ${name}` : `${name} ${CAPACITY_WORDS[part] ?? part}`;
    }
  }
  return labels;
}

/** A part of a thing inside a sentence: `management network`. */
export function capacityWord(part: string): string {
  return (CAPACITY_WORDS[part] ?? part).replace(/[()]/g, '');
}

const CAPACITY_WORDS: Readonly<Record<string, string>> = {
  managementNetwork: 'management network',
  networkWrites: 'network (write)',
  networkReads: 'network (read)',
  ingestWrite: 'ingest (write)',
  ingestRead: 'ingest (read)',
  inbound: 'network in',
  outbound: 'network out',
  storage: 'storage adapter',
};
