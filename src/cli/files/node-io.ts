import { createReadStream, existsSync, statSync } from 'node:fs';
import { open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Script } from 'node:vm';
import { EXIT } from '../exit-code.ts';
import { type Appender, type FileContent, Interrupted, type Io, type Output } from '../io.ts';
import { decodeText } from './decode-text.ts';
import { EndRequests } from './end-requests.ts';
import { FileError, readError, systemCode, writeError } from './file-error.ts';
import { growFile } from './growing-file.ts';
import { importModule } from './import-module.ts';
import { makeFolders } from './make-folders.ts';
import { PendingFiles } from './pending-files.ts';

/** Far larger than any scenario or export seen so far, and well below the longest possible string. Bytes. */
const LARGEST_FILE = 128 * 1024 * 1024;

/** The real environment: this process, its files and its terminal. Call it once. */
export function nodeIo(): Io {
  const pending = new PendingFiles();
  const requests = new EndRequests();
  requests.listen();
  // On every exit: work that Ctrl-C aborts inside `interruptible` does not run its own `catch` or `finally`, so the
  // code that created a file may not be able to remove it.
  process.on('exit', () => {
    pending.discardAll();
    requests.endOfTerminal();
  });
  return {
    stdout: output(process.stdout, 'standard output'),
    stderr: output(process.stderr, 'standard error'),
    env: process.env,
    folder: process.cwd(),
    readBytes,
    readText: async (path) => decodeText(path, await readBytes(path)),
    readLines,
    exists: async (path) => existsSync(path),
    stampOf,
    // Asked first, because a path that goes on behind a file is an error to statSync.
    isFolder: async (path) =>
      existsSync(path) && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false),
    listFiles,
    filesOf,
    writeFileAtomically: (path, content) => writeFileAtomically(path, content, pending),
    growFile: (path) => growFile(path, pending),
    openToAppend,
    removeFile,
    importModule,
    now: () => Date.now(),
    pause: (milliseconds) => setTimeout(milliseconds),
    // With files to remove, SIGTERM waits for the end of the work.
    interruptible: (work) =>
      pending.areThere ? interruptible(work) : requests.whileBusy(() => interruptible(work)),
    inParts: (work) => inParts(work, requests),
    onInterrupt: (handler) => requests.onInterrupt(handler),
    onTerminate: (handler) => requests.onTerminate(handler),
    cores: availableParallelism(),
  };
}

/**
 * A reader that closes the pipe (`| head`) has seen enough, and nobody reads on a closed terminal: further output is dropped
 * silently. With any other error (a full disk behind `>`) the answer is lost, and the exit code must say so.
 */
function output(stream: NodeJS.WriteStream, name: string): Output {
  let closed = false;
  stream.on('error', (error) => {
    if (closed) return;
    closed = true;
    const code = codeOf(error);
    if (['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED'].includes(code) || (stream.isTTY && code === 'EIO')) return;
    if (stream !== process.stderr) process.stderr.write(`error: ${writeError(name, error).message}\n`);
    process.exit(EXIT.badInput);
  });
  return {
    write: (text) => {
      if (!closed) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    // Read on demand, because the window may be resized during a long run.
    get columns() {
      return terminalColumns(stream.columns, process.env['COLUMNS']);
    },
    stream,
  };
}

/**
 * The width of the terminal, or COLUMNS if the terminal does not know it (a serial line). Not the other way round:
 * COLUMNS may have been exported before the window was resized.
 */
export function terminalColumns(known: number | undefined, said: string | undefined): number {
  if (known !== undefined && known > 0) return known;
  return said !== undefined && /^[1-9]\d{0,3}$/.test(said) ? Number(said) : 80;
}

function codeOf(error: Error): string {
  return 'code' in error ? `${error.code}` : '';
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) {
      throw new FileError('too-large', path, `'${path}' is larger than ${LARGEST_FILE / 1024 / 1024} MiB.`);
    }
    return await readFile(path);
  } catch (error) {
    throw error instanceof FileError ? error : readError(path, error);
  }
}

/** An editor may replace a file by another one of the same size within a tick of the clock: hence the inode. */
async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return '';
  }
}

async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const piece of createReadStream(path, 'utf8')) {
      const lines = `${rest}${piece}`.split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  } catch (error) {
    throw readError(path, error);
  }
  if (rest !== '') yield rest;
}

async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (inside: string): Promise<void> => {
    for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) await visit(path);
      else found.push(path);
    }
  };
  try {
    await visit('');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw readError(folder, error);
  }
  return found.sort(byCharacters);
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])).sort(byCharacters);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}

/** By code units, because the order must not depend on the file system or the locale. */
function byCharacters(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function writeFileAtomically(path: string, content: FileContent, pending: PendingFiles): Promise<void> {
  const file = growFile(path, pending);
  try {
    const isWhole = typeof content === 'string' || content instanceof Uint8Array;
    for (const piece of isWhole ? [content] : content) file.write(piece);
    await file.finish();
  } catch (error) {
    file.discard();
    throw writeError(path, error);
  }
}

async function openToAppend(path: string): Promise<Appender> {
  try {
    makeFolders(dirname(path));
    const file = await open(path, 'a');
    return {
      append: async (text) => {
        try {
          await file.appendFile(text);
        } catch (error) {
          throw writeError(path, error);
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    throw writeError(path, error);
  }
}

async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw writeError(path, error);
  }
}

/** Where a `vm` script finds its work: it sees only global values. */
const WORK = Symbol.for('proxysim.work');
let script: Script | undefined;

/**
 * A signal handler cannot run while synchronous work blocks the thread, so Ctrl-C would wait for the end of a long
 * run. `vm` watches for the signal on a thread of its own and stops the work wherever it is.
 */
function interruptible<T>(work: () => T): T {
  try {
    script ??= new Script(`globalThis[Symbol.for('${WORK.description}')]()`);
    (globalThis as { [WORK]?: () => unknown })[WORK] = work;
    return script.runInThisContext({ breakOnSigint: true }) as T;
  } catch (error) {
    const code = error instanceof Error ? codeOf(error) : undefined;
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw new Interrupted('interrupted by Ctrl-C');
    throw error;
  } finally {
    // A global value would keep everything that the work references alive.
    delete (globalThis as { [WORK]?: () => unknown })[WORK];
  }
}

/** Time between two turns of the event loop: short for whoever waits for the end, long compared with what a turn costs. */
const TURN_MS = 50;

/** Handlers of signals run between two parts. */
async function inParts<T>(work: Iterator<unknown, T>, requests: EndRequests): Promise<T> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  const stopListening = [requests.onInterrupt(end), requests.onTerminate(end)];
  try {
    for (;;) {
      // Before the first part, too: other work may have kept the thread busy until now.
      await setImmediate();
      if (isOver) throw new Interrupted('asked to end');
      const part = interruptible(() => partsOfATurn(work));
      if (part.done === true) return part.value;
    }
  } finally {
    for (const stop of stopListening) stop();
  }
}

/** Returns the last of the parts that were done. */
function partsOfATurn<T>(work: Iterator<unknown, T>): IteratorResult<unknown, T> {
  const until = performance.now() + TURN_MS;
  for (;;) {
    const part = work.next();
    if (part.done === true || performance.now() >= until) return part;
  }
}
