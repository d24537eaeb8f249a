import type { Model } from '../../model/model.ts';
import { type Page, RowPages, slotOf } from '../row-pages.ts';
import type { Pass, Session } from './session.ts';
import { FROM_ARRAY, type NewVmRun, STAGE, UNKNOWN, VmRun, type VmStage } from './vm-run.ts';

/** The attempts at VMs of a run by number. Every call of `of` makes another object, unless one is kept for the number. */
export class VmRunTable {
  readonly model: Model;
  readonly sessions: readonly Session[];
  readonly #rows = new RowPages<VmRun>();
  /** Objects that can be reused. */
  readonly #spare: VmRun[] = [];

  constructor(model: Model, sessions: readonly Session[]) {
    this.model = model;
    this.sessions = sessions;
  }

  /** Number of attempts so far: the number of the next one. */
  get count(): number {
    return this.#rows.count;
  }

  add(born: NewVmRun): VmRun {
    return VmRun.bear(this, this.#rows.add(), born);
  }

  pageOf(vmRun: number): Page<VmRun> {
    return this.#rows.pageOf(vmRun);
  }

  /** An attempt whose session has not ended. */
  of(vmRun: number): VmRun {
    return this.#rows.pageOf(vmRun).kept[slotOf(vmRun)] ?? new VmRun(this, vmRun);
  }

  stageOf(vmRun: number): VmStage {
    return this.#rows.pageOf(vmRun).byte(slotOf(vmRun), STAGE) as VmStage;
  }

  /** See VmRun. */
  fromArrayOf(vmRun: number): boolean | undefined {
    const answer = this.#rows.pageOf(vmRun).byte(slotOf(vmRun), FROM_ARRAY);
    return answer === UNKNOWN ? undefined : answer === 1;
  }

  /** Like `of`, but keeps the object until `letGo`, for a VM in process, which is asked for often. */
  keep(vmRun: number): VmRun {
    const { kept } = this.#rows.pageOf(vmRun);
    const slot = slotOf(vmRun);
    const known = kept[slot];
    if (known !== undefined) return known;
    const spare = this.#spare.pop();
    spare?.standFor(vmRun);
    const made = spare ?? new VmRun(this, vmRun);
    kept[slot] = made;
    return made;
  }

  /** Releases the object that was kept for an attempt; it will be reused. */
  letGo(vmRun: number): void {
    const { kept } = this.#rows.pageOf(vmRun);
    const slot = slotOf(vmRun);
    const known = kept[slot];
    if (known === undefined) return;
    kept[slot] = undefined;
    this.#spare.push(known);
  }

  /** The attempts of a pass, in order. */
  *ofPass({ firstVmRun, endOfVmRuns }: Pass): Generator<VmRun> {
    for (let vmRun = firstVmRun; vmRun < endOfVmRuns; vmRun++) yield this.of(vmRun);
  }

  forget(vmRun: number): void {
    this.#rows.forget(vmRun);
  }
}
