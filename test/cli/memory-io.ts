import { posix } from 'node:path';
import { PassThrough } from 'node:stream';
import { decodeText } from '../../src/cli/files/decode-text.ts';
import { FileError } from '../../src/cli/files/file-error.ts';
import type { Io, Output } from '../../src/cli/io.ts';

/** An Io whose files are a map: tests call commands without a process and see everything that they wrote. */
export interface MemoryIo extends Io {
  /** By path as the command says it, normalised, relative to the folder. Folders exist through their files. */
  readonly files: Map<string, string | Uint8Array>;
  readonly out: () => string;
  readonly err: () => string;
  /** Paths written, in order. */
  readonly written: string[];
}

interface MemoryIoOptions {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly terminal?: boolean;
  /** Of the terminal; 100 where nothing is said. */
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Called whenever a command waits, with the files; may change them. */
  readonly onPause?: (files: Map<string, string | Uint8Array>) => void;
  /** Called before each write; may throw what the system would. */
  readonly beforeWrite?: (path: string) => void;
}

export function memoryIo(options: MemoryIoOptions = {}): MemoryIo {
  const files = new Map<string, string | Uint8Array>();
  for (const [path, content] of Object.entries(options.files ?? {}))
    files.set(posix.normalize(path), content);
  const stdout = collected(options.terminal ?? false, options.columns ?? 100);
  const stderr = collected(options.terminal ?? false, options.columns ?? 100);
  const written: string[] = [];
  const isFolder = (path: string): boolean => {
    const prefix = path === '.' ? '' : `${path}/`;
    return [...files.keys()].some((file) => file.startsWith(prefix));
  };
  const readBytes = async (path: string): Promise<Uint8Array> => {
    const name = inside(path);
    const content = files.get(name);
    if (content !== undefined)
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    if (isFolder(name)) throw new FileError('directory', path, `'${path}' is a folder, not a file.`);
    throw new FileError('missing', path, `'${path}' does not exist.`);
  };
  const below = (folder: string): string[] => {
    const name = inside(folder);
    const prefix = name === '.' ? '' : `${name}/`;
    const found = [...files.keys()].filter((file) => file.startsWith(prefix));
    return found.map((file) => file.slice(prefix.length)).sort();
  };
  let time = 0;
  return {
    files,
    written,
    out: stdout.text,
    err: stderr.text,
    stdout: stdout.output,
    stderr: stderr.output,
    env: options.env ?? {},
    folder: FOLDER,
    readBytes,
    readText: async (path) => decodeText(path, await readBytes(path)),
    readLines: async function* (path) {
      const lines = new TextDecoder().decode(await readBytes(path)).split('\n');
      yield* lines.at(-1) === '' ? lines.slice(0, -1) : lines;
    },
    exists: async (path) => files.has(inside(path)) || isFolder(inside(path)),
    // As good as any clock: the content itself.
    stampOf: async (path) => `${files.get(inside(path)) ?? ''}`,
    isFolder: async (path) => isFolder(inside(path)),
    listFiles: async (folder) => below(folder),
    filesOf: async (folder) => below(folder).filter((name) => !name.includes('/')),
    writeFileAtomically: async (path, content) => {
      options.beforeWrite?.(inside(path));
      if (content instanceof Uint8Array || typeof content === 'string') files.set(inside(path), content);
      else {
        const pieces = [...content];
        const isText = pieces.every((piece) => typeof piece === 'string');
        const bytes = isText ? pieces.join('') : Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
        files.set(inside(path), typeof bytes === 'string' ? bytes : new Uint8Array(bytes));
      }
      written.push(inside(path));
    },
    growFile: (path) => {
      let text = '';
      return {
        write: (piece) => {
          text += typeof piece === 'string' ? piece : new TextDecoder().decode(piece);
        },
        handOver: () => undefined,
        finish: async () => {
          options.beforeWrite?.(inside(path));
          files.set(inside(path), text);
          written.push(inside(path));
        },
        discard: () => undefined,
      };
    },
    openToAppend: async (path) => ({
      append: async (text) => {
        options.beforeWrite?.(inside(path));
        files.set(inside(path), `${files.get(inside(path)) ?? ''}${text}`);
      },
      close: async () => undefined,
    }),
    removeFile: async (path) => {
      files.delete(inside(path));
    },
    importModule: async (path) => {
      const script = new TextDecoder().decode(await readBytes(path));
      return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(script)}`);
    },
    now: () => {
      time += 10;
      return time;
    },
    pause: async () => options.onPause?.(files),
    interruptible: (work) => work(),
    inParts: async (work) => {
      for (;;) {
        const part = work.next();
        if (part.done === true) return part.value;
      }
    },
    onInterrupt: () => () => undefined,
    onTerminate: () => () => undefined,
    cores: 1,
  };
}

const FOLDER = '/project';

function inside(path: string): string {
  return posix.relative(FOLDER, posix.resolve(FOLDER, path)) || '.';
}

function collected(isTerminal: boolean, columns: number): { output: Output; text: () => string } {
  let text = '';
  const stream = new PassThrough();
  stream.on('data', (piece: Buffer) => {
    text += piece.toString('utf8');
  });
  const output = {
    write: (piece: string) => {
      text += piece;
    },
    isTerminal,
    columns,
    stream: Object.assign(stream, { isTTY: isTerminal }),
  };
  return { output, text: () => text };
}
