import type { EventLoop } from '../../engine/event-loop.ts';
import type { Model } from '../../model/model.ts';

/** Why a capacity is reduced: production uses a share, latency control throttles backups, or a fault. */
export type Reduction = 'production' | 'latency' | 'fault';

/** The capacities of the infrastructure and what is left of them: the shares that each reason leaves are multiplied. */
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

  /** Sets the share, 0 to 1, that one reason leaves from now on. */
  leave(resource: number, reason: Reduction, share: number): void {
    if (resource < 0) return;
    this.#left[reason].set(resource, share);
    const { capacity } = this.#model.resources[resource]!;
    this.#loop.flows.setCapacity(resource, capacity * this.left(resource), this.#loop.nowUs);
  }

  /** The share of a capacity that is left, for all reasons together. */
  left(resource: number): number {
    const { production, latency, fault } = this.#left;
    return (production.get(resource) ?? 1) * (latency.get(resource) ?? 1) * (fault.get(resource) ?? 1);
  }
}
