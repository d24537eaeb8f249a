import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where exports of real systems are kept. Others have published them, so they do not ship with this repository: the folder
 * that PROXYSIM_SAMPLES names, else `shared/samples` beside the repository.
 */
const SAMPLES = process.env['PROXYSIM_SAMPLES'] ?? join(import.meta.dirname, '../../../shared/samples');

export interface RealExport {
  readonly path: string;
  /** Then its tests are skipped, and a line has said so. */
  readonly isAbsent: boolean;
}

/** An export, or a folder of them. `tests`: what cannot be tested without it. */
export function realExport(name: string, tests: string): RealExport {
  const path = join(SAMPLES, name);
  const isAbsent = !existsSync(path);
  if (isAbsent) console.log(`skipped: ${tests}, as ${path} is absent (PROXYSIM_SAMPLES names the folder)`);
  return { path, isAbsent };
}
