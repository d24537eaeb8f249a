import { type HeapItem, IndexedHeap } from './indexed-heap.ts';
import type { Task } from './task.ts';
import type { WaitingLine } from './waiting-groups.ts';

/** A task's place in the queue. */
export interface Standing extends HeapItem {
  readonly task: Task;
  readonly line: WaitingLine;
  keys: readonly number[];
  /** It has left the queue. */
  isGone: boolean;
}

/** Below 0: `a` goes before `b`. */
export function compareStandings(a: Standing, b: Standing): number {
  const { keys } = a;
  for (let k = 0; k < keys.length; k++) {
    const difference = keys[k]! - b.keys[k]!;
    if (difference !== 0) return difference;
  }
  return a.task.task - b.task.task;
}

/** Behind so many that have gone a row is cut off. */
const MOST_GONE = 1024;

/**
 * Tasks that nothing tells apart but the queue's order. Nearly always they come in that order and stand in a row, of which
 * the first one goes next; whoever comes out of order stands in a heap beside it.
 */
export class Standings {
  /** Whoever goes next; undefined: nobody is there. */
  first: Standing | undefined;
  #row: (Standing | undefined)[] = [];
  /** Where the row begins: those before it have gone, and are kept no more. */
  #next = 0;
  readonly #heap = new IndexedHeap(compareStandings);

  add(standing: Standing): void {
    const last = this.#row.at(-1);
    if (last === undefined || compareStandings(last, standing) < 0) this.#row.push(standing);
    else this.#heap.add(standing);
    if (this.first === undefined || compareStandings(standing, this.first) < 0) this.first = standing;
  }

  remove(standing: Standing): void {
    standing.isGone = true;
    this.#heap.remove(standing);
    if (standing === this.first) this.first = this.#findFirst();
    if (this.#next < MOST_GONE || 2 * this.#next < this.#row.length) return;
    this.#row = this.#row.slice(this.#next);
    this.#next = 0;
  }

  /** Everybody gets their keys anew, which may put them in another order. */
  rebuild(keysOf: (task: Task) => readonly number[]): void {
    const all = this.#row.filter((one): one is Standing => one !== undefined && !one.isGone);
    all.push(...this.#heap.items);
    while (this.#heap.first !== undefined) this.#heap.remove(this.#heap.first);
    for (const standing of all) standing.keys = keysOf(standing.task);
    all.sort(compareStandings);
    this.#row = all;
    this.#next = 0;
    this.first = all[0];
  }

  #findFirst(): Standing | undefined {
    const row = this.#row;
    while (row[this.#next]?.isGone === true) row[this.#next++] = undefined;
    const inRow = row[this.#next];
    const inHeap = this.#heap.first;
    if (inHeap === undefined) return inRow;
    return inRow === undefined || compareStandings(inHeap, inRow) < 0 ? inHeap : inRow;
  }
}
