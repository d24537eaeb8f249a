import type { Chronicle, ToldTask } from './chronicle.ts';

/** The VM runs of which the VM's state, or its chain's, has changed: what their tasks wait for may be something else since. */
export class ChangedVmRuns {
  readonly #chronicle: Chronicle;
  #vmRuns = new Set<number>();

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle;
  }

  add({ vmRun }: ToldTask): void {
    this.#vmRuns.add(vmRun);
  }

  /** All that write into one file with those of a session. */
  addSession({ session }: ToldTask): void {
    const { sessions, tasks } = this.#chronicle;
    for (const task of sessions[session]!.tasks) this.#vmRuns.add(tasks[task]!.vmRun);
  }

  /** Those that have changed since this was last asked. */
  take(): ReadonlySet<number> {
    const taken = this.#vmRuns;
    if (taken.size > 0) this.#vmRuns = new Set();
    return taken;
  }
}
