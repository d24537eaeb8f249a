import { ReadPlaces } from '../../model/ways/read-places.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import { hasMemoryFor } from '../rules/capacity-filters.ts';
import type { Limits } from './both-ends.ts';
import { isNeverGiven } from './decide.ts';

/** Whether a place can ever take tasks of VMs on a host: the policy does not bar it, and it has memory for one task. */
export function isLasting(place: Candidate, host: number, { model, policy }: Limits): boolean {
  return !isBarred(place, host, { model, policy }) && hasMemoryFor(1, place.proxy, model, policy);
}

/** Whether the policy never gives a place to VMs on a host. */
export function isBarred(place: Candidate, host: number, { model, policy }: Limits): boolean {
  return isNeverGiven(policy, place, host, model.proxies[place.proxy]!.host);
}

/** Where VMs can be read, among the proxies that can ever take a task under the policy. */
export function readPlacesOf({ model, policy }: Limits): ReadPlaces {
  return new ReadPlaces(model, (proxy) => hasMemoryFor(1, proxy, model, policy));
}
