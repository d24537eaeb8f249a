/** The kinds of booked events, with those of `AsideKind`, whose numbers are others; `a` is the row or number of what they are about; of a running task its number as such. */
export const EventKind = {
  /** a: job; b: the session that it follows, -1: none. A slot of the calendar, or the end of the job before. */
  sessionDue: 1,
  /** a: session. Its init is over: its tasks join the queue. */
  sessionReady: 2,
  /** a: session. */
  windowClosed: 3,
  /** a: vmRun. Its snapshot stands. */
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
  /** a: session. Its failed VMs are tried again. */
  retryDue: 14,
  /** a: vmRun. The array's own snapshot stands. */
  snapshotHandedOff: 15,
  /** a: datastore. */
  latencySampleDue: 16,
  /** a: datastore. The next task may start on it. */
  spacingOver: 17,
  /** a: running task. Its connection is tried again. */
  reconnectDue: 18,
  /** a: running task. Its connection has been down for too long. */
  interruptionOver: 19,
  /** a: number of the fault, at a time that the scenario gives. */
  faultStrikes: 20,
  faultEnds: 21,
} as const;
