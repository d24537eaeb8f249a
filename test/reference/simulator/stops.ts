import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';

/** A machine on the way of data from proxy to repository, as resources call it. */
export interface Stop {
  readonly name: string;
  readonly site: string;
  readonly network: number;
}

/** What data passes from a proxy, or from the repository that is copied, to a repository: those that are machines of their own, in order. */
export function stopsBetween(
  from: BackupProxy | Repository,
  gateway: BackupProxy | undefined,
  repository: Repository,
): Stop[] {
  const all = [from, gateway, repository].filter((one) => one !== undefined);
  return all.filter((one, n) => n === 0 || machineOf(one) !== machineOf(all[n - 1]!));
}

/** A repository may share a proxy's. */
function machineOf(one: BackupProxy | Repository): unknown {
  if (!('extents' in one)) return one.name;
  return one.server ?? one;
}
