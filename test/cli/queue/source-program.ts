import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LOADER = new URL('../../../node_modules/tsx/dist/loader.mjs', import.meta.url).href;

/** The program as a process of its own, straight from its source. */
export class SourceProgram {
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;
  #err = '';

  /** @param root where src/ and package.json are */
  constructor(argv: readonly string[], root = ROOT) {
    this.#process = spawn(process.execPath, ['--import', LOADER, join(root, 'src/cli/main.ts'), ...argv]);
    this.#process.stderr!.on('data', (piece: Buffer) => {
      this.#err += piece.toString('utf8');
    });
    this.exited = new Promise((resolve) => this.#process.once('exit', (code) => resolve(code)));
  }

  /** What it has written to standard error so far. */
  get err(): string {
    return this.#err;
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}

/** Waits for as long as a loaded machine may take, but not for ever. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const late = performance.now() + 90_000;
  while (!(await holds())) {
    if (performance.now() > late) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
