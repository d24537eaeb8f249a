import type { Model } from '../../model/model.ts';
import { type Page, RowPages, slotOf } from '../row-pages.ts';
import type { Pass, Session } from './session.ts';
import { FROM_ARRAY, type NewVmRun, STAGE, UNKNOWN, VmRun, type VmStage } from './vm-run.ts';

/** The attempts at VMs of a run by number: the object for a number is another one at every call, unless it is kept. */
export class VmRunTable {
  readonly model: Model;
  readonly sessions: readonly Session[];
  readonly #rows = new RowPages<VmRun>();
  /** Objects that stand for nobody any more. */
  readonly #spare: VmRun[] = [];

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

  pageOf(vmRun: number): Page<VmRun> {
    return this.#rows.pageOf(vmRun);
  }

  /** One whose session has not ended. */
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

  /** Likewise; much will be asked of it from now on, so the same object stands for it until it is let go. */
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

  /** The object that was kept for it will stand for another one. */
  letGo(vmRun: number): void {
    const { kept } = this.#rows.pageOf(vmRun);
    const slot = slotOf(vmRun);
    const known = kept[slot];
    if (known === undefined) return;
    kept[slot] = undefined;
    this.#spare.push(known);
  }

  /** Those of a pass, in order. */
  *ofPass({ firstVmRun, endOfVmRuns }: Pass): Generator<VmRun> {
    for (let vmRun = firstVmRun; vmRun < endOfVmRuns; vmRun++) yield this.of(vmRun);
  }

  forget(vmRun: number): void {
    this.#rows.forget(vmRun);
  }
}
