import type { Model } from '../../model/model.ts';
import { destinationOf } from '../../model/ways/target.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { Places } from './places.ts';
import type { VmWork } from './vm-work.ts';
import type { KindOfEnd } from './way-kind.ts';

/** Network-mode connections of hosts, for reads and writes: a task holds one from getting its slots to its end. */
export class ConnectionAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #connections: Places;

  constructor(model: Model, { nbdDisks, tickSeconds }: Limits) {
    this.#model = model;
    this.#connections = new Places(nbdDisks, tickSeconds);
  }

  enter(work: VmWork): void {
    work.needsOf(0).kind.ends.forEach(({ end }, row) => {
      this.#enterEnd(work, row, this.#hostOf(work, end));
    });
  }

  close(offset: number, highest: HighestBound): void {
    const { hosts } = this.#model;
    this.#connections.close(offset, highest, (row) => `hosts.${hosts[row]!.name}.nbdMaxDisks`);
  }

  #enterEnd(work: VmWork, end: number, host: number): void {
    const connections = this.#connections.of(host);
    if (connections === undefined) return;
    const isNetworkOnly = (i: number) => work.needsOf(i).kind.ends[end]!.isNetworkOnly;
    let isAll = work.isTogether;
    for (let i = 0; i < work.count; i++) if (!isNetworkOnly(i)) isAll = false;
    if (isAll) {
      work.addTo(connections);
      return;
    }
    for (let i = 0; i < work.count; i++) if (isNetworkOnly(i)) connections.add(work.needsOf(i).heldSeconds);
  }

  /** All disks of a VM are written through the same host. */
  #hostOf(work: VmWork, end: KindOfEnd['end']): number {
    if (end === 'read') return this.#model.vms.hostOf(work.vm);
    return destinationOf(this.#model, work.job, work.diskOf(work.needsOf(0).task)).host;
  }
}
