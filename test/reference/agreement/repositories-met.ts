import type { Session, Task } from '../simulator/task.ts';
import type { Transform } from '../simulator/transforms.ts';
import { repositoryOf } from '../simulator/work.ts';
import type { World } from '../simulator/world.ts';

/** What was met of repositories in a night, by name. */
export function metOfRepositories(world: World): ReadonlySet<string> {
  const { tasks, transforms, chains, sessions, scenario } = world;
  const met = new Set<string>();
  const meet = (what: string, isMet: boolean) => {
    if (isMet) met.add(what);
  };
  for (const one of transforms) {
    meet(`a ${one.work}`, one.endUs !== undefined);
    meet('block cloning', one.repository.blockCloning);
    meet('a transform behind a close', one.startUs !== undefined && one.session.isClosed);
    meet('a transform that waits', hasWaited(one));
  }
  meet('two repositories at work', new Set([...chains.values()].map(({ extent }) => extent)).size > 1);
  for (const task of tasks) {
    const { gateway, reader } = task;
    meet('data by way of a gateway', gateway !== undefined && gateway !== reader?.proxy);
    meet('a full of a later night', isLaterFull(task));
    const isRead = task.startUs !== undefined && isOfExtents(world, task);
    meet(`a ${task.job.type} of an extent`, isRead);
    meet('an extent that is not the first', isRead && !isFirstExtent(world, task));
    meet('a copy by way of a gateway', gateway !== undefined && task.source !== undefined);
    meet('a full in place of one out of reach', isMadeElsewhere(world, task));
  }
  for (const job of scenario.jobs) {
    const target = repositoryOf(world.estate, job);
    if (target === undefined || target.extents.length === 0) continue;
    met.add(`${target.placement} of extents`);
    meet('a file that all VMs share', !target.perVmFiles);
    const own = sessions.filter((session) => session.job === job);
    meet(
      'an increment apart from its full',
      own.some((session) => isApart(world, session)),
    );
  }
  return met;
}

/** Read from a scale-out repository. */
function isOfExtents({ estate }: World, { job }: Task): boolean {
  const read = job.source ?? (job.type === 'restore' ? job.repository : undefined);
  return read !== undefined && estate.repository(read).extents.length > 0;
}

function isFirstExtent({ estate }: World, { job, vmRun }: Task): boolean {
  return estate.repository(job.source ?? job.repository!).extents[0] === vmRun.readsAt?.name;
}

function hasWaited({ session, startUs }: Transform): boolean {
  return startUs !== undefined && startUs > session.finalisedUs!;
}

function isLaterFull({ full, job, vmRun }: Task): boolean {
  return full && vmRun.session.number > 1 && job.method !== 'active-full';
}

function isMadeElsewhere({ restorePoints }: World, { full, job, vmRun, repository }: Task): boolean {
  if (!full || job.activeFullDays.weekdays.length > 0 || job.method === 'active-full') return false;
  const home = restorePoints.homeOf(vmRun.session, vmRun.vm);
  return home !== undefined && repository !== undefined && repository !== home;
}

function isApart({ restorePoints }: World, session: Session): boolean {
  return session.vmRuns.some(({ vm, tasks }) => {
    const home = restorePoints.homeOf(session, vm);
    return tasks.some(
      ({ full, repository }) =>
        !full && home !== undefined && repository !== undefined && repository !== home,
    );
  });
}
