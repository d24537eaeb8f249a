import { isAbsolute, relative, resolve } from 'node:path';
import type { Io } from '../io.ts';

/** Time between two looks at the files: too short to be noticed, and long enough to cost almost nothing. */
const LOOK_MS = 200;

/** Files that a command read, and whether one of them has changed since. */
export class FollowedFiles {
  /** The Io for the command. */
  readonly io: Io;
  /** By path: its stamp before it was read. */
  readonly #stamps = new Map<string, string>();
  readonly #own: string;

  /** `own`: a folder into which the command writes itself; what it reads there is not followed. */
  constructor(io: Io, own: string) {
    this.#own = resolve(io.folder, own);
    this.io = {
      ...io,
      readBytes: async (path) => {
        await this.#follow(path);
        return io.readBytes(path);
      },
      readText: async (path) => {
        await this.#follow(path);
        return io.readText(path);
      },
      importModule: async (path) => {
        await this.#follow(path);
        return io.importModule(path);
      },
    };
  }

  /** In the order in which they were first read. */
  get paths(): string[] {
    return [...this.#stamps.keys()];
  }

  /** Waits until one of them has been written, replaced, created or removed, and none changes any more. Returns those. */
  async changed(): Promise<string[]> {
    for (let before: readonly string[] = []; ; ) {
      const now = await Promise.all(this.paths.map((path) => this.io.stampOf(path)));
      const changed = this.paths.filter((path, i) => now[i] !== this.#stamps.get(path));
      if (changed.length > 0 && now.every((stamp, i) => stamp === before[i])) return changed;
      before = now;
      await this.io.pause(LOOK_MS);
    }
  }

  async #follow(path: string): Promise<void> {
    const below = relative(this.#own, resolve(this.io.folder, path));
    const isOwn = !below.startsWith('..') && !isAbsolute(below);
    if (!isOwn && !this.#stamps.has(path)) this.#stamps.set(path, await this.io.stampOf(path));
  }
}
