import type { LoadLine } from '../../metrics/summary/summary.ts';
import type { ResourceName } from '../../model/paths/resource-name.ts';

export type ResourceStage = keyof LoadLine;

/** The stage of the load line that a shared capacity belongs to. */
export function stageOf({ table, part }: ResourceName): ResourceStage {
  if (table === 'datastores') return 'source';
  if (table === 'repositories') return part.startsWith('network') ? 'network' : 'target';
  return table === 'proxies' && (part === 'cores' || part === 'slots') ? 'proxy' : 'network';
}
