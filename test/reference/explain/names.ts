import type { Place, Session, Task, VmRun } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import type { Holder } from './scarcity.ts';

export function placeName({ proxy, mode }: Place): string {
  return `${proxy.name} by ${mode}`;
}

/** Where a task is or would be at work: a copy within repositories needs no proxy. */
export function whereName(place: Place | undefined): string {
  return place === undefined ? 'no proxy' : placeName(place);
}

/** Of both ends of a task. */
export function placesName(places: readonly Place[]): string {
  return places.map(placeName).join(', ');
}

/** What tells a task from all others. */
export function taskKey({ job, disk, vmRun }: Task): string {
  const { session, attempt, vm } = vmRun;
  return `${job.name} ${session.number}.${attempt} ${vm.name}/${disk.name}`;
}

/** As people are told: with its job where there are several, and its session and attempt where it is not the first. */
export function holderName(world: World, holder: Holder): string {
  if ('disk' in holder) return `${holder.vmRun.vm.name}/${holder.disk.name}${whichOf(world, holder.vmRun)}`;
  if ('work' in holder)
    return `a ${holder.work === 'merge' ? 'merge' : 'synthetic full'} of ${holder.session.job.name}`;
  if ('chainOf' in holder) return `the chain of ${chainName(world, holder.chainOf)}`;
  return `the snapshot of ${holder.vm.name}${whichOf(world, holder)}`;
}

function chainName(world: World, of: VmRun | Session): string {
  if ('vm' in of) return `${of.vm.name}${whichOf(world, of)}`;
  return `${of.job.name}${tryOf(of.number, of.attempt)}`;
}

function whichOf(world: World, { session, attempt }: VmRun): string {
  const job = world.scenario.jobs.length > 1 || session.number > 1 ? ` of ${session.job.name}` : '';
  return `${job}${tryOf(session.number, attempt)}`;
}

function tryOf(session: number, attempt: number): string {
  return `${session > 1 ? ` #${session}` : ''}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
}
