import { WAIT_CAUSES, type WaitCause } from '../../trace/wait-cause.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';

/** `waits.csv`: task-seconds waited, by job and cause. */
export interface WaitRow {
  readonly job: string;
  readonly cause: WaitCause;
  readonly tasks: number;
  readonly seconds: number;
}

/** `waits-by-thing.csv`: task-seconds for which tasks of a job waited for one thing. */
export interface ThingWaitRow {
  readonly job: string;
  readonly cause: WaitCause;
  /** Named as in metrics: `proxies.px1`, `datastores.ds1`; null: something without a name, such as the next tick. */
  readonly thing: string | null;
  readonly seconds: number;
}

export function waitRows({ model, tasks: log, sessions }: Collector): WaitRow[] {
  const { session, waitsFrom, waitsTo } = log.tasks;
  const { cause, us } = log.waits;
  const causes = WAIT_CAUSES.length;
  /** By job and then by cause. */
  const waited = new Int32Array(model.jobs.length * causes);
  const waitedUs = new Float64Array(model.jobs.length * causes);
  for (let task = 0; task < log.count; task++) {
    const first = sessions.sessions[session[task]!]!.job * causes;
    for (let wait = waitsFrom[task]!; wait < waitsTo[task]!; wait++) {
      const row = first + cause[wait]!;
      waited[row]!++;
      waitedUs[row]! += us[wait]!;
    }
  }
  return model.jobs.flatMap(({ name }, job) =>
    WAIT_CAUSES.flatMap((of, c): WaitRow[] => {
      const row = job * causes + c;
      if (waitedUs[row] === 0) return [];
      return [{ job: name, cause: of, tasks: waited[row]!, seconds: waitedUs[row]! / SECOND_US }];
    }),
  );
}
