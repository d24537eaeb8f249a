import { groupedBy } from '../../../collections/grouped-by.ts';
import { uniqueLabels } from '../../label.ts';
import type { SessionDraft } from './session-draft.ts';

/**
 * Names the jobs of sessions that only have an id: sessions that share a VM and a repository, or are linked by others
 * that do, count as one job, which is called after the first VM of its first session. Whether there were any.
 */
export function nameJobs(drafts: readonly SessionDraft[]): boolean {
  const unnamed = drafts.filter(({ job, tasks }) => job === undefined && tasks.length > 0);
  /** By repository and VM: the first of its sessions, and from there the first that those are linked to. */
  const parent = new Map<string, string>();
  const root = (place: string): string => {
    let at = place;
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) at = next;
    return at;
  };
  const placesOf = ({ tasks }: SessionDraft) =>
    tasks.map(({ repository, vm }) => `${repository ?? ''}\n${vm ?? ''}`);
  for (const draft of unnamed) {
    const [first = '', ...others] = placesOf(draft).map(root);
    for (const other of others) if (other !== first) parent.set(other, first);
  }
  const groupOf = (draft: SessionDraft) => root(placesOf(draft)[0] ?? '');
  const groups = [...groupedBy(unnamed, groupOf).values()];
  // A VM may be in two repositories, that is in two jobs.
  const names = uniqueLabels(groups.map(([first]) => `job-${first?.tasks[0]?.vm ?? ''}`));
  for (const [at, drafts] of groups.entries()) for (const draft of drafts) draft.job = names[at]!;
  return unnamed.length > 0;
}
