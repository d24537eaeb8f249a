import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Imports a user's file. Throws whatever the module throws, and an error where it waits for something that never
 * happens: Node.js would end without a word.
 */
export async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  let end = (): void => undefined;
  const endless = new Promise<never>((_, reject) => {
    end = () => reject(new Error("an 'await' outside of functions waits for something that never happens"));
  });
  // Told when nothing is left that could still happen.
  process.on('beforeExit', end);
  try {
    return await Promise.race([import(pathToFileURL(resolve(path)).href), endless]);
  } finally {
    process.off('beforeExit', end);
  }
}
