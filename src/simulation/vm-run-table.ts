import type { Model } from '../model/model.ts';
import type { Attachments } from './attachments.ts';
import { type Page, RowPages } from './row-pages.ts';
import type { Pass, Session } from './session.ts';
import { type NewVmRun, VmRun } from './vm-run.ts';

/** The attempts at VMs of a run by number: the object for a number is another one at every call. */
export class VmRunTable {
  readonly model: Model;
  readonly sessions: readonly Session[];
  readonly #rows = new RowPages<Attachments>();

  constructor(model: Model, sessions: readonly Session[]) {
    this.model = model;
    this.sessions = sessions;
  }

  /** Attempts so far: the number of the next one. */
  get count(): number {
    return this.#rows.count;
  }

  add(born: NewVmRun): VmRun {
    return VmRun.bear(this, this.#rows.add(), born);
  }

  pageOf(vmRun: number): Page<Attachments> {
    return this.#rows.pageOf(vmRun);
  }

  /** One whose session has not ended. */
  of(vmRun: number): VmRun {
    return new VmRun(this, vmRun);
  }

  /** Those of a pass, in order. */
  *ofPass({ firstVmRun, endOfVmRuns }: Pass): Generator<VmRun> {
    for (let vmRun = firstVmRun; vmRun < endOfVmRuns; vmRun++) yield this.of(vmRun);
  }

  forget(vmRun: number): void {
    this.#rows.forget(vmRun);
  }
}
