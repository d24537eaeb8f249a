import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { targetsOf } from './strikes.ts';

const RETRIES = [undefined, 0, { times: 1, wait: '2 min' }, { times: 2, wait: '0s' }];
const PROBABILITIES = ['30%', '10%', '70%', '100%'];

/** When tasks fail: at times that are known or random, of each VM or of several at once, and else always. */
const BAD_TIMES: readonly object[] = [
  { at: '60s', for: '10 min' },
  { mtbf: '2 min', mttr: '90s' },
  { mtbf: '5 min', mttr: '5 min', burst: 1 },
  { at: '20:10' },
];

/** Jobs by the calendar, whose tasks fail by chance, of all VMs or of some. */
export function withFailingTasks(data: ScenarioData): ScenarioData {
  const { seed, vms } = data;
  const some = vms.filter((_, n) => (seed + n) % 2 === 0).map(({ name }) => name);
  const faults = [
    {
      kind: 'task-fails',
      probability: PROBABILITIES[seed % PROBABILITIES.length],
      ...BAD_TIMES[(seed >> 2) % 6],
    },
    { kind: 'task-fails', probability: '50%', targets: some, ...BAD_TIMES[(seed >> 3) % 4] },
  ].slice(0, seed % 3 === 0 && some.length > 0 ? 2 : 1);
  return withRetries(data, faults);
}

const KINDS = [
  'proxy-down',
  'repository-down',
  'datastore-down',
  'host-down',
  'connectivity-lost',
  'link-down',
  'link-degraded',
  'tracking-reset',
] as const;
const MTBFS = ['90s', '10 min', '1h', '4 min'];
const MTTRS = ['20s', '3 min', '40 min', '8s'];

/** Likewise, with parts that fail at random: each by itself, or several at once. */
export function withRandomFaults(data: ScenarioData): ScenarioData {
  const { seed } = data;
  const kinds = KINDS.filter((_, n) => ((seed >> 1) + n) % 4 === 0 || seed % KINDS.length === n);
  const faults = kinds.flatMap((kind, n): object[] => {
    const targets = targetsOf(data, kind);
    const at = seed + 3 * n;
    if (targets.length === 0) return [];
    const times = { mtbf: MTBFS[at % MTBFS.length], mttr: MTTRS[(at >> 2) % MTTRS.length] };
    const burst = at % 3 === 0 ? 1 + (at % targets.length) : undefined;
    if (kind === 'tracking-reset') return [{ kind, targets, mtbf: times.mtbf, burst }];
    const more = kind === 'link-degraded' ? { share: '30%' } : {};
    return [{ kind, targets, ...times, ...more, burst }];
  });
  // Repairs of what broke at a given time; a failure by chance goes on for as long as it would.
  const repair = { kind: 'proxy-up', target: data.proxies[0]!.name, at: '100s' };
  // For good: those who need it are past help, whatever else comes and goes.
  const loss = { kind: 'datastore-down', target: data.datastores[0]!.name, at: '70s' };
  return {
    ...withRetries(data, [...faults, ...[[repair], [loss], [], []][seed % 4]!]),
    rescan: ['7 min', '1h', undefined][seed % 3],
    resume: [undefined, '5 min', '1 min'][seed % 3],
  };
}

function withRetries(data: ScenarioData, faults: readonly object[]): ScenarioData {
  const { seed, jobs } = data;
  return {
    ...data,
    // In place of a name, which faults have none of.
    faults: faults as unknown as Entry[],
    jobs: jobs.map((job, n) => ({
      ...job,
      schedule: job['schedule'] ?? { at: '20:00' },
      retries: RETRIES[(seed + n) % RETRIES.length],
    })),
  };
}
