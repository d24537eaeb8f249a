import { madeOnce } from '../../collections/made-once.ts';
import { writesFile } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import type { Extents } from './extents.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { Places } from './places.ts';
import type { VmWork } from './vm-work.ts';

/** A chain that all VMs of a pass write to, as far as it has been entered. */
interface SharedChain {
  readonly repository: number;
  seconds: number;
}

/**
 * Slots of repositories, those of extents together. Each task holds one from getting its slots to its end; where slots count
 * chains, each chain holds one from the first start of its tasks to their last end.
 */
export class RepositorySlotAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #extents: readonly Extents[];
  readonly #slots: Places;
  /** By session and attempt, for jobs that write all VMs to one file. */
  readonly #sharedChains = new Map<string, SharedChain>();

  constructor(model: Model, extents: readonly Extents[], { tickSeconds }: Limits) {
    this.#model = model;
    this.#extents = extents;
    this.#slots = new Places((row) => extents[row]!.slots, tickSeconds);
  }

  enter(work: VmWork): void {
    const { repository, copied, session, attempt, moves } = work;
    const read = copied < 0 ? undefined : this.#slots.of(copied);
    if (read !== undefined) work.addTo(read);
    if (repository < 0) return;
    const slots = this.#slots.of(repository);
    if (slots === undefined) return;
    const { byChain } = this.#extents[repository]!;
    if (byChain === 'none' || !writesFile(moves)) {
      work.addTo(slots);
      return;
    }
    // Where some extents count by disk, only the longest task is certain to hold a slot.
    const seconds = byChain === 'all' ? work.spanSeconds : work.longestHeldSeconds;
    if (this.#model.repositories[repository]!.perVmFiles) slots.add(seconds);
    else {
      const key = `${session}/${attempt}`;
      const chain = madeOnce(this.#sharedChains, key, () => ({ repository, seconds: 0 }));
      chain.seconds = Math.max(chain.seconds, seconds);
    }
  }

  /** Every pass has been entered completely by the time its offset is closed. */
  close(offset: number, highest: HighestBound): void {
    for (const { repository, seconds } of this.#sharedChains.values())
      this.#slots.of(repository)?.add(seconds);
    this.#sharedChains.clear();
    const { repositories } = this.#model;
    this.#slots.close(offset, highest, (row) => `repositories.${repositories[row]!.name}.slots`);
  }
}
