import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import type { World } from '../simulator/world.ts';
import { meanOver, type Stretch } from './diary.ts';
import { windowOf } from './session-figures.ts';

/** The observed interval: the run's window, less what of it lies in the warm-up. */
export class Utilisation {
  readonly fromUs: number;
  readonly toUs: number;
  readonly #stretches: readonly Stretch[];

  constructor(world: World, stretches: readonly Stretch[]) {
    const window = windowOf(world.tasks, world.now);
    this.#stretches = stretches;
    this.fromUs = Math.max(window?.fromUs ?? 0, world.scenario.clock.warmUpUs);
    this.toUs = window?.toUs ?? 0;
  }

  /** The busier of some resources: each way of what has two. */
  of(...resources: readonly string[]): number {
    return Math.max(
      ...resources.map((name) =>
        meanOver(this.#stretches, this.fromUs, this.toUs, ({ use }) => use.get(name) ?? 0),
      ),
    );
  }

  ofSlots(of: BackupProxy | Repository): number {
    return meanOver(
      this.#stretches,
      this.fromUs,
      this.toUs,
      ({ slots }) => slots.get(of)! / of.maxConcurrentTasks,
    );
  }

  /** Share of the time in which more tasks ran there than so many. */
  above(proxy: BackupProxy, tasks: number): number {
    return meanOver(this.#stretches, this.fromUs, this.toUs, ({ slots }) =>
      slots.get(proxy)! > tasks ? 1 : 0,
    );
  }
}
