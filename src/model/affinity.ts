import type { Model, ProxyRow } from './model.ts';

/** Proxies that a repository prefers for a VM of the job; replication and Hyper-V know no such preference [doc]. */
export function affinityOf(
  model: Model,
  job: number,
  platform: ProxyRow['platform'],
  repository: number,
): readonly number[] {
  if (platform === 'hyperv' || model.jobs[job]!.declaration.type === 'replication') return [];
  return model.repositories[repository]?.affinity ?? [];
}
