import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { targetOf, withEnds } from './ends-nights.ts';

export type Kind = 'vm-copy' | 'quick-migration' | 'restore' | 'replication' | 'backup-copy';

const READS = ['100 MB/s', undefined, '40 MB/s'];
const INGESTS = [undefined, '60 MB/s', undefined, { read: '50 MB/s' }, { write: '90 MB/s' }];

/** Jobs of these kinds beside some backups, with repositories that limit what is read of them. */
export function withKinds(kinds: readonly Kind[]): (data: ScenarioData) => ScenarioData {
  return (data) => {
    const { seed, repositories } = data;
    const limited = repositories.map((repository, n) => ({
      ...repository,
      read: READS[(seed + n) % READS.length],
      ingest: INGESTS[(seed + n) % INGESTS.length],
      slotUnit: (seed + n) % 4 === 1 ? 'chain' : undefined,
    }));
    return withEnds({ ...data, repositories: limited }, (job, n) =>
      (seed + n) % (kinds.length + 1) === kinds.length
        ? job
        : jobOf(data, job, kinds[(seed + n) % (kinds.length + 1)]!, n),
    );
  };
}

function jobOf(data: ScenarioData, { method, run, repository, ...job }: Entry, type: Kind, n: number): Entry {
  void method;
  const target: Record<string, unknown> = { ...targetOf(data, n), host: hostOf(data, n) };
  const isOdd = (data.seed >> n) % 2 === 1;
  switch (type) {
    case 'replication':
      return { ...job, type, run, target, repository: isOdd ? repository : undefined };
    case 'quick-migration':
      return { ...job, type, target };
    case 'vm-copy':
      return { ...job, type, ...(isOdd ? { repository } : { target }) };
    case 'restore': {
      // In place, each disk where it was.
      const inPlace = { ...target, datastore: undefined, host: undefined };
      // One list of proxies.
      const proxies = target['proxies'] === undefined ? job['proxies'] : undefined;
      return { ...job, type, repository, proxies, target: isOdd ? target : inPlace };
    }
    case 'backup-copy': {
      // Where there is only one repository its VMs are restored.
      const source = data.repositories.find(({ name }) => name !== repository)?.name;
      return source === undefined
        ? { ...job, type: 'restore', repository }
        : { ...job, type, run, repository, source, proxies: undefined };
    }
  }
}

/** In some nights not the first host that mounts the target's datastore. */
function hostOf(data: ScenarioData, n: number): string | undefined {
  const { seed, datastores } = data;
  const { datastore } = targetOf(data, n);
  const hosts = datastores.find(({ name }) => name === datastore)!['hosts'] as string[];
  return seed % 3 === 0 ? hosts[(seed + n) % hosts.length] : undefined;
}
