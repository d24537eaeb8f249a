import { madeOnce } from '../../collections/made-once.ts';
import type { Part } from '../../model/parts.ts';
import type { Condition } from '../../model/ways/condition.ts';

/** The faults that keep things down: something hit by several faults is up again when the last of them has ended. */
export class DownReasons {
  readonly #condition: Condition;
  /** By table and row, `proxies/3`: the numbers of its faults. */
  readonly #parts = new Map<string, Set<number>>();
  /** By proxy and datastore. */
  readonly #connections = new Map<string, Set<number>>();

  constructor(condition: Condition) {
    this.#condition = condition;
  }

  /** Adds (+1) or removes (-1) a fault that keeps it down. Returns whether it went down or came up. */
  change(what: Part, row: number, fault: number, by: 1 | -1): boolean {
    const faults = changed(this.#parts, `${what}/${row}`, fault, by);
    return this.#condition.change(what, row, faults.size === 0);
  }

  /** Brings it up, whatever kept it down. Returns whether it was down. */
  repair(what: Part, row: number): boolean {
    this.#parts.delete(`${what}/${row}`);
    return this.#condition.change(what, row, true);
  }

  /** Adds (+1) or removes (-1) a fault that cuts a proxy off a datastore. Returns whether the connection went or came back. */
  changeConnection(proxy: number, datastore: number, fault: number, by: 1 | -1): boolean {
    const faults = changed(this.#connections, `${proxy}/${datastore}`, fault, by);
    return this.#condition.changeConnection(proxy, datastore, faults.size === 0);
  }
}

function changed(reasons: Map<string, Set<number>>, key: string, fault: number, by: 1 | -1): Set<number> {
  const faults = madeOnce(reasons, key, () => new Set<number>());
  if (by > 0) faults.add(fault);
  else faults.delete(fault);
  return faults;
}
