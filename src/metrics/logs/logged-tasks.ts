/** What is known of each task, by its number; times in whole microseconds, -1 if it did not happen. */
export type LoggedTasks = ReturnType<typeof taskColumns>;

/** The columns of a table for so many tasks, all 0. */
export function taskColumns(rows: number) {
  return {
    session: new Int32Array(rows),
    vmRun: new Int32Array(rows),
    disk: new Int32Array(rows),
    attempt: new Int32Array(rows),
    /** 1 or 0: it is a full backup. */
    full: new Int8Array(rows),
    /** 1 or 0: it reads the whole disk because change tracking had been reset. */
    readsAll: new Int8Array(rows),
    readyUs: new Float64Array(rows),
    /** Rows of the model; -1: none. */
    proxy: new Int32Array(rows),
    /** Rows of CONNECTION_MODES. */
    mode: new Int8Array(rows),
    /** The proxy that writes what the first one reads. */
    secondProxy: new Int32Array(rows),
    secondMode: new Int8Array(rows),
    /** The repository whose slot it holds; for a scale-out repository the extent. */
    repository: new Int32Array(rows),
    /** The repository that it reads from and whose slot it holds for that; for a scale-out repository the extent. */
    source: new Int32Array(rows),
    /** Row of `TaskLog.reasons`. */
    decidedBy: new Int32Array(rows),
    startUs: new Float64Array(rows),
    transferStartUs: new Float64Array(rows),
    transferEndUs: new Float64Array(rows),
    endUs: new Float64Array(rows),
    readBytes: new Float64Array(rows),
    transferredBytes: new Float64Array(rows),
    /** Rows of `TaskLog.waits`, first and one past the last; equal if it did not wait. */
    waitsFrom: new Int32Array(rows),
    waitsTo: new Int32Array(rows),
    /** Row of `TaskLog.busy`, once it has transferred. */
    busy: new Int32Array(rows),
    /** Rows of TASK_RESULTS and of BOTTLENECKS. */
    result: new Int8Array(rows),
    bottleneck: new Int8Array(rows),
    /** Row of `taskLimits`: what was busiest in the stage that is the bottleneck. */
    limit: new Int32Array(rows),
  };
}
