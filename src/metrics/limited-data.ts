import { TASK_BOTTLENECKS, type TaskColumns } from './columns/task-columns.ts';
import type { Bottleneck } from './summary.ts';

/** One thing that data went through, by name. */
export type Through = { readonly proxy: string } | { readonly repository: string };

/**
 * How much of the data that a run read had a given bottleneck and went through a given thing: a share (0 to 1) of all data
 * read by tasks with a known bottleneck.
 */
export class LimitedData {
  readonly #bytes = new Map<string, number>();
  #total = 0;

  constructor(tasks: TaskColumns) {
    const { proxies, repositories, proxy, secondProxy, repository } = tasks;
    const columns = [
      { what: 'proxy', names: proxies, rows: [proxy, secondProxy] },
      { what: 'repository', names: repositories, rows: [repository] },
    ];
    for (let task = 0; task < tasks.count; task++) {
      const bottleneck = TASK_BOTTLENECKS[tasks.bottleneck[task]!] ?? null;
      if (bottleneck === null) continue;
      const bytes = tasks.readBytes[task]!;
      this.#total += bytes;
      // A set, because both ends may be the same proxy.
      const keys = new Set<string>([bottleneck]);
      for (const { what, names, rows } of columns)
        for (const row of rows) {
          const name = names[row[task]!];
          if (name !== undefined) keys.add(keyOf(bottleneck, what, name));
        }
      for (const key of keys) this.#bytes.set(key, (this.#bytes.get(key) ?? 0) + bytes);
    }
  }

  /** Without `through`: all data with this bottleneck. */
  share(bottleneck: Bottleneck, through?: Through): number {
    const [thing] = Object.entries(through ?? {});
    const key = thing === undefined ? bottleneck : keyOf(bottleneck, ...thing);
    return this.#total === 0 ? 0 : (this.#bytes.get(key) ?? 0) / this.#total;
  }
}

function keyOf(bottleneck: Bottleneck, what: string, name: string): string {
  return `${bottleneck} ${what} ${name}`;
}
