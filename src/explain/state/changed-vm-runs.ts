import type { Chronicle, ToldTask } from './chronicle.ts';

/** The VM runs whose state, or whose chain's state, has changed, so that their tasks may wait for something else now. */
export class ChangedVmRuns {
  readonly #chronicle: Chronicle;
  #vmRuns = new Set<number>();

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle;
  }

  add({ vmRun }: ToldTask): void {
    this.#vmRuns.add(vmRun);
  }

  /** Adds all VM runs of a session, because they write to the same file. */
  addSession({ session }: ToldTask): void {
    const { sessions, tasks } = this.#chronicle;
    for (const task of sessions[session]!.tasks) this.#vmRuns.add(tasks[task]!.vmRun);
  }

  /** Adds all VM runs, because what tasks could be given has changed. */
  addAll(): void {
    for (const vmRun of this.#chronicle.vmRuns.keys()) this.#vmRuns.add(vmRun);
  }

  /** Returns and forgets the changes since the last call. */
  take(): ReadonlySet<number> {
    const taken = this.#vmRuns;
    if (taken.size > 0) this.#vmRuns = new Set();
    return taken;
  }
}
