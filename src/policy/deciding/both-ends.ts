import type { Model } from '../../model/model.ts';
import { type Candidate, isNetworkMode } from '../../model/ways/transport.ts';
import type { ClusterView, Policy, TaskView } from '../policy.ts';
import { hasMemoryFor, hotaddLimitOf } from '../rules/capacity-filters.ts';
import { type Decision, decide } from './decide.ts';
import { OneTaskMore } from './one-task-more.ts';

/** What limits tasks that read at one place and write at another at the same time. */
export interface Limits {
  readonly model: Model;
  readonly policy: Policy;
}

/** Hosts of the VM that is read and of the one that is written; -1: none is known. */
export type EndHosts = Pick<TaskView, 'host' | 'targetHost'>;

/** Filters that may keep the two ends of a task apart for good. */
export type Apart = 'proxy-slot' | 'hotadd-disks' | 'nbd-connections' | 'ram';

/**
 * The filter that never lets a task read at one place and write at another, though nothing else is going on; null: none
 * does. Such a place is not waited for beside the other one.
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
  const asks = (name: string) => policy.filters.some((filter) => filter.name === name);
  if (isOneProxy && model.proxies[read.proxy]!.slots < 2) return 'proxy-slot';
  const attachesBoth = isOneProxy && read.mode === 'hotadd' && write.mode === 'hotadd';
  if (attachesBoth && hotaddLimitOf(model) < 2 && asks('hotadd-disks')) return 'hotadd-disks';
  if (isOverOneHost && model.hosts[hosts.host]!.nbdMaxDisks < 2 && asks('nbd-connections'))
    return 'nbd-connections';
  return isOneProxy && !hasMemoryFor(2, read.proxy, model, policy) ? 'ram' : null;
}

/** Whether there is a place to write at for a task that reads at this one. */
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
  /** Such as go with a place to write at. */
  readonly readers: readonly Candidate[];
  readonly writers: readonly Candidate[];
  readonly view: ClusterView;
  /** Whether everything is up between two places; undefined: it is everywhere. */
  readonly isWayUp: ((read: Candidate, write: Candidate) => boolean) | undefined;
}

type Placed = Extract<Decision, { kind: 'place' }>;
type Refused = Extract<Decision, { kind: 'wait' }> & {
  /** The places that had no room, of the end that waits, and the view in which they had none. */
  readonly places: readonly Candidate[];
  readonly view: ClusterView;
};

export type BothDecision =
  | { readonly kind: 'place'; readonly first: Placed; readonly second: Candidate }
  | Refused;

/** Where both ends go, if the first goes to a place; where the second finds no room beside it, others are tried for it. */
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
    // The first end may have taken the very slot that the second one needs, or the way between them may be down.
    if (tries > 1 && isWayUp === undefined && !isOverNetwork) break;
    places =
      tries > 1 && isOverNetwork
        ? readers.filter(({ mode }) => !isNetworkMode(mode))
        : places.filter(({ proxy }) => proxy !== candidate.proxy);
    end = decide(policy, task, places, view);
  }
  if (end.kind === 'wait') {
    refused ??= { ...end, places, view };
    for (const refusal of end.refusals) refusals.add(refusal);
  }
  return { ...refused!, refusals };
}

/** Beside the first end, as if that had its slot already. */
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
  // Between its own hosts: tasks of others would not be refused so.
  const refusals = isOverNetwork ? new Set([...decision.refusals, 'nbd-connections']) : decision.refusals;
  return { ...decision, refusals, places, view };
}

/** Its network-mode connections are all to the one host that its VM runs on and its copy is written to. */
function sharesNetwork({ host, targetHost }: EndHosts, { mode }: Candidate): boolean {
  return host >= 0 && host === targetHost && isNetworkMode(mode);
}
