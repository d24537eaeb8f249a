import { fsyncSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { systemCode } from '../files/file-error.ts';
import { writeAll } from '../files/growing-file.ts';
import { withNames } from './joined-names.ts';
import { writeRows } from './long-table-csv.ts';
import { longTableOf } from './long-tables.ts';
import { COMPLETE, type TableJob, type WriteFailure } from './table-thread.ts';

/** The code of a `TableThread`: writes rows in the order in which they arrive, up to the first failure. */
class TableWriter {
  readonly #descriptors = new Map<string, number>();
  #failure: WriteFailure | null = null;

  write({ table, descriptor, data }: TableJob): void {
    this.#descriptors.set(table, descriptor);
    this.#trying(table, () => {
      writeRows(longTableOf(table), withNames(data), (piece) => writeAll(descriptor, piece));
    });
  }

  /** No more rows follow. */
  complete(): WriteFailure | null {
    // Synced here, in parallel with the main thread, so that finishing the file there takes no time.
    for (const [table, descriptor] of this.#descriptors) this.#trying(table, () => fsyncSync(descriptor));
    return this.#failure;
  }

  #trying(table: string, work: () => void): void {
    if (this.#failure !== null) return;
    try {
      work();
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      this.#failure = { table, code };
    }
  }
}

const writer = new TableWriter();
parentPort?.on('message', (job: TableJob | typeof COMPLETE) => {
  if (job !== COMPLETE) return writer.write(job);
  parentPort?.postMessage(writer.complete());
  parentPort?.close();
});
