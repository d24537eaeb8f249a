import type { LoadLine } from '../../metrics/summary.ts';
import { type ResourceName, resourceName } from '../../model/resource-name.ts';
import { entryWord } from '../../scenario/entry-words.ts';
import { cutName } from '../characters/cut-name.ts';

export type ResourceStage = keyof LoadLine;

export const STAGE_WORDS: Readonly<Record<ResourceStage, string>> = {
  source: 'Source',
  proxy: 'Proxy',
  network: 'Network',
  target: 'Target',
};

/** The part of the way that a shared capacity belongs to, as the load line has it. */
export function stageOf({ table, part }: ResourceName): ResourceStage {
  if (table === 'datastores') return 'source';
  if (table === 'repositories') return part.startsWith('network') ? 'network' : 'target';
  return table === 'proxies' && (part === 'cores' || part === 'slots') ? 'proxy' : 'network';
}

/** `px1 cores`, `link hq-dr`. */
export function resourceLabel(resource: string): string {
  const { owner, part, table } = resourceName(resource);
  if (part === 'bandwidth') return `${entryWord(table)} ${cutName(owner)}`;
  return `${cutName(owner)} ${CAPACITY_WORDS[part] ?? part}`;
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
