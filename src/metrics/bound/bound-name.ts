const LONGEST_TASK = 'longest-task ';
const AFTER = ' after jobs.';

/** What the name of a lower bound's setter says, `bound.by` of a summary. */
export interface BoundName {
  /** The task that is the longest; undefined: it is another limit. */
  readonly task: string | undefined;
  /** A capacity, a limit or an order: `datastores.ds1.maxSnapshots`; of the longest task the name as it stands. */
  readonly own: string;
  /** Jobs, and passes of retries, that it can begin only after; undefined: none. */
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
