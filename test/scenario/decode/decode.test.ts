import { describe, expect, it } from 'vitest';
import { parse, SMALL } from '../parse-fixture.ts';

/** Message and hint of every finding in a text. */
function messages(text: string): string[] {
  const result = parse(text);
  const all = result.ok ? result.warnings : result.diagnostics;
  return all.map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`));
}

const withJob = (fields: string) => SMALL.replace('vms: [vm1], repository: repo1', fields);

describe('a key that is missing', () => {
  it('is reported together with all others that the same map lacks', () => {
    const text = SMALL.replace('size: 100 GB, datastore: ds1', 'used: 5 GB');
    expect(messages(text)).toEqual(["'size' is missing in disks.", "'datastore' is missing in disks."]);
  });
});

describe('a name written as a key of its entry', () => {
  it.each(['nightly: { vms: [vm1], repository: repo1 }', 'nightly: , vms: [vm1], repository: repo1'])(
    'is the only thing reported: { %s }',
    (entry) => {
      expect(messages(SMALL.replace(/jobs:[\s\S]*$/, `jobs: [{ ${entry} }]\n`))).toEqual([
        "'nightly' is not a key of jobs. Write 'name: nightly', and its keys beside 'name'.",
      ]);
    },
  );

  it('is not guessed from a word that stands for a key', () => {
    expect(messages(SMALL.replace(/jobs:[\s\S]*$/, 'jobs: [{ machines: [vm1] }]\n'))).toEqual([
      "'name' is missing in jobs.",
      "'machines' is not a key of jobs. Write 'vms'.",
    ]);
  });
});

describe('a value of another type', () => {
  it.each([
    ['app*', '[app*]'],
    // Plain, these would be an alias and a map.
    ['"*"', '["*"]'],
    ['"{a"', '["{a"]'],
  ])('a single %s where a list is needed is answered with a list that YAML reads: %s', (vms, list) => {
    expect(messages(withJob(`vms: ${vms}, repository: repo1`))).toEqual([
      expect.stringMatching(/^'vms' must be a list, not .*\. A list of one is (.*)\.$/),
    ]);
    expect(messages(withJob(`vms: ${vms}, repository: repo1`))[0]).toContain(` is ${list}.`);
  });

  it.each([
    ['jobs: [{ name: true, vms: [vm1] }]', 'Write it in quotes: "true".'],
    ['jobs: [{ name: a, vms: [vm1], compressionRatio: 45.5% }]', 'Write 0.455.'],
    ['datastores: [{ name: a, productionLoad: 50% }]', 'Write for example { "08:00-18:00": 50% }.'],
    [
      'jobs: { nightly: { vms: [vm1] } }',
      "Write each entry with its name in a list: 'jobs: [{ name: nightly, ... }]'.",
    ],
    [
      'faults: { at: 1h, kind: proxy-down, target: px1 }',
      "Put the entry in brackets: 'faults: [{ at: ... }]'.",
    ],
    ['jobs: { vms: [vm1], name: a }', "Put the entry in brackets: 'jobs: [{ vms: ... }]'."],
    ['jobs: nightly', "Write the entries as a list, or leave 'jobs' out."],
  ])('%s is answered with what was probably meant: %s', (section, hint) => {
    const result = parse(`version: 1\n${section}\n`);
    expect(result).toMatchObject({ ok: false });
    if (result.ok) return;
    expect(result.diagnostics.map((found) => found.hint)).toContain(hint);
  });

  it('where a map is needed is answered with the keys of the map', () => {
    expect(messages(withJob('vms: [vm1], repository: repo1, schedule: "22:00"'))).toEqual([
      "'schedule' must be a map, not '22:00'. Write { daily: \"22:00\" }. Possible keys: start, at, daily, days, every, offset, within, after.",
    ]);
  });

  it('where true or false is needed is answered with the YAML word', () => {
    expect(messages(withJob('vms: [vm1], repository: repo1, encryption: yes'))).toEqual([
      "'encryption' must be true or false, not 'yes'. Write true.",
    ]);
    expect(messages(`${SMALL}latencyControl: Off\n`)).toEqual([
      "'latencyControl' must be true or false or a map, not 'Off'. Write false.",
    ]);
  });

  it('as an entry of a list section is reported as an entry, not by a name', () => {
    expect(messages(`${SMALL}  - other\n  - [a]\n`)).toEqual([
      expect.stringMatching(
        /^An entry of 'jobs' must be a map, not 'other'\. Write { name: other }\. Possible keys: name, /,
      ),
      expect.stringMatching(/^An entry of 'jobs' must be a map, not a list\. Possible keys: name, /),
    ]);
  });
});

it('a value other than the few allowed numbers is answered with all of them', () => {
  expect(messages(`${SMALL}policy: { sameHostHotAdd: 3 }\n`)).toEqual([
    "'3' is not a value of 'sameHostHotAdd'. Possible: 0, 1, 2.",
  ]);
});

it('a merge key is answered with what to write instead: YAML 1.2 has none', () => {
  expect(messages(`${SMALL}x-base: &base { cores: 4 }\nproxies: [{ name: px1, <<: *base }]\n`)).toEqual([
    "'<<' is not a key of px1. YAML 1.2 has no merge keys: write the fields out, or use a name with braces for entries that are alike.",
  ]);
});
