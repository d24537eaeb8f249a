import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';

export type Strike =
  | 'repository-down'
  | 'datastore-down'
  | 'host-down'
  | 'link-down'
  | 'link-degraded'
  | 'connectivity-lost'
  | 'tracking-reset';

const TIMES = ['10s', '40s', '90s', '3 min', '10 min', '1h'];
const LENGTHS = ['5s', '40s', '10 min', '35 min', '2h', undefined];
const RETRIES = [undefined, 0, { times: 1, wait: '2 min' }, { times: 2, wait: '0s' }];

/** Several jobs by the calendar, and what is named here strikes some of what there is, for a time or for good. */
export function struckBy(kinds: readonly Strike[]): (data: ScenarioData) => ScenarioData {
  return (data) => {
    const { seed, jobs } = data;
    const faults = kinds.flatMap((kind, k) =>
      targetsOf(data, kind)
        .filter((_, n) => ((seed >> k) + n) % 2 === 0)
        .map((target, n) => strike(data, kind, target, seed + 3 * k + n)),
    );
    return {
      ...data,
      ...(kinds.includes('host-down') ? failingOver(data) : {}),
      rescan: ['7 min', '1h', undefined][seed % 3],
      resume: [undefined, '5 min', undefined, '1h'][seed % 4],
      faults: faults as unknown as Entry[],
      jobs: jobs.map((job, n) => ({
        ...job,
        schedule: job['schedule'] ?? { at: '20:00' },
        retries: RETRIES[(seed + n) % RETRIES.length],
      })),
    };
  };
}

const FAILOVERS = [undefined, { vms: '25s', volumes: '7s' }, { vms: '0s' }, { vms: '3s', volumes: '4 min' }];

/** Most hosts in one cluster, which moves what was on those that are down. */
function failingOver({ hosts, seed }: ScenarioData): Partial<ScenarioData> {
  return {
    hosts: hosts.map((host, n) => ({ cluster: (seed + n) % 4 === 0 ? undefined : 'c1', ...host })),
    hostFailover: FAILOVERS[(seed >> 3) % FAILOVERS.length],
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

function strike({ datastores }: ScenarioData, kind: Strike, target: string, n: number): object {
  const at = TIMES[n % TIMES.length];
  const lasting = { kind, target, at, for: LENGTHS[(n * 7) % LENGTHS.length] };
  switch (kind) {
    case 'tracking-reset':
      return { kind, target, at };
    case 'link-degraded':
      return { ...lasting, share: ['20%', '50%'][n % 2] };
    case 'connectivity-lost':
      return { ...lasting, datastore: n % 3 === 0 ? datastores[n % datastores.length]!.name : undefined };
    default:
      return lasting;
  }
}

/** What a fault of a kind may strike. */
export function targetsOf(data: ScenarioData, kind: Strike | 'proxy-down'): string[] {
  switch (kind) {
    case 'repository-down':
      return namesOf(data.repositories);
    case 'datastore-down':
      return namesOf(data.datastores);
    case 'host-down':
      return namesOf(data.hosts);
    case 'link-down':
    case 'link-degraded':
      return namesOf(data.links);
    case 'proxy-down':
    case 'connectivity-lost':
      return namesOf(data.proxies);
    case 'tracking-reset':
      return namesOf(data.vms);
  }
}

function namesOf(entries: readonly Entry[]): string[] {
  return entries.map(({ name }) => name);
}
