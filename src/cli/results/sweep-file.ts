import * as z from 'zod';
import type { SweepData } from '../../report/sweep/sweep-data.ts';
import { type ReadStored, readStoredJson } from './stored-json.ts';

/** The file's name in a sweep's folder. */
export const SWEEP_FILE = 'sweep.json';

const text = z.string();
const texts = z.record(text, text);
const number = z.number();
const spread = z.object({ mean: number, ci95: z.tuple([number, number]).nullable(), p95: number });
const axis = z.object({ path: text, values: z.array(text) });
const row = z.int().min(0);
const windowFigure = z.enum(['window.seconds', 'nights.longestSeconds']);

/** The part that text, page and `report.md` show. */
const SHAPE: z.ZodType<SweepData> = z.object({
  scenario: z.object({ name: text, file: text }),
  replications: z.int(),
  seed: z.union([number, text]).nullable(),
  axes: z.array(axis.extend({ along: text.exactOptional() })),
  windowFigure: windowFigure.exactOptional(),
  designs: z.array(
    z.object({
      values: texts,
      policy: text.nullable(),
      replications: z.int(),
      allMeetWindows: z.object({ share: z.number() }).nullable(),
      cutShort: number.exactOptional(),
      neverStarted: z.record(text, z.int()).exactOptional(),
      boundBy: text.nullable(),
      bottlenecks: texts,
      window: z.object({ seconds: spread }).exactOptional(),
      nights: z.object({ longestSeconds: spread }).exactOptional(),
      bound: z.object({ gap: spread.exactOptional() }).exactOptional(),
      jobs: z
        .record(
          text,
          z.object({
            window: spread.exactOptional(),
            spareSeconds: spread.exactOptional(),
            doneSeconds: spread.exactOptional(),
          }),
        )
        .exactOptional(),
      waits: z.record(text, spread).exactOptional(),
      totals: z.object({ windowClosed: spread.exactOptional() }).exactOptional(),
      vms: z.object({ unprotected: spread.exactOptional() }).exactOptional(),
    }),
  ),
  byDefault: z.array(z.object({ field: text, value: text, things: z.array(text) })).exactOptional(),
  curves: z.array(
    z.object({
      axis: text,
      others: texts,
      policy: text.nullable(),
      designs: z.array(row),
      sizes: z.array(number),
      windowSeconds: z.array(number),
      steps: z.array(
        z.object({
          factor: number.nullable(),
          speedUp: number,
          kept: number.nullable(),
          change: z.object({ mean: number }),
          verdict: z.enum(['proportional', 'partly', 'flat', 'longer', 'unclear']),
        }),
      ),
      knee: row.nullable(),
    }),
  ),
  heatMaps: z.array(
    z.object({
      policy: text.nullable(),
      figure: windowFigure,
      rows: axis,
      columns: axis,
      cells: z.array(z.array(number.nullable())),
      cutShort: z.array(z.array(z.boolean())).exactOptional(),
    }),
  ),
});

/** Parses a file that `sweep` wrote. */
export function readSweepFile(content: string): ReadStored<SweepData> {
  return readStoredJson(content, { format: 'proxysim-sweep/1', what: 'a sweep', shape: SHAPE });
}
