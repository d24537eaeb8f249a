import { type Random, stream } from '../../engine/random/random.ts';
import type { Run } from '../run.ts';
import type { VmRun } from '../sessions/vm-run.ts';

/** The run's random stream of one purpose and entity. */
export function streamOf({ seed, replication }: Run, purpose: string, entity: string): Random {
  return stream(seed, replication, purpose, entity);
}

/** Bytes after which a task fails, drawn for its `task-fails` faults; undefined: it does not fail. */
export function failurePointOf(
  run: Run,
  { session, vm }: VmRun,
  disk: number,
  readBytes: number,
): number | undefined {
  const { faults } = run.model.scenario;
  if (faults.length === 0) return undefined;
  let point: number | undefined;
  faults.forEach((fault, number) => {
    if (fault.kind !== 'task-fails') return;
    const name = run.model.vms.nameOf(vm);
    if (fault.targets.length > 0 && !fault.targets.includes(name)) return;
    const { name: job } = run.model.jobs[session.job]!;
    const diskName = run.model.disks.nameOf(disk);
    const entity = `${number}/${job}/${session.number}/${name}/${diskName}/${session.pass.attempt}`;
    const random = streamOf(run, 'task-fails', entity);
    if (random.next() >= fault.probability) return;
    point = Math.min(point ?? readBytes, Math.floor(random.next() * readBytes));
  });
  return point;
}
