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
        .describe(`What the others are written over. ${stated(DEFAULTS.preset)}`),
      order: name().optional().describe('Queue order.'),
      select: name().optional().describe('Choice among proxies.'),
      load: z
        .enum(['ratio', 'count'])
        .optional()
        .describe('How busy a proxy is: running over slots, or running.'),
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
                    mode === 'default'
                      ? 'In the modes that are not named.'
                      : `Where ${mode} is the best way.`,
                  ),
              ]),
            ) as Record<'default' | (typeof TRANSPORT_MODES)[number], z.ZodOptional<typeof whenBusy>>,
          ),
        ])
        .optional()
        .describe('Take the next best way, or wait for the best: for all modes, or mode by mode.'),
      filters: names().optional().describe('Filters, instead of those of the preset.'),
      scores: names().optional().describe('Scores, instead of those of the preset.'),
      sameHostHotAdd: z.literal([0, 1, 2]).optional().describe('As the product documents it.'),
      schedulerTick: duration().optional().describe('Time between passes of the scheduler; 0: at once.'),
      hotaddMaxDisks: countOrUnlimited()
        .optional()
        .describe('Disks that a virtual proxy can have attached at once.'),
    }),
  ])
  .describe(`The scheduler: a preset by name, or one with changes. ${stated(DEFAULTS.preset)}`);

export const expectation = z
  .strictObject({
    metric: name().describe('A figure of the summary by its path: jobs.nightly.window.'),
    min: metricLimit().optional().describe('Not below it.'),
    max: metricLimit().optional().describe('Not above it.'),
    equals: metricLimit().optional().describe('Just this, but for the tolerance.'),
    tolerance: metricLimit()
      .optional()
      .describe('With equals: difference allowed, in the unit of the metric. Default 0.'),
  })
  .describe(
    'What the run must show: at least one of min, max, equals, in the unit of the metric (8h, 500 GB); bare numbers are counts and shares.',
  );
