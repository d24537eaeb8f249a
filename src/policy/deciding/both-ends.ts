import type { Model } from '../../model/model.ts';
import { type Candidate, isNetworkMode } from '../../model/ways/transport.ts';
import type { ClusterView, Policy, TaskView } from '../policy.ts';
import { hasFilter, hasMemoryFor, hotaddLimitOf } from '../rules/capacity-filters.ts';
import { type Decision, decide } from './decide.ts';
import { OneTaskMore } from './one-task-more.ts';

/** What decides which two places a task can hold at the same time. */
export interface Limits {
  readonly model: Model;
  readonly policy: Policy;
}

/** Hosts of the VM that is read and of the one that is written; -1: unknown. */
export type EndHosts = Pick<TaskView, 'host' | 'targetHost'>;

/** Filters that may refuse two ends of a task together for good. */
export type Apart = 'proxy-slot' | 'hotadd-disks' | 'nbd-connections' | 'ram';

/**
 * The filter that never allows a task to read at one place and write at another, even if nothing else is running; null: none
 * does. A task does not wait for such a pair.
 */
export function keptApartBy(
  read: Candidate,
  write: Candidate,
  hosts: EndHosts,
  { model, policy }: Limits,
): Apart | null {
  const isOneProxy = read.proxy === write.proxy;
  const isOverOneHost = sharesNetwork(hosts, read) && isNetworkMode(write.mode);
  if (!isOneProxy && !isOverOneHost) return null;
  if (isOneProxy && model.proxies[read.proxy]!.slots < 2) return 'proxy-slot';
  const attachesBoth = isOneProxy && read.mode === 'hotadd' && write.mode === 'hotadd';
  if (attachesBoth && hotaddLimitOf(model) < 2 && hasFilter(policy, 'hotadd-disks')) return 'hotadd-disks';
  if (isOverOneHost && model.hosts[hosts.host]!.nbdMaxDisks < 2 && hasFilter(policy, 'nbd-connections'))
    return 'nbd-connections';
  return isOneProxy && !hasMemoryFor(2, read.proxy, model, policy) ? 'ram' : null;
}

/** Whether a task that reads at this place could ever write at one of these. */
export function hasPartner(
  read: Candidate,
  writers: readonly Candidate[],
  hosts: EndHosts,
  limits: Limits,
): boolean {
  return writers.some((write) => keptApartBy(read, write, hosts, limits) === null);
}

/** A task that reads at one proxy and writes at another, or at the same one with a second slot. */
export interface TwoEnds extends Limits {
  readonly task: TaskView;
  /** Places to read at; each goes with some place to write at. */
  readonly readers: readonly Candidate[];
  readonly writers: readonly Candidate[];
  readonly view: ClusterView;
  /** Whether everything is up between two places; undefined: nothing is down. */
  readonly isWayUp: ((read: Candidate, write: Candidate) => boolean) | undefined;
}

type Placed = Extract<Decision, { kind: 'place' }>;
type Refused = Extract<Decision, { kind: 'wait' }>;

export type BothDecision =
  | { readonly kind: 'place'; readonly first: Placed; readonly second: Candidate }
  | Refused;

/** Decides on both ends, given a place for the first. If the second has no room then, other places are tried for the first. */
export function decideBothEnds(ends: TwoEnds, first: Placed): BothDecision {
  const { policy, task, readers, view, isWayUp } = ends;
  const refusals = new Set<string>();
  let end: Decision = first;
  let refused: Refused | undefined;
  let places = readers;
  for (let tries = 1; end.kind === 'place'; tries++) {
    const { candidate } = end;
    const second = decideSecond(ends, candidate);
    if (second.kind === 'place') return { kind: 'place', first: end, second: second.candidate };
    refused ??= second;
    for (const refusal of second.refusals) refusals.add(refusal);
    const isOverNetwork = sharesNetwork(task, candidate) && second.refusals.has('nbd-connections');
    // The first end may take the very slot that the second one needs, or the path between them may be down: try elsewhere.
    if (tries > 1 && isWayUp === undefined && !isOverNetwork) break;
    places =
      tries > 1 && isOverNetwork
        ? readers.filter(({ mode }) => !isNetworkMode(mode))
        : places.filter(({ proxy }) => proxy !== candidate.proxy);
    end = decide(policy, task, places, view);
  }
  if (end.kind === 'wait') {
    refused ??= end;
    for (const refusal of end.refusals) refusals.add(refusal);
  }
  return { ...refused!, refusals };
}

/** Decides on the second end as if the first one had its slot already. */
function decideSecond(ends: TwoEnds, read: Candidate): Placed | Refused {
  const { policy, task, isWayUp } = ends;
  const view = new OneTaskMore(ends.view, read, task.host);
  let isOverNetwork = false;
  const places = ends.writers.filter((write) => {
    const apart = keptApartBy(read, write, task, ends);
    if (apart === 'nbd-connections') isOverNetwork = true;
    return apart === null && (isWayUp === undefined || isWayUp(read, write));
  });
  const decision = decide(policy, task, places, view);
  if (decision.kind === 'place') return decision;
  // This depends on the task's own hosts, so tasks with others need not be refused.
  const refusals = isOverNetwork ? new Set([...decision.refusals, 'nbd-connections']) : decision.refusals;
  return { ...decision, refusals };
}

/** Whether both ends would use network-mode connections of the same host, on which the VM runs and the copy is written. */
function sharesNetwork({ host, targetHost }: EndHosts, { mode }: Candidate): boolean {
  return host >= 0 && host === targetHost && isNetworkMode(mode);
}
