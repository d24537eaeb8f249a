import type { Model } from '../../model/model.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { Places } from './places.ts';
import type { VmWork } from './vm-work.ts';

/** Connections of hosts in network mode: a task holds one from its slots to its end. */
export class ConnectionAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #connections: Places;

  constructor(model: Model, { nbdDisks, tickSeconds }: Limits) {
    this.#model = model;
    this.#connections = new Places(nbdDisks, tickSeconds);
  }

  enter(work: VmWork): void {
    const host = this.#model.vms.hostOf(work.vm);
    const connections = host < 0 ? undefined : this.#connections.of(host);
    if (connections === undefined) return;
    let isAll = work.isTogether;
    for (let i = 0; i < work.count; i++) if (!work.needsOf(i).kind.isNetworkOnly) isAll = false;
    if (isAll) {
      work.addTo(connections);
      return;
    }
    for (let i = 0; i < work.count; i++) {
      const { kind, heldSeconds } = work.needsOf(i);
      if (kind.isNetworkOnly) connections.add(heldSeconds);
    }
  }

  close(offset: number, highest: HighestBound): void {
    const { hosts } = this.#model;
    this.#connections.close(offset, highest, (row) => `hosts.${hosts[row]!.name}.nbdMaxDisks`);
  }
}
