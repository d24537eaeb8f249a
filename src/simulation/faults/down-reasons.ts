import { madeOnce } from '../../collections/made-once.ts';
import type { Part } from '../../model/parts.ts';
import type { Condition } from '../../model/ways/condition.ts';

/** For which faults things are down: what several have struck is up when the last of them has ended. */
export class DownReasons {
  readonly #condition: Condition;
  /** By table and row, `proxies/3`: the faults, by number. */
  readonly #parts = new Map<string, Set<number>>();
  /** By proxy and datastore. */
  readonly #connections = new Map<string, Set<number>>();

  constructor(condition: Condition) {
    this.#condition = condition;
  }

  /** A fault more (+1) or less (-1) for which it is down. True, where it went down or came up. */
  change(what: Part, row: number, fault: number, by: 1 | -1): boolean {
    const faults = changed(this.#parts, `${what}/${row}`, fault, by);
    return this.#condition.change(what, row, faults.size === 0);
  }

  /** Whatever it was down for, it is up. True, where it was down. */
  repair(what: Part, row: number): boolean {
    this.#parts.delete(`${what}/${row}`);
    return this.#condition.change(what, row, true);
  }

  /** A fault more (+1) or less (-1) for which a proxy does not reach a datastore. True, where it lost it or has it back. */
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
