import type { Model } from '../../model/model.ts';
import type { RecordOf } from '../../trace/record.ts';
import { GrowingTable } from '../columns/growing-table.ts';
import type { SessionLog } from './session-log.ts';

/** What is known of each attempt at a VM in a session, by its number; -1: not known yet, or none. */
export type LoggedVmRuns = ReturnType<typeof vmRunColumns>;

function vmRunColumns(rows: number) {
  return {
    vm: new Int32Array(rows),
    session: new Int32Array(rows),
    attempt: new Int32Array(rows),
    /** 1: it ended with a restore point; 0: it ended without one. */
    isProtected: new Int8Array(rows),
    /** The run of the same VM that began before this one. */
    previous: new Int32Array(rows),
  };
}

/** Every attempt at a VM, put together from the run's records. */
export class VmRunLog {
  readonly #model: Model;
  readonly #sessions: SessionLog;
  readonly #runs: GrowingTable<LoggedVmRuns>;
  /** By VM: its run that began last; -1: none did. */
  readonly #last: Int32Array;

  constructor(model: Model, sessions: SessionLog) {
    this.#model = model;
    this.#sessions = sessions;
    this.#runs = new GrowingTable(vmRunColumns, -1, model.vms.length);
    this.#last = new Int32Array(model.vms.length).fill(-1);
  }

  get runs(): LoggedVmRuns {
    return this.#runs.columns;
  }

  taskReady({ vmRun, disk, session, attempt }: RecordOf<'task-ready'>): void {
    this.#runs.include(vmRun);
    const { runs } = this;
    const vm = this.#model.disks.vmOf(disk);
    // Called once per disk of the VM run.
    if (this.#last[vm] !== vmRun) {
      runs.previous[vmRun] = this.#last[vm]!;
      this.#last[vm] = vmRun;
    }
    runs.vm[vmRun] = vm;
    runs.session[vmRun] = session;
    runs.attempt[vmRun] = attempt;
  }

  vmEnded({ vmRun, result }: RecordOf<'vm-ended'>): void {
    this.runs.isProtected[vmRun] = result === 'failed' ? 0 : 1;
  }

  /** The VM's run that began last in any session of a job, whether or not it has ended; -1: none did. */
  lastOf(job: number, vm: number): number {
    const { previous, session } = this.runs;
    let run = this.#last[vm]!;
    while (run >= 0 && this.#sessions.sessions[session[run]!]!.job !== job) run = previous[run]!;
    return run;
  }
}
