import type { Repository } from '../../src/scenario/repository.ts';
import type { Proxy as BackupProxy } from '../../src/scenario/scenario.ts';

/** A machine on the way of data from proxy to repository, as resources call it. */
export interface Stop {
  readonly name: string;
  readonly site: string;
  readonly network: number;
}

/** Proxy, gateway and repository: those of them that are machines of their own, in the order in which data passes them. */
export function stopsBetween(
  proxy: BackupProxy,
  gateway: BackupProxy | undefined,
  repository: Repository,
): Stop[] {
  const proxies = gateway === undefined || gateway === proxy ? [proxy] : [proxy, gateway];
  return repository.server === proxies.at(-1)!.name ? proxies : [...proxies, repository];
}
