import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry, ScenarioData } from '../helpers/random-scenario.ts';
import { holdsFor, holdsWith } from './law.ts';
import { nightOf } from './night.ts';
import { byResource, figuresOf, renamed } from './results.ts';

/** Findings that stand for several VMs and point at the first in the file. */
const NAMES_THE_FIRST = /^(vm-in-no-job|datastore-not-visible) /;

const NAMED = [
  'links',
  'fabrics',
  'hosts',
  'datastores',
  'proxies',
  'repositories',
  'throttles',
  'vms',
  'jobs',
];

function entriesOf(data: ScenarioData, section: string): Entry[] {
  return data[section] as Entry[];
}

function namesOf(data: ScenarioData): string[] {
  return [...data.sites, ...NAMED.flatMap((section) => entriesOf(data, section).map(({ name }) => name))];
}

test('renaming everything changes only names', () => {
  holdsFor({ runs: 120 }, (data) => {
    const names = namesOf(data);
    // Names that sort the other way round, so that nothing can hang on their order.
    const there = new Map(
      names.map((name, n) => [name, `other-${String(names.length - n).padStart(3, '0')}`]),
    );
    const back = new Map([...there].map(([from, to]) => [to, from]));
    const original = figuresOf(nightOf(data).run);
    const other = figuresOf(nightOf(renamed(data, there)).run);
    expect(renamed(other, back)).toEqual(JSON.parse(JSON.stringify(original)));
  });
});

/**
 * Order matters by contract among proxies (the last tie-break of a choice), jobs, and the VMs of a job's list; sites
 * with several links between them and VMs that name no host fall back to the first declared, so random scenarios have
 * neither. The order in which everything else is declared decides nothing.
 */
const FREE_ORDER = ['fabrics', 'hosts', 'datastores', 'repositories', 'throttles', 'vms'];

test('the order of sites, hosts, datastores, repositories, fabrics and VMs in the file changes nothing', () => {
  const orders = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
  holdsWith({ runs: 150, given: withoutShuffling }, orders, (data, keys) => {
    const permute = <T>(list: readonly T[]): T[] =>
      list
        .map((item, n) => ({ item, key: keys[n % keys.length]! }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item);
    const permuted: ScenarioData = { ...data, sites: permute(data.sites) };
    for (const section of FREE_ORDER) permuted[section] = permute(entriesOf(data, section));
    const original = nightOf(data);
    const other = nightOf(permuted);
    expect(other.run.summary.fingerprint).toBe(original.run.summary.fingerprint);
    expect(comparable(other.run)).toEqual(comparable(original.run));
  });
});

/** Two bounds of one length may name either, and lists of VMs follow the declaration. */
function comparable(run: Parameters<typeof figuresOf>[0]) {
  const { figures, warnings, utilisation, ...rest } = figuresOf(run);
  const { bound, vms, ...others } = figures;
  return {
    ...rest,
    ...others,
    bound: bound?.seconds,
    unprotected: [...vms.unprotected].sort(),
    utilisation: byResource(utilisation),
    // Of idle VMs the first declared is named.
    warnings: warnings.filter((warning) => !NAMES_THE_FIRST.test(warning)).sort(),
  };
}

/** A random queue order draws for a VM by its place in the file: the law is about everything else. */
function withoutShuffling(data: ScenarioData): ScenarioData {
  const { order, select } = data.policy;
  const drawn = order === 'random' || select === 'random' || select === 'two-choices';
  return drawn ? { ...data, policy: { ...data.policy, order: undefined, select: undefined } } : data;
}
