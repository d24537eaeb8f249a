import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';

const STARTS = [
  { daily: '20:00' },
  { daily: '22:00' },
  { every: '8h', offset: '1h' },
  { at: ['20:01', '21:00', '23:30'] },
  { every: '30 min', within: '20:00-21:30' },
  { daily: '20:00', days: ['mon', 'wed'] },
];
const INGESTS = [undefined, undefined, '60 MB/s', { write: '90 MB/s' }, { read: '50 MB/s' }];
/** Which of the days of a full it is made on. */
const SOME = [
  {},
  { weeks: ['second', 'last'] },
  {},
  { months: ['jan', 'mar'] },
  { weeks: ['first'], months: ['jan'] },
];
const RETRIES = [undefined, 0, { times: 1, wait: '2 min' }];

/** Nights one after the other, in which repositories have work of their own: merges, fulls that are synthesised, active ones. */
export function withTransforms(data: ScenarioData): ScenarioData {
  const { seed, repositories } = data;
  return nights({
    ...data,
    repositories: repositories.map((repository, n) => repositoryOf(repository, seed + n)),
  });
}

/** The same into scale-out repositories beside plain ones, whose extents are small, in other sites, or the jobs' own, too. */
export function withExtents(data: ScenarioData): ScenarioData {
  const { seed, repositories, sites } = data;
  const plain = Array.from({ length: 2 + (seed % 2) }, (_, n) => {
    const { name, server, affinity, ...more } = repositories[n % repositories.length]!;
    const isFirst = n === 0;
    return repositoryOf(
      {
        ...more,
        name: `ext${n + 1}`,
        site: isFirst && server !== undefined ? more['site'] : sites[(seed + n) % sites.length],
        server: isFirst ? server : undefined,
        affinity: n < repositories.length ? affinity : undefined,
        perVmFiles: undefined,
        maxConcurrentTasks: [1, 2, undefined, 3][(seed + n) % 4],
        freeSpace: [undefined, '100 GB', '2 TB'][(seed + 2 * n) % 3],
      },
      seed + n,
    );
  });
  const scaleOut = {
    name: 'scale-out',
    extents: plain.map(({ name }) => name),
    placement: ['data-locality', 'performance'][seed % 2],
    perVmFiles: seed % 3 !== 0,
  };
  const made = nights({ ...data, repositories: [...plain, scaleOut, ...repositories] });
  return {
    ...made,
    jobs: made.jobs.map((job, n) => ({
      ...job,
      repository: (seed + n) % 4 === 3 ? job['repository'] : 'scale-out',
    })),
  };
}

/** Into repositories that a machine of a proxy writes to: a proxy by name, or the first that works on the file. */
export function withGateways(data: ScenarioData): ScenarioData {
  const { seed, repositories, proxies } = data;
  return nights({
    ...data,
    repositories: repositories.map((repository, n) => ({
      ...repositoryOf(repository, seed + n),
      gateway: (seed + n) % 3 === 0 ? proxies[(seed + n) % proxies.length]!.name : 'auto',
    })),
  });
}

const TIMES = ['40s', '3 min', '20 min', '1h', '19h', '24h', '1450 min', '30h', '48h'];
const LENGTHS = ['40s', '10 min', '35 min', '6h', '20h', undefined];

/** Repositories, the proxies before them or the links to them go down in some of these nights, for a time or for good. */
export function struck(nightsOf: (data: ScenarioData) => ScenarioData): (data: ScenarioData) => ScenarioData {
  return (data) => {
    const night = nightsOf(data);
    const { seed, repositories, proxies, links } = night;
    const targets = [
      ...repositories
        .filter((one) => one['extents'] === undefined)
        .map(({ name }) => ['repository-down', name]),
      ...proxies.map(({ name }) => ['proxy-down', name]),
      ...links.map(({ name }) => ['link-down', name]),
    ];
    const faults = targets
      .filter((_, n) => (seed + n) % 3 === 0)
      .map(([kind, target], n) => ({
        kind,
        target,
        at: TIMES[(seed + 2 * n) % TIMES.length],
        for: LENGTHS[(seed * 5 + n) % LENGTHS.length],
      }));
    return { ...night, resume: [undefined, '5 min'][seed % 2], faults: faults as unknown as Entry[] };
  };
}

export const withExtentsLost = struck(withExtents);
export const withGatewaysLost = struck(withGateways);

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

function repositoryOf(repository: Entry, n: number): Entry {
  return {
    ...repository,
    read: ['100 MB/s', undefined, '40 MB/s'][n % 3],
    slotUnit: ['disk', 'chain', 'disk'][n % 3],
    blockCloning: n % 4 === 0,
    ingest: INGESTS[n % INGESTS.length],
  };
}

function nights(data: ScenarioData): ScenarioData {
  const { seed, clock, jobs } = data;
  return {
    ...data,
    // A Friday evening or a Monday one.
    clock: {
      ...clock,
      start: ['2026-01-09T20:00', '2026-01-05T19:30'][seed % 2],
      horizon: ['50h', '3d', '26h'][seed % 3],
    },
    jobs: jobs.map((job, n) => jobOf(job, n, seed + n)),
  };
}

function jobOf(job: Entry, n: number, at: number): Entry {
  const schedule = job['schedule'] as object | undefined;
  const isChained = schedule !== undefined && 'after' in schedule && at % 2 === 0;
  const base = {
    ...job,
    schedule: isChained ? schedule : STARTS[at % STARTS.length],
    run: ['auto', 'auto', 'incremental', 'full'][(at >> 1) % 4],
    retries: RETRIES[(at + n) % RETRIES.length],
    method: undefined,
  };
  switch (at % 5) {
    case 0:
    case 1:
      return {
        ...base,
        method: 'forever-incremental',
        restorePoints: [1, 2, 3][at % 3],
        activeFull: at % 7 === 0 ? { days: ['sun', 'tue'] } : undefined,
      };
    case 2:
      return {
        ...base,
        syntheticFull: {
          days: [
            ['sat', 'tue'],
            ['fri', 'mon', 'sun'],
          ][at % 2],
        },
      };
    case 3:
      return withBothFulls(base, Math.floor(at / 5));
    default:
      return { ...base, method: job['method'] };
  }
}

/** On a day that has both, those of some weeks or months take the place of the synthetic ones. */
function withBothFulls(base: Entry, at: number): Entry {
  const active = SOME[at % SOME.length]!;
  return {
    ...base,
    activeFull: { days: ['sat', 'mon'], ...active },
    syntheticFull: {
      days: Object.keys(active).length > 0 ? ['sat', 'sun', 'mon', 'tue'] : ['sun', 'tue'],
      ...SOME[(at + 1) % SOME.length],
    },
  };
}
