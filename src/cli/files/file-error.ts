export type FileProblem = 'missing' | 'directory' | 'unreadable' | 'not-text' | 'too-large' | 'cannot-write';

/** A file that cannot be read or written for a reason that the user can fix: not a bug. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly problem: FileProblem;
  readonly path: string;

  constructor(problem: FileProblem, path: string, message: string) {
    super(message);
    this.problem = problem;
    this.path = path;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'disk quota exceeded',
  EROFS: 'the file system is read-only',
  EFBIG: 'it would be larger than the system allows',
  EIO: 'the device reports an error',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'a part of the path does not exist',
  EISDIR: 'there is a folder in its place',
  EEXIST: 'there is a file where a folder is needed',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'symbolic links go round in a circle',
};

/** The system's error code of a failed call, or undefined if it is not a system error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && 'syscall' in error ? error.code : undefined;
}

/** Converts the error of a failed read to a FileError; any other error is a bug and is thrown again. */
export function readError(path: string, error: unknown): FileError {
  const code = systemCode(error);
  if (code === undefined) throw error;
  if (code === 'ENOENT') return new FileError('missing', path, `'${path}' does not exist.`);
  if (code === 'EISDIR') return new FileError('directory', path, `'${path}' is a folder, not a file.`);
  return new FileError('unreadable', path, `'${path}' cannot be read: ${REASONS[code] ?? code}.`);
}

export function writeError(path: string, error: unknown): FileError {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return cannotWrite(path, code);
}

/** `code`: the system's error code. */
export function cannotWrite(path: string, code: string): FileError {
  return new FileError('cannot-write', path, `'${path}' cannot be written: ${REASONS[code] ?? code}.`);
}
