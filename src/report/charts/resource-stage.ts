import type { LoadLine } from '../../metrics/summary.ts';
import type { ResourceName } from '../../model/paths/resource-name.ts';

export type ResourceStage = keyof LoadLine;

export const STAGE_WORDS: Readonly<Record<ResourceStage, string>> = {
  source: 'Source',
  proxy: 'Proxy',
  network: 'Network',
  target: 'Target',
};

/** The stage of the load line that a shared capacity belongs to. */
export function stageOf({ table, part }: ResourceName): ResourceStage {
  if (table === 'datastores') return 'source';
  if (table === 'repositories') return part.startsWith('network') ? 'network' : 'target';
  return table === 'proxies' && (part === 'cores' || part === 'slots') ? 'proxy' : 'network';
}
