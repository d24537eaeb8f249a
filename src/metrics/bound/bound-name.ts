const LONGEST_TASK = 'longest-task ';
const AFTER = ' after jobs.';

/** The parts of a summary's `bound.by`, which names what sets the lower bound. */
export interface BoundName {
  /** The longest task, `vm/disk`; undefined: something else sets the bound. */
  readonly task: string | undefined;
  /** A capacity, a limit or an order: `datastores.ds1.maxSnapshots`; for the longest task `longest-task vm/disk`. */
  readonly own: string;
  /** Jobs and passes of retries that have to end first; undefined: none. */
  readonly after: readonly string[] | undefined;
}

export function boundName(by: string): BoundName {
  const at = by.lastIndexOf(AFTER);
  const own = at < 0 ? by : by.slice(0, at);
  return {
    task: own.startsWith(LONGEST_TASK) ? own.slice(LONGEST_TASK.length) : undefined,
    own,
    after: at < 0 ? undefined : by.slice(at + AFTER.length).split('+'),
  };
}
