import type { EventLoop } from '../../engine/event-loop.ts';
import type { Model } from '../../model/model.ts';

/** Why a capacity is not all there: production uses its share, backup holds itself back, something is broken. */
export type Reduction = 'production' | 'latency' | 'fault';

/** The infrastructure's capacities and what is left of them: every reason takes its own share of the whole. */
export class Capacities {
  readonly #model: Model;
  readonly #loop: EventLoop;
  readonly #left: Readonly<Record<Reduction, Map<number, number>>> = {
    production: new Map(),
    latency: new Map(),
    fault: new Map(),
  };

  constructor(model: Model, loop: EventLoop) {
    this.#model = model;
    this.#loop = loop;
    for (const { capacity } of model.resources) loop.flows.addResource(capacity);
  }

  /** The share, 0 to 1, that one reason leaves from now on. */
  leave(resource: number, reason: Reduction, share: number): void {
    if (resource < 0) return;
    this.#left[reason].set(resource, share);
    const { capacity } = this.#model.resources[resource]!;
    this.#loop.flows.setCapacity(resource, capacity * this.left(resource), this.#loop.nowUs);
  }

  /** The share that is left of a capacity, all reasons together. */
  left(resource: number): number {
    const { production, latency, fault } = this.#left;
    return (production.get(resource) ?? 1) * (latency.get(resource) ?? 1) * (fault.get(resource) ?? 1);
  }
}
