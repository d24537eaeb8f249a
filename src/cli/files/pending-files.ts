import { existsSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Files under temporary names, and the folders created for them. If the process ends early, both are removed. */
export class PendingFiles {
  readonly #files = new Set<string>();
  /** Parents before their children. */
  readonly #folders: string[] = [];

  /** Call it before the file is created, because the process may be ended at any moment. */
  add(file: string): void {
    this.#files.add(file);
    const missing: string[] = [];
    let folder = dirname(resolve(file));
    // The root of a missing drive has no parent.
    while (!existsSync(folder) && folder !== dirname(folder)) {
      missing.unshift(folder);
      folder = dirname(folder);
    }
    this.#folders.push(...missing);
  }

  get areThere(): boolean {
    return this.#files.size > 0;
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The file has its final name. */
  settle(file: string): void {
    this.#files.delete(file);
  }

  /** Removes a file, and those of the created folders that are now empty. */
  discard(file: string): void {
    this.#files.delete(file);
    quietly(() => unlinkSync(file));
    for (const folder of this.#folders.toReversed()) quietly(() => rmdirSync(folder));
  }

  discardAll(): void {
    for (const file of this.#files) this.discard(file);
  }
}

/** The file may never have been created, or the folder may not be empty; at exit there is no way to report it. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Left as it is.
  }
}
