import { existsSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Files on their way to their names, and the folders that were made for them: whoever does not come to an end leaves neither. */
export class PendingFiles {
  readonly #files = new Set<string>();
  /** Outer ones before those in them. */
  readonly #folders: string[] = [];

  /** Before anything of it is made: whoever makes it may be ended at any moment. */
  add(file: string): void {
    this.#files.add(file);
    const missing: string[] = [];
    let folder = dirname(resolve(file));
    // A drive that is not there is in no folder.
    while (!existsSync(folder) && folder !== dirname(folder)) {
      missing.unshift(folder);
      folder = dirname(folder);
    }
    this.#folders.push(...missing);
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** It has its name. */
  settle(file: string): void {
    this.#files.delete(file);
  }

  /** Takes a file away, and the folders that were made for one and have nothing in them now. */
  discard(file: string): void {
    this.#files.delete(file);
    quietly(() => unlinkSync(file));
    for (const folder of this.#folders.toReversed()) quietly(() => rmdirSync(folder));
  }

  discardAll(): void {
    for (const file of this.#files) this.discard(file);
  }
}

/** It may never have been made, or hold something: there is nobody left to tell. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Left as it is.
  }
}
