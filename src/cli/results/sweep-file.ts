import * as z from 'zod';
import type { StoredSweep } from '../../report/sweep/stored-sweep.ts';
import { type ReadStored, readStoredJson } from './stored-json.ts';

/** The file's name in a sweep's folder. */
export const SWEEP_FILE = 'sweep.json';

const text = z.string();
const texts = z.record(text, text);
const interval = z.object({ mean: z.number(), ci95: z.tuple([z.number(), z.number()]).nullable() });
const axis = z.object({ path: text, values: z.array(text) });
const row = z.int().min(0);

/** The part that page and `report.md` need. */
const SHAPE: z.ZodType<StoredSweep> = z.object({
  scenario: z.object({ name: text, file: text }),
  replications: z.int(),
  axes: z.array(axis),
  windowFigure: z.enum(['window.seconds', 'nights.longestSeconds']).exactOptional(),
  designs: z.array(
    z.object({
      values: texts,
      policy: text.nullable(),
      replications: z.int(),
      allMeetWindows: z.object({ share: z.number() }).nullable(),
      neverStarted: z.record(text, z.int()).exactOptional(),
      boundBy: text.nullable(),
      bottlenecks: texts,
      window: z.object({ seconds: interval }).exactOptional(),
      nights: z.object({ longestSeconds: interval }).exactOptional(),
      waits: z.record(text, interval).exactOptional(),
    }),
  ),
  byDefault: z.array(z.object({ field: text, value: text, things: z.array(text) })).exactOptional(),
  curves: z.array(
    z.object({
      axis: text,
      others: texts,
      policy: text.nullable(),
      designs: z.array(row),
      sizes: z.array(z.number()),
      windowSeconds: z.array(z.number()),
      knee: row.nullable(),
    }),
  ),
  heatMaps: z.array(
    z.object({
      policy: text.nullable(),
      figure: text,
      rows: axis,
      columns: axis,
      cells: z.array(z.array(z.number().nullable())),
    }),
  ),
});

/** Parses a file that `sweep` wrote. */
export function readSweepFile(content: string): ReadStored<StoredSweep> {
  return readStoredJson(content, { format: 'proxysim-sweep/1', what: 'a sweep', shape: SHAPE });
}
