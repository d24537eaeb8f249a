/** What is known of each task, by its number; times in whole microseconds, -1 where it never came to that. */
export type LoggedTasks = ReturnType<typeof taskColumns>;

/** The columns of a table of so many tasks, all 0. */
export function taskColumns(rows: number) {
  return {
    session: new Int32Array(rows),
    vmRun: new Int32Array(rows),
    disk: new Int32Array(rows),
    attempt: new Int32Array(rows),
    /** 1 or 0: it reads the whole disk as a full backup, or since change tracking had been reset. */
    full: new Int8Array(rows),
    readsAll: new Int8Array(rows),
    readyUs: new Float64Array(rows),
    /** Rows of the model; -1: none. */
    proxy: new Int32Array(rows),
    /** Rows of CONNECTION_MODES. */
    mode: new Int8Array(rows),
    /** The proxy that wrote what the first one read. */
    secondProxy: new Int32Array(rows),
    secondMode: new Int8Array(rows),
    /** Whose slot it held: of a scale-out repository the extent. */
    repository: new Int32Array(rows),
    /** Whose slot it held for what it read there: of a scale-out repository the extent. */
    source: new Int32Array(rows),
    /** Row of `TaskLog.reasons`. */
    decidedBy: new Int32Array(rows),
    startUs: new Float64Array(rows),
    transferStartUs: new Float64Array(rows),
    transferEndUs: new Float64Array(rows),
    endUs: new Float64Array(rows),
    readBytes: new Float64Array(rows),
    transferredBytes: new Float64Array(rows),
    /** Rows of `TaskLog.waits`, from and up to; equal where it waited for nothing. */
    waitsFrom: new Int32Array(rows),
    waitsTo: new Int32Array(rows),
    /** Row of `TaskLog.busy`, once it has transferred. */
    busy: new Int32Array(rows),
    /** Rows of TASK_RESULTS and of BOTTLENECKS. */
    result: new Int8Array(rows),
    bottleneck: new Int8Array(rows),
  };
}
