import { join } from 'node:path';
import type { LongTable } from '../../report/tables/long-table.ts';
import { cannotWrite } from '../files/file-error.ts';
import type { GrowingFile, Io } from '../io.ts';
import { headerLine, writeRows } from './long-table-csv.ts';
import { TableThread, type WriteFailure } from './table-thread.ts';

/** Rows at once that are worth starting a thread, which takes some 50 ms. */
const WORTH_A_THREAD = 20_000;

/**
 * The long files of a result folder, written as their rows become known: many rows by a thread, in parallel with the
 * run, few at once. They get their final names together at the end.
 */
export class TableFiles {
  readonly #io: Io;
  readonly #folder: string;
  readonly #files = new Map<string, GrowingFile>();
  #thread: TableThread | undefined;

  constructor(io: Io, folder: string) {
    this.#io = io;
    this.#folder = folder;
  }

  /** Appends rows. The table must be one of LONG_TABLES. Throws FileError, also if earlier rows could not be written. */
  add<Data extends object>(table: LongTable<Data>, data: Data): void {
    this.#refuse(this.#thread?.failure);
    const file = this.#files.get(table.file) ?? this.#begin(table);
    const isWorthIt = this.#thread !== undefined || table.rows(data) >= WORTH_A_THREAD;
    const descriptor = isWorthIt && this.#io.cores > 1 ? file.handOver() : undefined;
    if (descriptor === undefined) {
      writeRows(table, data, (piece) => file.write(piece));
      return;
    }
    this.#thread ??= new TableThread();
    this.#thread.write(table.file, descriptor, data);
  }

  /** No more rows follow; what is left is written in parallel with whatever comes before `finish`. */
  complete(): void {
    this.#thread?.complete();
  }

  /** Call after `complete`: waits until everything is written, and renames the files. Throws FileError. */
  async finish(): Promise<void> {
    const failure = await this.#thread?.ended();
    // The thread ends by itself; nothing waits for that.
    this.#thread = undefined;
    this.#refuse(failure);
    await Promise.all(Array.from(this.#files.values(), (file) => file.finish()));
  }

  /** Removes files that are not finished. */
  async discard(): Promise<void> {
    // Before the files are closed, because their descriptors may be reused for other files after that.
    await this.#thread?.stop();
    for (const file of this.#files.values()) file.discard();
  }

  #begin<Data>(table: LongTable<Data>): GrowingFile {
    const file = this.#io.growFile(this.#pathOf(table.file));
    this.#files.set(table.file, file);
    file.write(headerLine(table));
    return file;
  }

  #refuse(failure: WriteFailure | null | undefined): void {
    if (failure != null) throw cannotWrite(this.#pathOf(failure.table), failure.code);
  }

  #pathOf(table: string): string {
    return join(this.#folder, table);
  }
}
