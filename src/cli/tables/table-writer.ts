import { fsyncSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { systemCode } from '../files/file-error.ts';
import { writeAll } from '../files/growing-file.ts';
import { withNames } from './joined-names.ts';
import { writeRows } from './long-table-csv.ts';
import { longTableOf } from './long-tables.ts';
import { COMPLETE, type TableJob, type WriteFailure } from './table-thread.ts';

/**
 * The code of a `TableThread`: writes rows in the order in which they arrive. It reports the first failure at once and
 * stops.
 */
class TableWriter {
  readonly #descriptors = new Map<string, number>();
  #hasFailed = false;

  write({ table, descriptor, data }: TableJob): void {
    this.#descriptors.set(table, descriptor);
    this.#trying(table, () => {
      writeRows(longTableOf(table), withNames(data), (piece) => writeAll(descriptor, piece));
    });
  }

  /** No more rows follow. */
  complete(): void {
    // Synced here, in parallel with the main thread, so that finishing the file there takes no time.
    for (const [table, descriptor] of this.#descriptors) this.#trying(table, () => fsyncSync(descriptor));
    if (!this.#hasFailed) parentPort?.postMessage(null);
  }

  #trying(table: string, work: () => void): void {
    if (this.#hasFailed) return;
    try {
      work();
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      this.#hasFailed = true;
      parentPort?.postMessage({ table, code } satisfies WriteFailure);
    }
  }
}

const writer = new TableWriter();
parentPort?.on('message', (job: TableJob | typeof COMPLETE) => {
  if (job !== COMPLETE) return writer.write(job);
  writer.complete();
  parentPort?.close();
});
