import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from './file-error.ts';

/**
 * Makes a folder and those it is in, one by one: asked for all at once Node.js tries for ever where the system takes none, as
 * below `/proc`. Throws what the system says.
 */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  const outer = dirname(folder);
  // A drive that is not there is in no folder.
  if (outer !== folder) makeFolders(outer);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
