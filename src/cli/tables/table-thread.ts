import { Worker } from 'node:worker_threads';
import { threadFile } from '../files/thread-file.ts';
import { withJoinedNames } from './joined-names.ts';

/** Rows to be written to an open file. */
export interface TableJob {
  /** The file's name, by which the thread knows the table. */
  readonly table: string;
  /** The system's number of the open file: all threads of a process have the same. */
  readonly descriptor: number;
  /** As the table has it, but for its lists of names. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Instead of a job: none follows. */
export const COMPLETE = 'complete';

/** What the system refused to write, and its code for why. */
export interface WriteFailure {
  readonly table: string;
  readonly code: string;
}

/** It makes little that lives: with the 48 MB that a thread has by itself it would keep its garbage for most of a run. */
const YOUNG_GENERATION_MB = 4;

/** A thread that turns columns into text and writes it, while this one does something else. */
export class TableThread {
  readonly #worker = new Worker(threadFile(import.meta.url, 'table-writer'), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  readonly #ended: Promise<WriteFailure | null>;

  constructor() {
    this.#ended = new Promise((resolve, reject) => {
      this.#worker.once('message', resolve).once('error', reject);
    });
    // It may come before anybody asks.
    this.#ended.catch(() => undefined);
  }

  /** What is not in shared memory is copied; what is must not change any more. */
  write(table: string, descriptor: number, data: object): void {
    const job: TableJob = { table, descriptor, data: withJoinedNames(data) };
    this.#worker.postMessage(job);
  }

  complete(): void {
    this.#worker.postMessage(COMPLETE);
  }

  /** Once it was told that this is all: null where everything is on the disk. Throws what the thread did not expect. */
  ended(): Promise<WriteFailure | null> {
    return this.#ended;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
