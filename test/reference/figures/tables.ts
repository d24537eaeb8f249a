import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import { changedShare } from '../simulator/amounts.ts';
import { deltaBytesOf } from '../simulator/sessions.ts';
import type { VmRun } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import type { Diary } from './diary.ts';
import { bottleneckOf, busyOf } from './load-line.ts';
import { mostOf, sumOf } from './spread.ts';
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

/** Of each snapshot that was made: how long it stood, how long its removal took, and how long its VM stood still for it, as estimated. */
export function snapshotRows({ scenario, vmRuns, now }: World) {
  return Object.fromEntries(
    vmRuns
      .filter(({ createdUs }) => createdUs !== undefined)
      .map((run) => {
        const { session, attempt, vm, createdUs, removingUs, removedUs } = run;
        const isGone = removedUs !== undefined;
        return [
          `${session.job.name} ${session.number}.${attempt} ${vm.name}`,
          {
            createdSeconds: createdUs! / 1e6,
            lifeSeconds: ((removingUs ?? now) - createdUs!) / 1e6,
            removalSeconds: isGone ? (removedUs - removingUs!) / 1e6 : null,
            deltaBytes: deltaBytesOf(run, now),
            creationStunSeconds: DEFAULTS.snapshotStun.value / 1e6,
            removalStunSeconds: isGone ? removalStunUs(scenario, run) / 1e6 : null,
          },
        ];
      }),
  );
}

const CYCLE_MINUTES = [5, 10, 20, 30, 60];

/**
 * A VM stands still while what it wrote during one cycle of consolidation is consolidated: during the first cycle that is short
 * enough, or during the last.
 */
function removalStunUs({ overheads }: Scenario, { vm, removingUs, removedUs }: VmRun): number {
  const consolidatedIn = (us: number) => {
    const written = sumOf(vm.disks.map(({ used, changeRate }) => used * changedShare(changeRate, us)));
    return Math.round((written / overheads.consolidation) * 1e6);
  };
  const cycles = [removedUs! - removingUs!];
  for (const _ of CYCLE_MINUTES) cycles.push(consolidatedIn(cycles.at(-1)!));
  const short = CYCLE_MINUTES.findIndex((minutes, at) => cycles[at]! <= minutes * 60e6);
  return Math.max(DEFAULTS.snapshotStun.value, short < 0 ? cycles.at(-1)! : cycles[short + 1]!);
}

export function worstStunUs({ scenario, vmRuns }: World): number {
  return mostOf([
    ...vmRuns.filter(({ createdUs }) => createdUs !== undefined).map(() => DEFAULTS.snapshotStun.value),
    ...vmRuns.filter(({ removedUs }) => removedUs !== undefined).map((run) => removalStunUs(scenario, run)),
  ]);
}

/** Work inside repositories, by session, in order of start. */
export function transformRows({ transforms }: World) {
  return transforms
    .filter(({ startUs }) => startUs !== undefined)
    .sort((a, b) => a.startUs! - b.startUs!)
    .map(({ session, work, repository, readBytes, startUs, endUs }) => ({
      job: session.job.name,
      session: session.number,
      work,
      repository: repository.name,
      bytes: readBytes,
      startSeconds: startUs! / 1e6,
      endSeconds: endUs === undefined ? null : endUs / 1e6,
    }));
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
