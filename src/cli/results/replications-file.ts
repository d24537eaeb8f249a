import { join } from 'node:path';
import type { StoredReplications } from '../../report/page/replications-section.ts';
import type { Io } from '../io.ts';

/** In the folder of a run with replications. */
export const REPLICATIONS_FILE = 'replications.json';
const FORMAT = 'proxysim-replications/1';

/** Undefined: there is none, or none that this version can read; the report of the run stands without it. */
export async function storedReplications(io: Io, folder: string): Promise<StoredReplications | undefined> {
  const file = join(folder, REPLICATIONS_FILE);
  if (!(await io.exists(file))) return undefined;
  try {
    const parsed: unknown = JSON.parse(await io.readText(file));
    const isOurs =
      typeof parsed === 'object' && parsed !== null && 'format' in parsed && parsed.format === FORMAT;
    return isOurs ? (parsed as unknown as StoredReplications) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
