import { NO_NAME, TASK_BOTTLENECKS, type TaskColumns } from '../columns/task-columns.ts';
import type { Bottleneck } from '../summary/summary.ts';

/** One thing that data went through, by name. */
export type Through = { readonly proxy: string } | { readonly repository: string };

/** Bytes by bottleneck and by row of a list of names. */
class BytesByName {
  readonly #rows: ReadonlyMap<string, number>;
  readonly #bytes: Float64Array;

  constructor(names: readonly string[]) {
    this.#rows = new Map(names.map((name, row) => [name, row]));
    this.#bytes = new Float64Array(names.length * TASK_BOTTLENECKS.length);
  }

  add(row: number, bottleneck: number, bytes: number): void {
    if (row !== NO_NAME) this.#bytes[row * TASK_BOTTLENECKS.length + bottleneck]! += bytes;
  }

  of(name: string, bottleneck: number): number {
    const row = this.#rows.get(name);
    return row === undefined ? 0 : this.#bytes[row * TASK_BOTTLENECKS.length + bottleneck]!;
  }
}

/**
 * How much of the data that a run read had a given bottleneck and went through a given thing: a share (0 to 1) of all data
 * read by tasks with a known bottleneck.
 */
export class LimitedData {
  readonly #all = new Float64Array(TASK_BOTTLENECKS.length);
  readonly #proxies: BytesByName;
  readonly #repositories: BytesByName;
  #total = 0;

  constructor(tasks: TaskColumns) {
    const { proxy, secondProxy, repository, readBytes } = tasks;
    this.#proxies = new BytesByName(tasks.proxies);
    this.#repositories = new BytesByName(tasks.repositories);
    for (let task = 0; task < tasks.count; task++) {
      const bottleneck = tasks.bottleneck[task]!;
      if (TASK_BOTTLENECKS[bottleneck] === null) continue;
      const bytes = readBytes[task]!;
      this.#total += bytes;
      this.#all[bottleneck]! += bytes;
      this.#proxies.add(proxy[task]!, bottleneck, bytes);
      // Both ends may be the same proxy.
      if (secondProxy[task] !== proxy[task]) this.#proxies.add(secondProxy[task]!, bottleneck, bytes);
      this.#repositories.add(repository[task]!, bottleneck, bytes);
    }
  }

  /** Without `through`: all data with this bottleneck. */
  share(bottleneck: Bottleneck, through?: Through): number {
    return this.#total === 0 ? 0 : this.#bytesOf(TASK_BOTTLENECKS.indexOf(bottleneck), through) / this.#total;
  }

  #bytesOf(bottleneck: number, through: Through | undefined): number {
    if (through === undefined) return this.#all[bottleneck]!;
    return 'proxy' in through
      ? this.#proxies.of(through.proxy, bottleneck)
      : this.#repositories.of(through.repository, bottleneck);
  }
}
