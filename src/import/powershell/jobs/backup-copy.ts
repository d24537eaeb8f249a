import type { JobDraft } from './job-draft.ts';

/**
 * A copy reads the repository into which most VMs are backed up, of other repositories than its own; a continuous one follows
 * the largest of the jobs that write there. Undefined where there is nothing to copy.
 */
export function withSource(copy: JobDraft, backups: readonly JobDraft[]): JobDraft | undefined {
  const sources = backups.filter(({ isEnabled, repository }) => isEnabled && repository !== copy.repository);
  const counts = new Map<string, number>();
  for (const { repository, vms } of sources)
    counts.set(repository, (counts.get(repository) ?? 0) + vms.length);
  const most = Math.max(...counts.values());
  const source = [...counts.keys()].find((name) => counts.get(name) === most);
  const read = sources.filter(({ repository }) => repository === source);
  const [largest] = [...read].sort((a, b) => b.vms.length - a.vms.length);
  if (source === undefined || largest === undefined) return undefined;
  const found = { ...copy, source, vms: [...new Set(read.flatMap(({ vms }) => vms))] };
  if (copy.start !== undefined && copy.start.kind !== 'continuous') return found;
  return { ...found, start: { kind: 'after', job: largest.product.name }, leader: largest.product };
}
