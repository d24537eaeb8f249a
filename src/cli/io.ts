/** Where text goes: standard output or standard error. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Current width of the terminal; 80 if there is none. */
  readonly columns: number;
  /** The stream itself, for libraries that draw on terminals. */
  readonly stream: NodeJS.WritableStream;
}

/**
 * All side effects that a command may have. Commands receive it as an argument, so that tests can call them without a
 * process, and nothing else reads files, arguments or the clock.
 */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder in which the command was started. */
  readonly folder: string;

  /** Throws FileError. */
  readBytes(path: string): Promise<Uint8Array>;
  /** Text in UTF-8, without a byte order mark. Throws FileError, also if the file is not text. */
  readText(path: string): Promise<string>;
  /**
   * The lines of a UTF-8 text of any length, without their line ends; invalid UTF-8 becomes replacement characters.
   * Throws FileError.
   */
  readLines(path: string): AsyncIterable<string>;
  exists(path: string): Promise<boolean>;
  /** A text that changes whenever the file is written or replaced; empty if the file does not exist. */
  stampOf(path: string): Promise<string>;
  isFolder(path: string): Promise<boolean>;
  /**
   * Files below a folder, as relative paths with forward slashes, in code unit order. Empty if the folder does not
   * exist.
   */
  listFiles(folder: string): Promise<string[]>;
  /** Names of the files directly in a folder, in code unit order. Empty if it cannot be read. */
  filesOf(folder: string): Promise<string[]>;
  /**
   * Writes under a temporary name and renames: readers see the old file or the new one, never a part. Creates the
   * folder. Throws FileError and leaves no temporary file behind, not even that of a process that was killed.
   */
  writeFileAtomically(path: string, content: FileContent): Promise<void>;

  /** Begins a file that grows during synchronous work. Creates the folder. Throws FileError. */
  growFile(path: string): GrowingFile;
  /** Opens a file for appending; creates it and its folder if missing. Throws FileError. */
  openToAppend(path: string): Promise<Appender>;
  /** Removes a file; does nothing if there is none. Throws FileError. */
  removeFile(path: string): Promise<void>;

  /**
   * Imports a user's file as a JavaScript module, in its present state, and returns its exports. Throws whatever the module
   * throws.
   */
  importModule(path: string): Promise<Readonly<Record<string, unknown>>>;

  /** Milliseconds of the wall clock, for progress only. */
  now(): number;
  /** Resolves after this time. */
  pause(milliseconds: number): Promise<void>;
  /** Runs long synchronous work in such a way that Ctrl-C can stop it; throws Interrupted in that case. */
  interruptible<T>(work: () => T): T;
  /**
   * Runs long work part by part, and now and then leaves time for everything else between two parts. Ctrl-C stops it at any
   * moment, SIGTERM and SIGHUP between two parts; throws Interrupted in each case.
   */
  inParts<T>(work: Iterator<unknown, T>): Promise<T>;
  /**
   * Until the returned function is called, Ctrl-C between two pieces of work calls `handler` and does nothing else.
   */
  onInterrupt(handler: () => void): () => void;
  /** The same for SIGTERM and SIGHUP, which act like Ctrl-C if there is no handler. */
  onTerminate(handler: () => void): () => void;
  /** Number of threads that this machine can run in parallel. */
  readonly cores: number;
}

/** A file opened for appending. */
export interface Appender {
  /**
   * Writes the text in one call, so that a process killed meanwhile has written all of it or nothing. Throws
   * FileError.
   */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The whole content, or its pieces in order. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/** A file under a temporary name until it is complete. */
export interface GrowingFile {
  /** The bytes are written when this returns. Throws FileError. */
  write(piece: string | Uint8Array): void;
  /**
   * The file descriptor, with which another thread can append; everything before has been written by then. Undefined
   * if only this thread can write. Throws FileError.
   */
  handOver(): number | undefined;
  /** Renames it to its final name, unless it was discarded meanwhile. Throws FileError. */
  finish(): Promise<void>;
  /** Removes it, unless it already has its final name. */
  discard(): void;
}

/** Ctrl-C, SIGTERM or SIGHUP, which end the program with exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
