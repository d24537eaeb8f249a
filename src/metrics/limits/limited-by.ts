import { taskLimits } from '../../model/paths/task-limits.ts';
import type { Collector } from '../collector.ts';
import { BOTTLENECKS, type Bottleneck } from '../summary/summary.ts';

/** Data of one job that one thing limited. */
export interface LimitedBy {
  readonly job: string;
  /** The tasks' bottleneck. */
  readonly stage: Bottleneck;
  /**
   * What was busiest in that stage while they transferred: `links.hq-branch`, `repositories.r1.perStream`,
   * `coresPerTask`, …
   */
  readonly by: string;
  /** Bytes read. */
  readonly bytes: number;
}

/**
 * One row for each job, bottleneck and thing, in order of first occurrence. Tasks that nothing limited, or that never
 * transferred, do not count.
 */
export function limitedBy({ model, tasks: log, sessions, order }: Collector): LimitedBy[] {
  const { session, bottleneck, limit, readBytes } = log.tasks;
  const names = taskLimits(model);
  /** By job, stage and limit as one number. */
  const bytes = new Map<number, number>();
  for (let at = 0; at < order.length; at++) {
    const task = order[at]!;
    if (limit[task]! < 0) continue;
    const { job } = sessions.sessions[session[task]!]!;
    const key = (job * BOTTLENECKS.length + bottleneck[task]!) * names.length + limit[task]!;
    bytes.set(key, (bytes.get(key) ?? 0) + readBytes[task]!);
  }
  return Array.from(bytes, ([key, sum]) => {
    const pair = Math.floor(key / names.length);
    return {
      job: model.jobs[Math.floor(pair / BOTTLENECKS.length)]!.name,
      stage: BOTTLENECKS[pair % BOTTLENECKS.length]!,
      by: names[key % names.length]!,
      bytes: sum,
    };
  });
}
