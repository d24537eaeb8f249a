import type { JobType } from '../../scenario/job.ts';
import type { Model, ProxyRow } from '../model.ts';

/** Replication ignores proxy affinity [doc], and a backup copy uses no proxies. */
const WITHOUT: ReadonlySet<JobType> = new Set(['replication', 'backup-copy']);

/** Proxies that a repository prefers for a VM of the job (proxy affinity); none on Hyper-V [doc]. */
export function affinityOf(
  model: Model,
  job: number,
  platform: ProxyRow['platform'],
  repository: number,
): readonly number[] {
  if (platform === 'hyperv' || WITHOUT.has(model.jobs[job]!.declaration.type)) return [];
  return model.repositories[repository]?.affinity ?? [];
}
