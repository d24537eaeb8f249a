import type { Model } from '../../model/model.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { Places } from './places.ts';
import type { VmWork } from './vm-work.ts';

/**
 * Snapshots that a datastore may have at once. Each counts from the first slots of its VM until it has been removed. The last
 * removal lies outside the window.
 */
export class SnapshotAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #snapshots: Places;
  readonly #removeSeconds: number;

  constructor(model: Model, { snapshots, tickSeconds }: Limits) {
    this.#model = model;
    this.#snapshots = new Places(snapshots, tickSeconds);
    this.#removeSeconds = model.scenario.overheads.snapshotRemove / SECOND_US;
  }

  enter(work: VmWork): void {
    if (!work.moves.snapshot) return;
    let longest = 0;
    for (let i = 0; i < work.count; i++) longest = Math.max(longest, work.needsOf(i).snapshotSeconds);
    for (const datastore of this.#model.vms.datastoresOf(work.vm)) {
      this.#snapshots.of(datastore)?.add(work.prepareSeconds + longest + this.#removeSeconds);
    }
  }

  close(offset: number, highest: HighestBound): void {
    const { datastores } = this.#model;
    this.#snapshots.close(
      offset - this.#removeSeconds,
      highest,
      (row) => `datastores.${datastores[row]!.name}.maxSnapshots`,
    );
  }
}
