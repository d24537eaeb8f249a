import { RULE_HOURS, type ScenarioData } from '../../helpers/random-scenario.ts';

/** Jobs that may run in parts of every day or week: starts at given times are in them, periodic ones may not be. */
export function withAllowedHours(data: ScenarioData): ScenarioData {
  const { seed, jobs } = data;
  const windows = [
    '19:30-20:10',
    '19:50-22:00',
    '20:00-03:00',
    [{ within: '20:00-20:20' }, { days: ['mon', 'tue', 'sun'], within: '21:00-02:00' }],
    [
      { days: ['mon', 'wed', 'fri', 'sun'], within: '19:30-20:10' },
      { days: ['tue', 'thu', 'sat'], within: '19:50-20:30' },
    ],
  ];
  const schedules = [
    { at: '20:00' },
    { daily: '20:00' },
    { every: '8h', offset: '1h' },
    { every: '10 min' },
    { every: '90 min' },
  ];
  return {
    ...data,
    jobs: jobs.map((job, n) => ({
      ...job,
      schedule: schedules[(seed + n) % schedules.length],
      window: {
        length: windows[(seed + 2 * n) % windows.length],
        onClose: (seed >> n) % 2 === 0 ? 'stop' : 'report',
      },
    })),
  };
}

/** Two rules between the sites, with hours that begin and end while data flows. */
export function withThrottleHours(data: ScenarioData): ScenarioData {
  const { seed, sites, throttles } = data;
  if (sites.length < 2) return data;
  const rates = ['20 MB/s', '35 MB/s', '80 MB/s'];
  return {
    ...data,
    throttles: [
      { name: 'both', between: sites, rate: rates[seed % 3], during: RULE_HOURS[1 + (seed % 3)] },
      { name: 'out', from: sites[0], rate: rates[(seed + 1) % 3], during: RULE_HOURS[(seed >> 2) % 4] },
      ...throttles,
    ],
  };
}
