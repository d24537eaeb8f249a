import { type Random, stream } from '../../engine/random/random.ts';
import type { Run } from '../run.ts';
import type { RunningTask } from '../tasks/running-task.ts';
import { lastsFor } from './fault-process.ts';

/** The run's random stream of one purpose and entity. */
export function streamOf({ seed, replication }: Run, purpose: string, entity: string): Random {
  return stream(seed, replication, purpose, entity);
}

/**
 * Bytes after which a task fails that gets its slots now; undefined: it does not fail. Drawn for each `task-fails` fault that
 * lasts at this instant. The draw of a task is the same whenever it gets its slots.
 */
export function failurePointOf(run: Run, { vmRun, disk, readBytes }: RunningTask): number | undefined {
  if (run.faults.length === 0) return undefined;
  const { session, vm } = vmRun;
  let point: number | undefined;
  for (const course of run.faults) {
    const { fault, number } = course;
    if (fault.kind !== 'task-fails' || !lastsFor(course, vm, run.loop.nowUs)) continue;
    const { name: job } = run.model.jobs[session.job]!;
    const name = run.model.vms.nameOf(vm);
    const diskName = run.model.disks.nameOf(disk);
    const entity = `${number}/${job}/${session.number}/${name}/${diskName}/${session.pass.attempt}`;
    const random = streamOf(run, 'task-fails', entity);
    if (random.next() >= fault.probability) continue;
    point = Math.min(point ?? readBytes, Math.floor(random.next() * readBytes));
  }
  return point;
}
