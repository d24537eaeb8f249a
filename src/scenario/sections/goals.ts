import * as z from 'zod';
import { recordOf } from '../../collections/record-of.ts';
import { metricLimit } from '../decode/metric-limit.ts';
import { duration } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import { countOrUnlimited, name, names } from './name-field.ts';
import { optional } from './optional.ts';

const whenBusy = z.enum(['degrade', 'wait']);

export const policy = z
  .union([
    name(),
    z.strictObject({
      preset: optional(name(), 'The preset that the other keys change.', DEFAULTS.preset),
      order: optional(name(), 'Queue order, by name. Default: that of the preset.'),
      select: optional(name(), 'Selection of a proxy, by name. Default: that of the preset.'),
      load: optional(
        z.enum(['ratio', 'count']),
        'How the load of a proxy is measured: ratio (running tasks ÷ slots) or count (running tasks).',
      ),
      whenBestBusy: optional(
        z.union([
          whenBusy,
          z.strictObject(
            recordOf(['default', ...TRANSPORT_MODES], (mode) =>
              optional(
                whenBusy,
                mode === 'default' ? 'For modes that are not named.' : `Where ${mode} is the best mode.`,
              ),
            ),
          ),
        ]),
        'When the best proxy is busy: degrade (use the next best) or wait; for all modes, or mode by mode.',
      ),
      filters: optional(names(), 'Filters by name, instead of those of the preset.'),
      scores: optional(names(), 'Scores by name, instead of those of the preset.'),
      sameHostHotAdd: optional(
        z.literal([0, 1, 2]),
        'Preference for a hot-add proxy on the host of the VM: 0, 1 or 2, as the vendor documents the setting.',
      ),
      schedulerTick: optional(
        duration(),
        'Interval between passes of the scheduler; 0s: a pass at every change. Default 0s.',
      ),
      hotaddMaxDisks: optional(
        countOrUnlimited(),
        'Most disks that a virtual proxy can have attached at once.',
        DEFAULTS.hotaddMaxDisks,
      ),
    }),
  ])
  .describe(`The scheduling policy: a preset by name, or a preset with changes. ${stated(DEFAULTS.preset)}`);

export const expectation = z
  .strictObject({
    metric: name().describe('Path of a figure in the summary, such as jobs.nightly.window.'),
    min: optional(metricLimit(), 'Least value allowed.'),
    max: optional(metricLimit(), 'Largest value allowed.'),
    equals: optional(metricLimit(), 'Expected value, within the tolerance.'),
    tolerance: optional(
      metricLimit(),
      'With equals: allowed difference, in the unit of the metric. Default 0.',
    ),
  })
  .describe(
    'An expected result: at least one of min, max and equals, in the unit of the metric (8h, 500 GB). Counts and shares may be bare numbers.',
  );
