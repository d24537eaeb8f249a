import * as fc from 'fast-check';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { distinct, index, maybe, one, pick } from './draws.ts';

const fault = fc.record({
  kind: one(
    'proxy-down',
    'proxy-down',
    'proxy-down',
    'proxy-up',
    'host-down',
    'datastore-down',
    'link-down',
    'link-degraded',
    'repository-down',
    'connectivity-lost',
    'connectivity-lost',
    'tracking-reset',
    'task-fails',
    'task-fails',
  ),
  targets: fc.uniqueArray(index, { minLength: 1, maxLength: 2 }),
  datastore: maybe(index),
  // Most of a random night happens in its first minutes.
  at: one('10s', '25s', '40s', '1 min', '90s', '3 min', '10 min', '1h', '24h'),
  for: one(undefined, '5s', '40s', '2 min', '10 min', '35 min', '2h'),
  random: maybe(
    fc.record({
      mtbf: one('2 min', '10 min', '2h'),
      mttr: one('20s', '5 min', '40 min'),
      burst: maybe(fc.integer({ min: 1, max: 2 })),
    }),
  ),
  share: one('20%', '50%'),
  probability: one('0%', '30%', '100%'),
});

export const faults = fc.array(fault, { minLength: 0, maxLength: 5 });

type Fault = typeof fault extends fc.Arbitrary<infer T> ? T : never;

export function withFaults(data: ScenarioData, given: readonly Fault[]): ScenarioData {
  return { ...data, faults: given.flatMap((one) => faultOf(data, one)) };
}

function faultOf(data: ScenarioData, given: Fault): Entry[] {
  const { kind, at, random } = given;
  const among = namesFor(data, kind);
  if (among.length === 0) return [];
  const targets = distinct(given.targets.map((n) => pick(among, n)));
  // In place of a name, which faults have none of.
  const fault = { kind, targets } as unknown as Entry;
  const datastore =
    given.datastore === undefined ? undefined : pick(namesOf(data, 'datastores'), given.datastore);
  const burst = random?.burst === undefined ? undefined : Math.min(random.burst, targets.length);
  const times = random === undefined ? { at, for: given.for } : { ...random, burst };
  switch (kind) {
    case 'proxy-up':
      return [{ ...fault, at }];
    case 'tracking-reset':
      return [random === undefined ? { ...fault, at } : { ...fault, mtbf: random.mtbf }];
    case 'task-fails':
      // Half of them for the whole run.
      return [{ ...fault, ...(given.share === '20%' ? {} : times), probability: given.probability }];
    case 'link-degraded':
      return [{ ...fault, ...times, share: given.share }];
    case 'connectivity-lost':
      return [{ ...fault, ...times, datastore }];
    default:
      return [{ ...fault, ...times }];
  }
}

function namesFor(data: ScenarioData, kind: Fault['kind']): readonly string[] {
  switch (kind) {
    case 'proxy-down':
    case 'proxy-up':
    case 'connectivity-lost':
      return [...namesOf(data, 'proxies'), ...namesOf(data, 'hosts').filter((name) => name.startsWith('hv'))];
    case 'host-down':
      return namesOf(data, 'hosts');
    case 'datastore-down':
      return namesOf(data, 'datastores');
    case 'link-down':
    case 'link-degraded':
      return namesOf(data, 'links');
    case 'repository-down':
      return namesOf(data, 'repositories').filter((name) => name !== 'sobr');
    case 'tracking-reset':
    case 'task-fails':
      return namesOf(data, 'vms');
  }
}

function namesOf(data: ScenarioData, section: string): string[] {
  return (data[section] as Entry[]).map(({ name }) => name);
}

/** Every fault comes once and goes again, within hours. */
export function healing(data: ScenarioData): ScenarioData {
  const faults = (data['faults'] as Entry[]).map((fault): Entry => {
    const { mtbf, mttr, burst, ...rest } = fault;
    const kind = fault['kind'] as string;
    if (kind === 'task-fails') return rest as Entry;
    const once = { ...rest, at: rest['at'] ?? '1 min' } as Entry;
    if (kind === 'proxy-up' || kind === 'tracking-reset') return once;
    return { ...once, for: rest['for'] ?? '50 min' };
  });
  return { ...data, faults };
}
