import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** When each file was last changed before it was first imported, milliseconds. */
const firstChanged = new Map<string, number>();

/**
 * Imports a user's file in its present state: for a module that was imported before, Node.js would return the old one.
 * Files that this one imports are not read again. Throws whatever the module throws, and an error where it waits for
 * something that never happens: Node.js would end without a message.
 */
export async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  let end = (): void => undefined;
  const endless = new Promise<never>((_, reject) => {
    end = () => reject(new Error("an 'await' outside of functions waits for something that never happens"));
  });
  // Emitted when nothing is left that could still happen.
  process.on('beforeExit', end);
  try {
    return await Promise.race([import(addressOf(resolve(path))), endless]);
  } finally {
    process.off('beforeExit', end);
  }
}

function addressOf(file: string): string {
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const first = firstChanged.get(file) ?? changed;
  firstChanged.set(file, first);
  const { href } = pathToFileURL(file);
  return changed === first ? href : `${href}?changed=${changed}`;
}
