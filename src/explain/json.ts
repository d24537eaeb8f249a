import { SECOND_US } from '../units/civil-time.ts';
import type { TaskLife } from './task-life.ts';

/** Converts all figures in microseconds (`fromUs`) to seconds (`fromSeconds`), which is the unit of all output. */
export function inSeconds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSeconds);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== 'us' && !key.endsWith('Us')) return [key, inSeconds(inner)];
      const name = key === 'us' ? 'seconds' : `${key.slice(0, -2)}Seconds`;
      return [name, typeof inner === 'number' ? inner / SECOND_US : inner];
    }),
  );
}

/** A task's life as JSON, without fields of internal use only. */
export function lifeJson({ name, task, interruptions, ...rest }: TaskLife): unknown {
  const known = (us: number) => (us < 0 ? null : us);
  const { full, readBytes, transferredBytes, movedBytes, result, readyUs } = task;
  return inSeconds({
    ...name,
    full,
    plannedReadBytes: readBytes,
    plannedTransferredBytes: transferredBytes,
    readyUs,
    startUs: known(task.startUs),
    transferStartUs: known(task.transferStartUs),
    transferEndUs: known(task.transferEndUs),
    endUs: known(task.endUs),
    readBytes: movedBytes,
    result,
    interruptions,
    failedOver: task.failedOver ?? null,
    secondFailedOver: task.secondFailedOver ?? null,
    ...rest,
  });
}
