import { type ChildProcess, spawn } from 'node:child_process';

/** The built program as a process of its own, while it runs. */
export class RunningProgram {
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;
  #err = '';

  /** @param main the file that `node` runs */
  constructor(main: string, argv: readonly string[]) {
    this.#process = spawn(process.execPath, [main, ...argv]);
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
