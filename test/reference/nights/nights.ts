import { type Entry, RULE_HOURS, type ScenarioData } from '../../helpers/random-scenario.ts';

/** One job for all VMs. In every third night few disks can be attached, in every fourth memory counts: rare otherwise. */
export function oneJob(data: ScenarioData): ScenarioData {
  const job = data.jobs[0]!;
  const { seed, policy, proxies } = data;
  const isShortOfMemory = seed % 4 === 0;
  const vms = data.vms.map(({ name }) => name);
  return {
    ...data,
    enforceRam: isShortOfMemory || data['enforceRam'],
    proxies: isShortOfMemory ? proxies.map((proxy) => ({ ...proxy, ram: '3 GB' })) : proxies,
    policy: { ...policy, hotaddMaxDisks: seed % 3 === 0 ? 1 : policy['hotaddMaxDisks'] },
    jobs: [{ ...job, vms, schedule: undefined, window: undefined } as Entry],
  };
}

/** Several jobs by the calendar, with proxies that go down and come up again: lost connections, failures, retries. */
export function withProxiesDown(data: ScenarioData): ScenarioData {
  const { seed, proxies, jobs } = data;
  const times = ['10s', '40s', '90s', '3 min', '10 min', '1h'];
  const lengths = ['5s', '40s', '10 min', '35 min', '2h'];
  const faults = proxies
    .filter((_, n) => (seed >> n) % 2 === 0)
    .map(({ name }, n) => ({
      kind: 'proxy-down',
      target: name,
      at: times[(seed + n) % times.length],
      for: lengths[(seed * 7 + n) % lengths.length],
    }));
  const retries = [undefined, 0, { times: 1, wait: '2 min' }, { times: 2, wait: '0s' }];
  return {
    ...data,
    faults,
    jobs: jobs.map((job, n) => ({
      ...job,
      schedule: job['schedule'] ?? { at: '20:00' },
      retries: retries[(seed + n) % retries.length],
    })),
  };
}

/** Several jobs whose repositories count slots by chain or limit their data rate, and whose increments go in reverse. */
export function withRepositoryLimits(data: ScenarioData): ScenarioData {
  const { seed, repositories, jobs } = data;
  const ingests = [undefined, '60 MB/s', { write: '90 MB/s' }, { read: '50 MB/s' }];
  const methods = [undefined, 'reverse-incremental', 'active-full'];
  return {
    ...data,
    repositories: repositories.map((repository, n) => ({
      ...repository,
      read: ['100 MB/s', undefined][(seed + n) % 2],
      slotUnit: ['chain', 'disk', 'chain'][(seed + n) % 3],
      ingest: ingests[(seed + n) % ingests.length],
    })),
    jobs: jobs.map((job, n) => ({ ...job, method: methods[(seed + n) % methods.length] })),
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
