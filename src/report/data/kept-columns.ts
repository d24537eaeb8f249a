import type { SnapshotColumns } from '../../metrics/columns/snapshot-columns.ts';
import type { TaskColumns } from '../../metrics/columns/task-columns.ts';

/** The task columns that a report keeps, in the order of its file format. */
export function keptTasks(tasks: TaskColumns): TaskColumns {
  return {
    count: tasks.count,
    jobs: tasks.jobs,
    vms: tasks.vms,
    disks: tasks.disks,
    proxies: tasks.proxies,
    modes: tasks.modes,
    repositories: tasks.repositories,
    reasons: tasks.reasons,
    job: tasks.job,
    vm: tasks.vm,
    disk: tasks.disk,
    proxy: tasks.proxy,
    mode: tasks.mode,
    secondProxy: tasks.secondProxy,
    secondMode: tasks.secondMode,
    repository: tasks.repository,
    decidedBy: tasks.decidedBy,
    session: tasks.session,
    attempt: tasks.attempt,
    ready: tasks.ready,
    start: tasks.start,
    transferStart: tasks.transferStart,
    transferEnd: tasks.transferEnd,
    end: tasks.end,
    readBytes: tasks.readBytes,
    transferredBytes: tasks.transferredBytes,
    result: tasks.result,
    bottleneck: tasks.bottleneck,
    interruptedSeconds: tasks.interruptedSeconds,
    waitsFrom: tasks.waitsFrom,
    waitCause: tasks.waitCause,
    waitSeconds: tasks.waitSeconds,
  };
}

/** The snapshot columns that a report keeps. */
export function keptSnapshots(snapshots: SnapshotColumns): SnapshotColumns {
  return {
    count: snapshots.count,
    vms: snapshots.vms,
    jobs: snapshots.jobs,
    vm: snapshots.vm,
    job: snapshots.job,
    session: snapshots.session,
    created: snapshots.created,
    lifeSeconds: snapshots.lifeSeconds,
    idleSeconds: snapshots.idleSeconds,
    removalSeconds: snapshots.removalSeconds,
    deltaBytes: snapshots.deltaBytes,
    stunSeconds: snapshots.stunSeconds,
  };
}
