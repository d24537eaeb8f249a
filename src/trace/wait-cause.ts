/**
 * Causes to which the time of a waiting task is charged: first the capacity conditions in the order in which they are checked,
 * then everything else that holds a task back. `scheduler-tick` is the wait for the next pass of a polling scheduler.
 */
export const WAIT_CAUSES = [
  'proxy-slot',
  'repository-slot',
  'datastore-snapshots',
  'datastore-latency',
  'start-spacing',
  'hotadd-disks',
  'nbd-connections',
  'ram',
  'no-candidate',
  'retry-wait',
  'sequential',
  'scheduler-tick',
] as const;
/** What keeps a task waiting. */
export type WaitCause = (typeof WAIT_CAUSES)[number];

/** The cause of this name. Throws if there is none: a filter must be named after its cause. */
export function waitCauseOf(name: string): WaitCause {
  return WAIT_CAUSES[waitCauseNumber(name)]!;
}

/** Position in WAIT_CAUSES. Throws if the name is not a cause: a filter must be named after its cause. */
export function waitCauseNumber(name: string): number {
  const number = (WAIT_CAUSES as readonly string[]).indexOf(name);
  if (number < 0) throw new Error(`'${name}' is not a wait cause`);
  return number;
}
