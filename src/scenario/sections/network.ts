import * as z from 'zod';
import { capacity, duration, everyDay, rate } from '../decode/quantity-field.ts';
import { declaredName, name, nameOrNames } from './name-field.ts';
import { optional } from './optional.ts';
import { partsOfWeek } from './parts-of-week.ts';
import { productionLoad } from './time-of-day.ts';

export const site = z
  .union([name(), z.strictObject({ name: declaredName() })])
  .transform((value) => (typeof value === 'string' ? { name: value } : value))
  .describe('A site, by its name. A scenario without sites has a single one, main.');

export const link = z
  .strictObject({
    name: optional(name(), 'Name. Default: made of its two sites, such as hq-dr.'),
    between: z.array(name()).length(2).describe('The two sites that it joins.'),
    bandwidth: optional(
      capacity(),
      'Bandwidth, each way. In results links.NAME is the direction from the first site to the second, links.NAME.back the other one. Default unlimited.',
    ),
    latency: optional(duration(), 'Latency, one way. It has no effect on the results. Default 0s.'),
    productionLoad: productionLoad.optional(),
  })
  .describe('A link between two sites.');

export const fabric = z
  .strictObject({
    name: name().describe('Name, which datastores and proxies state to be attached to it.'),
    bandwidth: optional(capacity(), 'Bandwidth. Default unlimited.'),
  })
  .describe('A shared SAN or LAN segment.');

export const throttle = z
  .strictObject({
    name: optional(name(), 'Name. Default: made of its sites, such as hq-dr or hq-any.'),
    between: optional(z.array(name()).length(2), 'Traffic between these two sites, both ways together.'),
    from: optional(nameOrNames(), 'Traffic out of these sites.'),
    to: optional(nameOrNames(), 'Traffic into these sites. Default: any other site.'),
    rate: rate().describe('Bandwidth that the traffic may use in total, shared per job.'),
    during: optional(
      z.union([everyDay(), partsOfWeek]),
      'When it acts: an interval of every day such as 08:00-18:00, or a list of such intervals with the days on which they begin. At other times traffic is not limited. Default always.',
    ),
  })
  .describe('A network throttle rule: between two sites, or from some sites to others.');
