import { closeSync, fsync, openSync, readdirSync, rename, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { GrowingFile } from '../io.ts';
import { systemCode, writeError } from './file-error.ts';
import { makeFolders } from './make-folders.ts';
import type { PendingFiles } from './pending-files.ts';

/** Characters that are buffered before a write. */
const BUFFER = 256 * 1024;

/** See `Io.growFile`. */
export function growFile(path: string, pending: PendingFiles): GrowingFile {
  const temporary = `${path}.${process.pid}.tmp`;
  let isOpen = true;
  let parts: string[] = [];
  let gathered = 0;
  const orThrow = (error: unknown): never => {
    throw writeError(path, error);
  };
  const orWriteError = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      return orThrow(error);
    }
  };
  const file = begun(path, temporary, pending);
  const flush = () => {
    if (parts.length > 0) writeAll(file, Buffer.from(parts.join('')));
    parts = [];
    gathered = 0;
  };
  return {
    write: (piece) => {
      if (typeof piece === 'string') {
        parts.push(piece);
        gathered += piece.length;
        if (gathered >= BUFFER) orWriteError(flush);
        return;
      }
      orWriteError(() => {
        flush();
        writeAll(file, piece);
      });
    },
    handOver: () => {
      orWriteError(flush);
      return file;
    },
    finish: async () => {
      orWriteError(flush);
      // Asynchronous, so that files that are finished together wait for the disk together. Renaming a large file can
      // take a while, too.
      await promisify(fsync)(file).catch(orThrow);
      if (!isOpen) return;
      orWriteError(() => closeSync(file));
      isOpen = false;
      await promisify(rename)(temporary, path).catch(orThrow);
      pending.settle(temporary);
    },
    discard: () => {
      if (!pending.has(temporary)) return;
      if (isOpen) closeSync(file);
      isOpen = false;
      pending.discard(temporary);
    },
  };
}

/**
 * The descriptor of the open file. If it cannot be opened, the caller gets nothing to discard, so folders that were
 * created are removed at once.
 */
function begun(path: string, temporary: string, pending: PendingFiles): number {
  pending.add(temporary);
  try {
    makeFolders(dirname(path));
    removeLeftOver(path);
    return openSync(temporary, 'w');
  } catch (error) {
    pending.discard(temporary);
    throw writeError(path, error);
  }
}

/** Removes temporary files of this path that killed processes have left. */
function removeLeftOver(path: string): void {
  const start = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const owner = name.startsWith(start) ? /^(\d+)\.tmp$/.exec(name.slice(start.length)) : null;
    if (owner === null || isAlive(Number(owner[1]))) continue;
    // Another process may be removing it, too.
    rmSync(join(dirname(path), name), { force: true });
  }
}

function isAlive(processNumber: number): boolean {
  try {
    process.kill(processNumber, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists, but belongs to somebody else.
    return systemCode(error) !== 'ESRCH';
  }
}

/** The system may write only a part in one call. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
