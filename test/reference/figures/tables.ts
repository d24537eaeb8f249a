import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import type { World } from '../simulator/world.ts';
import type { Diary } from './diary.ts';
import { bottleneckOf, busyOf } from './load-line.ts';
import { sumOf } from './spread.ts';
import { bytesOf } from './task-figures.ts';

/** Task-seconds waited, by job and cause, where there are any. */
export function waitRows({ world, stretches }: Diary) {
  return world.scenario.jobs.flatMap(({ name }) =>
    WAIT_CAUSES.flatMap((cause) => {
      const waited = stretches.flatMap(({ fromUs, toUs, waiting }) =>
        [...waiting]
          .filter(([task, of]) => task.job.name === name && of === cause)
          .map(([task]) => ({ task, us: toUs - fromUs })),
      );
      if (waited.length === 0) return [];
      const tasks = new Set(waited.map(({ task }) => task));
      return [{ job: name, cause, tasks: tasks.size, seconds: sumOf(waited.map(({ us }) => us)) / 1e6 }];
    }),
  );
}

/** What tasks did in all: bytes read by the stage that was the bottleneck, and for how long slots were held. */
export function workOf({ world, stretches }: Diary) {
  const judged = world.tasks
    .filter(({ transferStartUs }) => transferStartUs !== undefined)
    .map((task) => ({ bottleneck: bottleneckOf(busyOf(task, stretches)), read: bytesOf(task)[0] }));
  const stages = [...new Set(judged.map(({ bottleneck }) => bottleneck))];
  return {
    bytes: Object.fromEntries(
      stages.map((stage) => [
        stage,
        sumOf(judged.filter(({ bottleneck }) => bottleneck === stage).map(({ read }) => read)),
      ]),
    ),
    judged: judged.length,
    heldSeconds: sumOf(stretches.map(({ fromUs, toUs, running }) => running * (toUs - fromUs))) / 1e6,
  };
}

/** Of each snapshot that was made: how long it stood, and how long its removal took. */
export function snapshotRows({ vmRuns, now }: World) {
  return Object.fromEntries(
    vmRuns
      .filter(({ createdUs }) => createdUs !== undefined)
      .map(({ session, attempt, vm, createdUs, removingUs, removedUs, deltaBytes }) => [
        `${session.job.name} ${session.number}.${attempt} ${vm.name}`,
        {
          createdSeconds: createdUs! / 1e6,
          lifeSeconds: ((removingUs ?? now) - createdUs!) / 1e6,
          removalSeconds: removedUs === undefined ? null : (removedUs - removingUs!) / 1e6,
          deltaBytes: deltaBytes ?? 0,
        },
      ]),
  );
}

/** What struck before the run was over, and for how long; null where it was not over then. Connections one by one. */
export function faultRows({ scenario: { faults, datastores } }: World, runEndUs: number) {
  return faults
    .flatMap((fault) => {
      const { kind, targets, when } = fault;
      if (when.kind !== 'at' || kind === 'proxy-added') return [];
      const { atUs, forUs } = when;
      const endUs = kind === 'tracking-reset' ? atUs : atUs + forUs;
      const unreached = fault.kind === 'connectivity-lost' ? fault.datastores : undefined;
      const all = unreached?.length === 0 ? datastores.map(({ name }) => name) : unreached;
      const pairs = all?.map((datastore) => ({ datastore })) ?? [{}];
      return targets.flatMap((name) => pairs.map((pair) => ({ kind, name, ...pair, atUs, endUs })));
    })
    .filter(({ atUs }) => atUs <= runEndUs)
    .map(({ atUs, endUs, ...what }) => ({
      ...what,
      startSeconds: atUs / 1e6,
      endSeconds: endUs <= runEndUs ? endUs / 1e6 : null,
    }))
    .sort((a, b) => a.startSeconds - b.startSeconds);
}
