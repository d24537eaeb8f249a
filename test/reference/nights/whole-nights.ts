import * as fc from 'fast-check';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { rarely } from '../../laws/domain/draws.ts';
import { randomDomain } from '../../laws/domain/random-domain.ts';
import { withDraws } from './draws-nights.ts';
import { withThrottleHours } from './hours-nights.ts';
import { withLatency } from './latency-nights.ts';
import { populations, withPopulations } from './population-nights.ts';
import { settings, withSettings } from './settings-nights.ts';

const often = fc.boolean();
const seldom = rarely(fc.constant(true)).map((is) => is === true);

/** Nights of the whole domain, in which what other nights draw by itself meets all the rest. */
export const wholeNight: fc.Arbitrary<ScenarioData> = fc
  .record({
    data: randomDomain,
    settings: rarely(settings),
    populations: rarely(populations),
    hasFarSite: often,
    draws: seldom,
    latency: seldom,
    throttles: seldom,
    chains: seldom,
  })
  .map((given) => {
    let { data } = given;
    if (given.draws) data = withDraws(data);
    if (given.chains) data = withChainsInParts(data);
    if (given.throttles) data = withThrottleHours(data);
    if (given.hasFarSite) data = withFarSite(data);
    if (given.latency) data = withLatency(data);
    if (given.settings !== undefined) data = withSettings(data, given.settings);
    // Its seed may be a text.
    return given.populations === undefined ? data : withPopulations(data, given.populations);
  });

const RATES = ['40 MB/s', undefined, '90 MB/s'];

/** One more site, at the end of a chain of links, with repositories and proxies in it. */
export function withFarSite(data: ScenarioData): ScenarioData {
  const { seed, sites, links, repositories, proxies, throttles } = data;
  const isFar = (n: number) => (seed + n) % 3 === 0;
  const near = sites.at(-1)!;
  const more = [
    { name: 'far', between: [near, 'far'], bandwidth: RATES[seed % 3] },
    // The longer way round, or another cable.
    { name: 'far-too', between: ['far', sites[0]!], bandwidth: '70 MB/s' },
  ].slice(0, 1 + (seed % 2));
  return {
    ...data,
    sites: [...sites, 'far'],
    links: seed % 5 === 0 ? [...more, ...links] : [...links, ...more],
    repositories: repositories.map((one, n) =>
      isFar(n) && one['server'] === undefined && one['extents'] === undefined ? { ...one, site: 'far' } : one,
    ),
    proxies: proxies.map((one, n) =>
      isFar(n + 1) && one['host'] === undefined && !isServer(data, one) ? { ...one, site: 'far' } : one,
    ),
    throttles:
      seed % 4 === 0 ? [...throttles, { name: 'to-far', to: ['far'], rate: '25 MB/s' } as Entry] : throttles,
  };
}

/** Of a repository that is in its site. */
function isServer({ repositories }: ScenarioData, { name }: Entry): boolean {
  return repositories.some(({ server }) => server === name);
}

const PARTS: readonly unknown[] = [
  '19:30-20:10',
  '20:30-22:00',
  [{ days: ['mon', 'wed'], within: '21:00-23:00' }],
];

/** Jobs behind others, which may run in parts of the day or the week only. */
function withChainsInParts(data: ScenarioData): ScenarioData {
  const { seed, jobs } = data;
  return {
    ...data,
    jobs: jobs.map((job, n) =>
      n === 0
        ? job
        : {
            ...job,
            schedule: { after: jobs[n - 1]!.name },
            window: {
              length: PARTS[(seed + n) % PARTS.length],
              onClose: seed % 2 === 0 ? 'stop' : 'report',
            },
          },
    ),
  };
}
