import type { LoadLine } from '../../metrics/summary/summary.ts';
import type { ResourceName } from '../../model/paths/resource-name.ts';

export type ResourceStage = keyof LoadLine;

/**
 * The stage of the load line that a shared capacity counts in. Some count in one stage or the other, depending on the way
 * that data goes: here it is that of a backup. The load line has no stage for the limits of a repository's ingest; they are
 * drawn with the target.
 */
export function stageOf({ table, part }: ResourceName): ResourceStage {
  switch (table) {
    case 'datastores':
      return part === 'write' ? 'target' : 'source';
    case 'hosts':
      return part === 'networkWrites' ? 'target' : 'source';
    case 'fabrics':
      return 'source';
    case 'proxies':
      if (part === 'storage') return 'source';
      return part === 'cores' || part === 'slots' ? 'proxy' : 'network';
    case 'repositories':
      return part === 'networkReads' ? 'source' : 'target';
    default:
      return 'network';
  }
}
