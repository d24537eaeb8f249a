/** Where text goes: standard output or standard error. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width of the terminal as it is now; 80 where there is none. */
  readonly columns: number;
  /** The stream itself, for libraries that draw on terminals. */
  readonly stream: NodeJS.WritableStream;
}

/**
 * All that a command may touch of the world. Commands get it as an argument, so that tests call them without a process
 * and nothing else reads files, arguments or the clock by the way.
 */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder in which the command was started. */
  readonly folder: string;

  /** Throws FileError. */
  readBytes(path: string): Promise<Uint8Array>;
  /** Text in UTF-8, without a byte order mark. Throws FileError, also for what is not text. */
  readText(path: string): Promise<string>;
  /**
   * The lines of a text in UTF-8, without their ends, however long it is; what is no UTF-8 comes as replacement characters.
   * Throws FileError.
   */
  readLines(path: string): AsyncIterable<string>;
  exists(path: string): Promise<boolean>;
  isFolder(path: string): Promise<boolean>;
  /** Files below a folder, as paths relative to it with forward slashes, in the order of their characters. None where there is no folder. */
  listFiles(folder: string): Promise<string[]>;
  /** Names of the files right in a folder, in the order of their characters. None where it cannot be looked into. */
  filesOf(folder: string): Promise<string[]>;
  /**
   * Writes under a temporary name and renames: whoever looks sees the old file or the new one, never a half.
   * Makes the folder. Throws FileError and leaves no temporary file behind, also none of a process that was killed.
   */
  writeFileAtomically(path: string, content: FileContent): Promise<void>;

  /** Begins a file that grows while synchronous work goes on. Makes the folder. Throws FileError. */
  growFile(path: string): GrowingFile;
  /** Opens a file to add to its end, and makes it and its folder where they are missing. Throws FileError. */
  openToAppend(path: string): Promise<Appender>;
  /** Takes a file away; nothing where there is none. Throws FileError. */
  removeFile(path: string): Promise<void>;

  /** Runs a file of the user's own as a JavaScript module and gives what it exports. Throws whatever it throws. */
  importModule(path: string): Promise<Readonly<Record<string, unknown>>>;

  /** Milliseconds of the wall clock, for progress only. */
  now(): number;
  /** Runs long synchronous work so that Ctrl-C can end it; throws Interrupted then. */
  interruptible<T>(work: () => T): T;
  /** Until the function that it gives is called, Ctrl-C between two pieces of work calls `handler` and nothing more. */
  onInterrupt(handler: () => void): () => void;
  /** Likewise of a polite request to end (SIGTERM), which is as good as Ctrl-C where nobody asks for it. */
  onTerminate(handler: () => void): () => void;
  /** Threads that this machine can run at once. */
  readonly cores: number;
}

/** The end of a file. */
export interface Appender {
  /** Writes the whole text at once: whoever is killed has written it or not. Throws FileError. */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The whole, or its pieces in order. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/** A file under a temporary name, until it is whole. */
export interface GrowingFile {
  /** Bytes are written before this returns. Throws FileError. */
  write(piece: string | Uint8Array): void;
  /**
   * The system's number of it, for another thread to write to its end what follows; all that came before is written then.
   * Undefined where only this thread can. Throws FileError.
   */
  handOver(): number | undefined;
  /** Gives it its name, unless it is discarded meanwhile. Throws FileError. */
  finish(): Promise<void>;
  /** Takes it away, unless it has its name. */
  discard(): void;
}

/** Ctrl-C, on its way to the exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
