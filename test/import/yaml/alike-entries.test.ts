import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeLines, type NumberedEntry } from '../../../src/import/yaml/alike-entries.ts';
import { entryLine } from '../../../src/import/yaml/scenario-lines.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const named = (word: string, from: number, to: number): NumberedEntry[] =>
  numbers(from, to).map((number) => ({ name: `${word}${number}` }));

describe('entries that differ only in their numbers', () => {
  it.each<[string, readonly NumberedEntry[], readonly string[]]>([
    ['are one line', named('esx', 1, 68), ['  - { name: "esx{1..68}" }']],
    [
      'stay apart where there are few',
      named('px', 3, 5),
      ['  - { name: px3 }', '  - { name: px4 }', '  - { name: px5 }'],
    ],
    [
      'pair up with their hosts',
      numbers(3, 8).map((at) => ({ name: `px${at}`, host: `esx${at - 2}` })),
      ['  - { name: "px{3..8}", host: "esx{1..6}" }'],
    ],
    [
      'keep a host that all have',
      numbers(1, 5).map((at) => ({ name: `px${at}`, host: 'esx1' })),
      ['  - { name: "px{1..5}", host: esx1 }'],
    ],
    [
      'begin anew where a number is missing',
      [...named('ds', 1, 5), ...named('ds', 7, 11)],
      ['  - { name: "ds{1..5}" }', '  - { name: "ds{7..11}" }'],
    ],
    [
      'have short lists of hosts',
      [{ name: 'ds1', hosts: [1, 3, 5, 7, 9].map((at) => `esx${at}`) }],
      ['  - { name: ds1, hosts: [ "esx{1..9..2}" ] }'],
    ],
    [
      'keep their leading zeros',
      numbers(5, 15).map((at) => ({ name: `esx${String(at).padStart(2, '0')}` })),
      ['  - { name: "esx0{5..9}" }', '  - { name: "esx{10..15}" }'],
    ],
  ])('%s', (_, entries, lines) => expect(alikeLines(entries)).toEqual(lines));

  it('are read as the same entries in the same order', () => {
    const entry = fc.record({
      name: fc.tuple(fc.constantFrom('a', 'b-', 'b01x'), fc.integer({ min: 1, max: 4 })),
      times: fc.integer({ min: 1, max: 9 }),
      host: fc.constantFrom('none', 'same', 'step'),
      first: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (runs) => {
        const proxies = runs.flatMap(({ name: [word, start], times, host, first }, run) =>
          numbers(0, times - 1).map((at): NumberedEntry => {
            const name = `${word}${run}-${start + at}`;
            if (host === 'none') return { name };
            return { name, host: `esx${host === 'same' ? first : first + at}` };
          }),
        );
        const read = (lines: readonly string[]) => {
          const text = [
            'version: 1',
            'hosts: [{ name: "esx{1..12}" }]',
            'datastores: [{ name: ds1 }]',
            'repositories: [{ name: repo1 }]',
            'vms: [{ name: vm1, disks: [{ size: 1 GB, datastore: ds1 }] }]',
            'jobs: [{ name: j, vms: [vm1], repository: repo1 }]',
            'proxies:',
            ...lines,
          ].join('\n');
          const parsed = parseScenario({ source: { name: 'night.yaml', text } });
          return parsed.ok ? parsed.value.proxies.map(({ name, host }) => [name, host]) : parsed.diagnostics;
        };
        expect(read(alikeLines(proxies))).toEqual(read(proxies.map((proxy) => entryLine(proxy))));
        expect(read(alikeLines(proxies))).toHaveLength(proxies.length);
      }),
    );
  });
});
