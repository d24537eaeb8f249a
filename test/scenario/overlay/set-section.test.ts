import { describe, expect, it } from 'vitest';
import { referencedFiles } from '../../../src/scenario/tree/load.ts';
import { findings, parse, parsed, SMALL } from '../parse-fixture.ts';

const BASE = `${SMALL}proxies: [{ name: "px{1..2}", cores: 8 }]\noverheads: none\n`;
const FILES = { 'base.yaml': BASE };

describe('set', () => {
  it('overrides by path what the file and its includes state', () => {
    const text = `include: base.yaml
set:
  proxies.px2.maxConcurrentTasks: 3
  overheads.openNbd: 7s
  vms.vm1.disks.*.changeRate: 12%
`;
    const { proxies, overheads, vms } = parsed(text, FILES);
    expect(proxies.map(({ maxConcurrentTasks }) => maxConcurrentTasks)).toEqual([8, 3]);
    expect([overheads.openNbd, overheads.jobInit]).toEqual([7e6, 0]);
    expect(vms.disksOf(0)).toMatchObject([{ changeRate: 0.12 }]);
  });

  it('works like --set; --set and an including file win over it', () => {
    const set = 'set: { proxies.px1.maxConcurrentTasks: 3 }\n';
    const slots = (text: string, sets: string[] = []) =>
      parsed(text, { ...FILES, 'set.yaml': `include: base.yaml\n${set}` }, sets).proxies[0]!
        .maxConcurrentTasks;
    expect(slots(BASE + set)).toBe(3);
    expect(slots(BASE, ['proxies.px1.maxConcurrentTasks=3'])).toBe(3);
    expect(slots(BASE + set, ['proxies.px1.maxConcurrentTasks=4'])).toBe(4);
    expect(slots('include: set.yaml\nproxies: [{ name: px1, maxConcurrentTasks: 5 }]\n')).toBe(5);
  });

  it('can set neither include nor set', () => {
    const text = `${BASE}set:\n  include: more.yaml\n  set.proxies.px1.cores: 4\n`;
    const line = BASE.split('\n').length + 1;
    expect(findings(text)).toEqual([
      `bad-overlay night.yaml:${line}:3`,
      `bad-overlay night.yaml:${line + 1}:3`,
    ]);
  });

  it('later paths see the effect of earlier ones, also of a number of proxies', () => {
    const text = `${BASE}set:\n  proxies.px*.count: 3\n  proxies.px3.cores: 2\n`;
    expect(parsed(text).proxies.map(({ name, cores }) => [name, cores])).toEqual([
      ['px1', 8],
      ['px2', 8],
      ['px3', 2],
    ]);
  });

  it('replaces an inventory, by a name relative to the file with the set section', () => {
    const csv = (rate: string) => `vm,datastore,size,changeRate\nvm2,ds1,10 GB,${rate}\n`;
    const base = BASE.replace('vms:\n', 'vms:\n  - inventory: old.csv\n');
    const text = 'include: base.yaml\nset: { vms.0.inventory: lab/new.csv }\n';
    const files = { 'a/base.yaml': base, 'a/old.csv': csv('5%'), 'a/lab/new.csv': csv('9%') };
    const scenario = parsed('include: a/set.yaml\n', { ...files, 'a/set.yaml': text });
    expect(scenario.vms.disksOf(0)).toMatchObject([{ changeRate: 0.09 }]);
    expect(referencedFiles({ name: 'a/set.yaml', text })).toEqual({
      includes: ['a/base.yaml'],
      inventories: ['a/lab/new.csv'],
    });
  });

  it.each([
    ['set: [1]', 'wrong-type night.yaml:10:6'],
    ['set: { proxies.px9.cores: 2 }', 'overlay-no-match night.yaml:10:16'],
    ['set: { "proxies.px9.cores": 2 }', 'overlay-no-match night.yaml:10:8'],
    ['set: { proxies.px1.cores: x }', 'wrong-type night.yaml:10:27'],
    ['set: { proxies.px1.coers: 2 }', 'unknown-key night.yaml:10:20'],
    ['set: { proxies.px1.cores.x: 2 }', 'bad-overlay night.yaml:10:26'],
    ['set: { proxies.px9.count: 2 }', 'overlay-no-match night.yaml:10:8'],
  ])('%s is answered by %s', (set, finding) => {
    const text = `${BASE.split('\n').slice(0, 9).join('\n')}\n${set}\n`;
    expect(findings(text)).toEqual([finding]);
    expect(parse(text).ok).toBe(false);
  });
});
