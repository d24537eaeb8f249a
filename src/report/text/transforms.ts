import type { TransformRow } from '../../metrics/logs/transform-log.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';

/** One line per job that had merges or synthetic fulls: how many, how much data, and the total time. */
export function transformLines(transforms: readonly TransformRow[], jobs: readonly string[]): string[] {
  return jobs.flatMap((job) => {
    const own = transforms.filter((transform) => transform.job === job);
    if (own.length === 0) return [];
    const kinds = [...kindText(own, 'merge', 'merge'), ...kindText(own, 'synthetic-full', 'synthetic full')];
    return [`  Transforms of ${printable(job)}: ${kinds.join('; ')}`];
  });
}

function kindText(own: readonly TransformRow[], work: TransformRow['work'], noun: string): string[] {
  const such = own.filter((transform) => transform.work === work);
  if (such.length === 0) return [];
  const bytes = such.reduce((sum, transform) => sum + transform.bytes, 0);
  const open = such.some(({ endSeconds }) => endSeconds === null);
  // Block cloning: nothing is read or written.
  if (bytes === 0 && !open) return [`${counted(such.length, noun)} without moving data`];
  const seconds = such.reduce(
    (sum, { startSeconds, endSeconds }) => sum + ((endSeconds ?? startSeconds) - startSeconds),
    0,
  );
  const mean = such.length === 1 ? '' : ' each on average';
  const time = open ? 'not finished' : `in ${formatSeconds(seconds / such.length)}${mean}`;
  return [`${counted(such.length, noun)}, ${formatBytes(bytes)}, ${time}`];
}
