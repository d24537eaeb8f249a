import type { PastSession, PastTask } from '../../src/history/past-session.ts';
import { HOUR_US } from '../../src/units/civil-time.ts';

/** An increment of `apps`, one every hour, with tasks by hot-add that succeeded. */
export function pastSession(
  hour: number,
  tasks: readonly (Pick<PastTask, 'vm'> & Partial<PastTask>)[],
  said: Partial<PastSession> = {},
): PastSession {
  return {
    job: 'apps',
    startUs: hour * HOUR_US,
    result: 'success',
    kind: 'incremental',
    isRetry: false,
    tasks: tasks.map((task) => ({ result: 'success', kind: 'incremental', mode: 'hotadd', ...task })),
    ...said,
  };
}

/** Increments of one VM, one every hour, that took so many seconds. */
export function hourly(seconds: readonly number[], said: Partial<PastSession> = {}): PastSession[] {
  return seconds.map((each, hour) => pastSession(hour, [{ vm: 'a', seconds: each }], said));
}
