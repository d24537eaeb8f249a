import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { targetOf } from './ends-nights.ts';
import { struck, withExtents, withGateways } from './repositories-nights.ts';

const STARTS = [
  { at: '20:02' },
  { at: ['20:00', '21:30'] },
  { daily: '20:05' },
  { every: '8h', offset: '2h' },
  undefined,
];
const RETRIES = [undefined, 0, { times: 1, wait: '2 min' }, { times: 2, wait: '0s' }];

/** Beside nights of backups, jobs that read what these have stored, and copies of it from one repository to the other. */
function withCopies(nightsOf: (data: ScenarioData) => ScenarioData): (data: ScenarioData) => ScenarioData {
  return (data) => {
    const night = nightsOf(data);
    const { seed, repositories, jobs } = night;
    const parts = new Set(repositories.flatMap((one) => (one['extents'] as string[] | undefined) ?? []));
    const stores = repositories.map(({ name }) => name).filter((name) => !parts.has(name));
    const scaleOut = stores.find((name) => name === 'scale-out');
    const backups = stores.filter((name) => name !== scaleOut);
    const copies = [0, 1].flatMap((n) => {
      const at = seed + n;
      const own = scaleOut ?? backups[at % backups.length]!;
      const other = backups.find((name) => name !== own);
      const isCopy = at % 3 !== 0 && other !== undefined;
      const [source, repository] = (seed >> n) % 2 === 0 ? [own, other] : [other, own];
      return [
        {
          ...jobOf(night, n),
          ...(isCopy
            ? {
                type: 'backup-copy',
                source,
                repository,
                run: ['auto', 'incremental', 'full'][(seed >> 3) % 3],
              }
            : { type: 'restore', repository: own, target: at % 2 === 0 ? targetOf(night, n) : undefined }),
        },
      ];
    });
    return { ...night, jobs: [...jobs, ...copies] };
  };
}

export const withExtentsRead = withCopies(withExtents);
export const withGatewaysCrossed = withCopies(withGateways);
export const withExtentsReadLost = struck(withExtentsRead);
export const withGatewaysCrossedLost = struck(withGatewaysCrossed);

/** Of some of the VMs that are backed up, and others; behind that backup, or whenever. */
function jobOf({ seed, jobs, vms }: ScenarioData, n: number): Entry {
  const at = seed + 3 * n;
  const of = jobs[at % jobs.length]!;
  const takes = vms.map(({ name }) => name).filter((_, row) => (at + row) % 4 === 0);
  const own = (of['vms'] as string[]).filter((_, row) => row === 0 || (seed >> row) % 2 === 0);
  return {
    name: `copy${n + 1}`,
    vms: [...new Set([...own, ...takes])],
    schedule: at % 2 === 0 ? { after: of.name } : STARTS[at % STARTS.length],
    retries: RETRIES[(seed + n) % RETRIES.length],
    priority: at % 5 === 0 ? 'high' : undefined,
  };
}
