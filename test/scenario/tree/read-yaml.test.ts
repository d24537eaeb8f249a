import { describe, expect, it } from 'vitest';
import { Findings } from '../../../src/scenario/findings.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { readYaml } from '../../../src/scenario/tree/read-yaml.ts';

const NO_FILES = { text: () => undefined, table: () => undefined };

function codesOf(text: string): string[] {
  const findings = new Findings();
  readYaml({ name: 'night.yaml', text }, findings);
  return findings.all.map(({ code }) => code);
}

it('a file larger than the limit is refused before it is parsed', () => {
  expect(codesOf(' '.repeat(64 * 1024 * 1024 + 1))).toEqual(['too-large']);
});

it('extreme nesting is a finding, not a crash', () => {
  expect(codesOf('['.repeat(200_000))).not.toEqual([]);
});

it('nesting through aliases counts as nesting', () => {
  const links = Array.from(
    { length: 20 },
    (_, i) => `b${i + 1}: &b${i + 1} { a: { b: { c: { d: *b${i} } } } }`,
  );
  expect(codesOf(['b0: &b0 { a: 1 }', ...links].join('\n'))).toContain('too-deep');
});

it.each([
  // The list ends where the next line begins: no proxy was meant to lack its host.
  'proxies: [{ name: px1, kind: virtual\nrepositories: [{ name: repo1 }]\n',
  'proxies: "abc\n',
  'hosts: []\n\tjobs: []\n',
])('of a text that is not YAML nothing else is said, since what it holds is a guess: %j', (text) => {
  const parsed = parseScenario({ source: { name: 'night.yaml', text }, files: NO_FILES });
  expect(parsed.ok).toBe(false);
  const codes = parsed.ok ? [] : parsed.diagnostics.map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['yaml-syntax']));
});

it('keys, values and aliases keep their places', () => {
  const source = { name: 'night.yaml', text: 'a: &x 010\nb: *x\n' };
  const tree = readYaml(source, new Findings());
  const entries = tree?.kind === 'map' ? tree.entries : [];
  expect(
    entries.map(({ key, keySpan, value }) => [key, keySpan.start, value.kind === 'scalar' && value.text]),
  ).toEqual([
    ['a', 0, '010'],
    ['b', 10, '010'],
  ]);
});

it('an indentation that only looks like spaces is named, and one in a comment or a value is none', () => {
  const first = (text: string) => {
    const parsed = parseScenario({ source: { name: 'night.yaml', text }, files: NO_FILES });
    const found = parsed.ok ? [] : parsed.diagnostics;
    return `${found.length} ${found[0]?.code} ${found[0]?.span?.start} ${found[0]?.message}`;
  };
  expect(first('proxies:\n\u00a0\u00a0- { name: px1 }\n')).toBe(
    '1 yaml-syntax 9 This line is indented with a blank that is not a space.',
  );
  expect(first('version: 1\n\u00a0# a: b\nname: a\u00a0- b\n')).toMatch(/ missing-key /);
});

describe('a blank that is not a space, where YAML needs one,', () => {
  const found = (text: string) => {
    const parsed = parseScenario({ source: { name: 'night.yaml', text }, files: NO_FILES });
    return parsed.ok ? [] : parsed.diagnostics.map(({ code, span }) => [code, span?.start]);
  };

  it.each([
    'version:_1\nproxies: []\n',
    'version: 1\nname:_abc\nproxies: []\n',
    'version: 1\nproxies:_\n  - { name: a }\n',
    'version: 1\nproxies:\n  -_name: a\n    cores: 4\n',
    'version: 1\nproxies:\n  - name:_a\n    cores: 4\n',
    'version: 1\nproxies:\n  - { name: a, ram:_16 GB }\n',
    'version: 1\nproxies:\n  - name: a\n    ram:_16 GB\n    cores: 4\n',
  ])('is reported at its place, and nothing else: %j', (text) => {
    expect(found(text.replace('_', '\u00a0'))).toEqual([['yaml-syntax', text.indexOf('_')]]);
  });

  it.each(['name: Nuit:_une\n', 'name: "Nuit:_une"\n', 'x-notes: |\n  Nuit:_une\n', 'name: a # b:_c\n'])(
    'is a letter like any other in a value: %j',
    (text) => {
      expect(found(`version: 1\n${text.replace('_', '\u00a0')}`)).toEqual([['missing-key', 0]]);
    },
  );
});

it.each([
  ['version:1\nname:x\n', "Write a space after each colon: 'version: 1'."],
  [
    'vm,host,datastore,size\nvm1,esx1,ds1,1 GB\n',
    "Begin with 'version: 1'. Lists of other tools go through 'proxysim import'.",
  ],
  ['hello\n', "Begin with 'version: 1'."],
])('a text that is no map is answered with what it looks like: %j', (text, hint) => {
  const parsed = parseScenario({ source: { name: 'night.yaml', text }, files: NO_FILES });
  expect(parsed.ok ? [] : parsed.diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
    ['not-a-map', hint],
  ]);
});
