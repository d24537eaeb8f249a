import * as z from 'zod';
import { metricLimit } from '../decode/metric-limit.ts';
import { duration } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import { countOrUnlimited, name, names } from './name-field.ts';

const whenBusy = z.enum(['degrade', 'wait']);

export const policy = z
  .union([
    name(),
    z.strictObject({
      preset: name()
        .optional()
        .describe(`The preset that the other keys change. ${stated(DEFAULTS.preset)}`),
      order: name().optional().describe('Queue order, by name. Default: that of the preset.'),
      select: name().optional().describe('Selection of a proxy, by name. Default: that of the preset.'),
      load: z
        .enum(['ratio', 'count'])
        .optional()
        .describe(
          'How the load of a proxy is measured: ratio (running tasks ÷ slots) or count (running tasks).',
        ),
      whenBestBusy: z
        .union([
          whenBusy,
          z.strictObject(
            Object.fromEntries(
              ['default', ...TRANSPORT_MODES].map((mode) => [
                mode,
                whenBusy
                  .optional()
                  .describe(
                    mode === 'default' ? 'For modes that are not named.' : `Where ${mode} is the best mode.`,
                  ),
              ]),
            ) as Record<'default' | (typeof TRANSPORT_MODES)[number], z.ZodOptional<typeof whenBusy>>,
          ),
        ])
        .optional()
        .describe(
          'When the best proxy is busy: degrade (use the next best) or wait; for all modes, or mode by mode.',
        ),
      filters: names().optional().describe('Filters by name, instead of those of the preset.'),
      scores: names().optional().describe('Scores by name, instead of those of the preset.'),
      sameHostHotAdd: z
        .literal([0, 1, 2])
        .optional()
        .describe(
          'Preference for a hot-add proxy on the host of the VM: 0, 1 or 2, as the vendor documents the setting.',
        ),
      schedulerTick: duration()
        .optional()
        .describe('Interval between passes of the scheduler; 0s: a pass at every change. Default 0s.'),
      hotaddMaxDisks: countOrUnlimited()
        .optional()
        .describe(
          `Most disks that a virtual proxy can have attached at once. ${stated(DEFAULTS.hotaddMaxDisks)}`,
        ),
    }),
  ])
  .describe(`The scheduling policy: a preset by name, or a preset with changes. ${stated(DEFAULTS.preset)}`);

export const expectation = z
  .strictObject({
    metric: name().describe('Path of a figure in the summary, such as jobs.nightly.window.'),
    min: metricLimit().optional().describe('Least value allowed.'),
    max: metricLimit().optional().describe('Largest value allowed.'),
    equals: metricLimit().optional().describe('Expected value, within the tolerance.'),
    tolerance: metricLimit()
      .optional()
      .describe('With equals: allowed difference, in the unit of the metric. Default 0.'),
  })
  .describe(
    'An expected result: at least one of min, max and equals, in the unit of the metric (8h, 500 GB). Counts and shares may be bare numbers.',
  );
