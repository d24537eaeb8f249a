/**
 * The kinds of booked events, besides those of `AsideKind`, which have other numbers. `a` is the row or number of the
 * event's subject; for a running task it is the number in `RunningTasks`.
 */
export const EventKind = {
  /** a: job; b: the session that it follows, -1: none. A start of the calendar, or after the end of another job. */
  sessionDue: 1,
  /** a: session. It is initialised: its tasks join the queue. */
  sessionReady: 2,
  /** a: session. */
  windowClosed: 3,
  /** a: vmRun. Its snapshot has been created. */
  snapshotCreated: 4,
  /** a: running task. Its disk is open or attached. */
  diskOpened: 5,
  /** a: running task. Its disk is closed or detached. */
  diskClosed: 6,
  /** a: vmRun. */
  snapshotRemoved: 7,
  /** a: vmRun. */
  vmFinalised: 8,
  /** a: session. */
  sessionFinalised: 9,
  /** a: proxy. */
  proxyDeployed: 10,
  /** a: session. Its failed VMs are retried. */
  retryDue: 14,
  /** a: vmRun. The array has its own snapshot. */
  snapshotHandedOff: 15,
  /** a: datastore. */
  latencySampleDue: 16,
  /** a: datastore. The next task may start on it. */
  spacingOver: 17,
  /** a: running task. It tries to reconnect. */
  reconnectDue: 18,
  /** a: running task. Its connection has been down for too long. */
  interruptionOver: 19,
  /** a: number of the fault, at a time that the scenario gives. */
  faultStrikes: 20,
  faultEnds: 21,
} as const;
