import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsFor, holdsInDomain, holdsWith } from '../law.ts';
import { nightOf, runNight } from '../night.ts';
import { byResource, figuresOf, namesOf, renamed } from '../results.ts';
import { withoutChance, withoutDraws } from '../without-chance.ts';

/** Findings that cover several VMs and point at the first in the file. */
const NAMES_THE_FIRST = /^(vm-in-no-job|datastore-not-visible) /;

function entriesOf(data: ScenarioData, section: string): Entry[] {
  return data[section] as Entry[];
}

function changesOnlyNames(data: ScenarioData): void {
  const names = namesOf(data);
  // Names that sort in reverse, so that nothing can depend on their order.
  const there = new Map(names.map((name, n) => [name, `other-${String(names.length - n).padStart(3, '0')}`]));
  const back = new Map([...there].map(([from, to]) => [to, from]));
  const original = figuresOf(nightOf(data).run);
  const other = figuresOf(runNight(renamed(data, there)).run);
  expect(renamed(other, back)).toEqual(JSON.parse(JSON.stringify(original)));
}

test('renaming everything changes only names', () => {
  holdsFor({ runs: 120 }, changesOnlyNames);
  holdsInDomain({ runs: 100, given: withoutChance }, changesOnlyNames);
});

/**
 * By contract, order matters among proxies (the last tie-break of a choice), jobs, and the VMs of a job's list. Sites with
 * several links between them and VMs that name no host fall back to the first declared, so random scenarios have neither.
 * The order of all other declarations decides nothing.
 */
const FREE_ORDER = ['fabrics', 'hosts', 'datastores', 'repositories', 'throttles', 'vms'];

test('the order of sites, hosts, datastores, repositories, fabrics and VMs in the file changes nothing', () => {
  const orders = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
  holdsWith({ runs: 150, given: withoutDraws }, orders, (data, keys) => {
    const permute = <T>(list: readonly T[]): T[] =>
      list
        .map((item, n) => ({ item, key: keys[n % keys.length]! }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item);
    const permuted: ScenarioData = { ...data, sites: permute(data.sites) };
    for (const section of FREE_ORDER) permuted[section] = permute(entriesOf(data, section));
    const original = nightOf(data);
    const other = runNight(permuted);
    expect(other.run.summary.fingerprint).toBe(original.run.summary.fingerprint);
    expect(comparable(other.run)).toEqual(comparable(original.run));
  });
});

/** Of two equal bounds either may be named, and lists of VMs follow the declaration. */
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

test('over the whole domain the order of datastores, repositories, fabrics and VMs in the file changes no task and no session', () => {
  holdsInDomain({ runs: 100, given: withoutChance }, (data) => {
    const reversed: ScenarioData = { ...data };
    for (const section of ['fabrics', 'datastores', 'repositories', 'vms'])
      reversed[section] = [...entriesOf(data, section)].reverse();
    const { run } = nightOf(data);
    const other = runNight(reversed).run;
    // The fingerprint may differ: it hashes extents, and what goes down, by their rows.
    expect(other.tasks).toEqual(run.tasks);
    expect(other.sessions).toEqual(run.sessions);
  });
});
