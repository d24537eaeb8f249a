import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from './file-error.ts';

/**
 * Creates a folder and its missing parents, one by one: the recursive option of Node.js loops for ever if the system
 * refuses, as below `/proc`. Throws the system's error.
 */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  const outer = dirname(folder);
  // The root of a missing drive has no parent.
  if (outer !== folder) makeFolders(outer);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
