import * as z from 'zod';
import { windowLength } from '../decode/quantity-field.ts';
import { DEFAULTS } from '../defaults.ts';
import type { WindowLength } from '../job.ts';
import { optional } from './optional.ts';
import { partsOfWeek } from './parts-of-week.ts';

const length = [windowLength(), partsOfWeek.transform((openings): WindowLength => ({ openings }))] as const;

export const windowField = z
  .union([
    ...length,
    z.strictObject({
      length: z
        .union(length)
        .describe(
          'A length from the start of the session, an interval of every day, or a list of intervals with their days.',
        ),
      onClose: optional(
        z.enum(['stop', 'report']),
        'When the window closes: stop (tasks that still run fail) or report (they continue, and the overrun is reported).',
        DEFAULTS.onClose,
      ),
    }),
  ])
  .describe(
    'The allowed window: a length such as 8h from the start of the session, an interval of every day such as 22:00-06:00, or a list of such intervals with the days on which they begin; intervals that touch are joined. Starts at given times must be in the window; with every and after a start waits until the window opens.',
  );
