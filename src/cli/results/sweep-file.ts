import type { StoredSweep } from '../../report/page/sweep-page.ts';

/** In the folder of a sweep. */
export const SWEEP_FILE = 'sweep.json';
const FORMAT = 'proxysim-sweep/1';
const LISTS = ['axes', 'designs', 'curves', 'heatMaps'] as const;

export type ReadSweep =
  | { readonly ok: true; readonly sweep: StoredSweep }
  /** The end of "'FILE' …". */
  | { readonly ok: false; readonly problem: string };

/** What `sweep` left, as far as it looks like that: whatever is in the lists was written by it. */
export function readSweepFile(text: string): ReadSweep {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'is damaged or cut off' };
  }
  const map = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  if (map['format'] !== FORMAT)
    return { ok: false, problem: `is not a sweep that this version can read ('${FORMAT}')` };
  if (LISTS.some((key) => !Array.isArray(map[key])))
    return { ok: false, problem: 'is damaged: a list is missing' };
  return { ok: true, sweep: parsed as StoredSweep };
}
