import { Worker } from 'node:worker_threads';
import { threadFile } from '../files/thread-file.ts';
import { withJoinedNames } from './joined-names.ts';

/** Rows to be written to an open file. */
export interface TableJob {
  /** The file's name, by which the thread finds the table. */
  readonly table: string;
  /** The descriptor of the open file, which is valid in all threads of a process. */
  readonly descriptor: number;
  /** The table's data, with its lists of names joined. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Sent in place of a job: no more follow. */
export const COMPLETE = 'complete';

/** The file that could not be written, and the system's error code. */
export interface WriteFailure {
  readonly table: string;
  readonly code: string;
}

/** The thread keeps few objects alive: with the default of 48 MB it would keep its garbage for most of a run. */
const YOUNG_GENERATION_MB = 4;

/** A thread that converts columns to text and writes them, in parallel with this one. */
export class TableThread {
  readonly #worker = new Worker(threadFile(import.meta.url, 'table-writer'), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  readonly #ended: Promise<WriteFailure | null>;
  /** Undefined: none that is known by now. It becomes known while this thread waits for something. */
  failure: WriteFailure | undefined;

  constructor() {
    this.#ended = new Promise((resolve, reject) => {
      this.#worker.once('message', resolve).once('error', reject);
      this.#worker.once('message', (failure: WriteFailure | null) => {
        this.failure = failure ?? undefined;
      });
    });
    // It may be rejected before anything awaits it.
    this.#ended.catch(() => undefined);
  }

  /** Data outside shared memory is copied; shared data must not change any more. */
  write(table: string, descriptor: number, data: object): void {
    const job: TableJob = { table, descriptor, data: withJoinedNames(data) };
    this.#worker.postMessage(job);
  }

  complete(): void {
    this.#worker.postMessage(COMPLETE);
  }

  /** Call after COMPLETE: null if everything is on the disk. Throws the thread's unexpected errors. */
  ended(): Promise<WriteFailure | null> {
    return this.#ended;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
