import { describe, expect, it, test } from 'vitest';
import { codesOf, findings, parse, parsed, SMALL } from '../../parse-fixture.ts';

/** The small scenario in the first of three sites. */
const SITES = SMALL.replace('version: 1', 'version: 1\nsites: [main, dr, eu]')
  .replaceAll('" }]', '", site: main }]')
  .replace('name: repo1', 'name: repo1, site: main');

describe('links', () => {
  const codes = (links: string) => codesOf(`${SITES}links: [${links}]\n`);

  it('join two different sites', () => {
    expect(codes('{ between: [main, dr] }, { between: [dr, eu] }')).toEqual([]);
    expect(codes('{ between: [main, main] }')).toEqual(['contradiction']);
    expect(codes('{ between: [main, nowhere] }')).toEqual(['unknown-reference']);
  });

  it('have unique names, whether stated or made of their sites', () => {
    const unnamed = '{ between: [main, dr] }';
    const written = '{ name: main-dr, between: [main, eu] }';
    expect(codes(`${unnamed}, ${unnamed}`)).toEqual(['duplicate-name']);
    expect(codes(`${unnamed}, ${written}`)).toEqual(['duplicate-name']);
    expect(codes(`${written}, ${unnamed}`)).toEqual(['duplicate-name']);
    expect(codes(`${written}, ${written}`)).toEqual(['duplicate-name']);
  });

  it('are of no use where one declared before joins the same sites', () => {
    expect(codes('{ between: [main, dr] }, { name: second, between: [main, dr] }')).toEqual(['no-effect']);
    expect(codes('{ between: [main, dr] }, { between: [dr, main] }, { between: [dr, eu] }')).toEqual([
      'no-effect',
    ]);
  });
});

describe('throttle rules', () => {
  const rules = (text: string) => parsed(`${SITES}throttles: [${text}]\n`).throttles;
  const codes = (text: string) => codesOf(`${SITES}throttles: [${text}]\n`);

  it.each([
    ['{ between: [main, dr], rate: 1 MB/s }', ['main', 'dr'], ['main', 'dr']],
    ['{ from: main, rate: 1 MB/s }', ['main'], ['dr', 'eu']],
    ['{ to: [dr, eu], rate: 1 MB/s }', ['main'], ['dr', 'eu']],
    ['{ from: main, to: eu, rate: 1 MB/s }', ['main'], ['eu']],
  ])('%s', (text, from, to) => expect(rules(text)[0]).toMatchObject({ from, to, rate: 1e6 }));

  test.each([
    ['name: slow', ['missing-key']],
    ['between: [main, dr], from: main', ['contradiction']],
    ['between: [main, dr], to: main', ['contradiction']],
    ['between: [main, nowhere]', ['unknown-reference']],
    ['from: nowhere', ['unknown-reference']],
    ['to: nowhere', ['unknown-reference']],
  ])('name both ends in one of two ways: %s', (rule, expected) =>
    expect(codes(`{ ${rule}, rate: 1 MB/s }`)).toEqual(expected),
  );

  test.each([
    ['between: [main, main]', ['contradiction']],
    ['from: main, to: main', ['contradiction']],
    ['from: [main, dr], to: [main, dr]', []],
    ['from: [main, dr], to: main', []],
  ])('need two different sites: %s', (rule, expected) =>
    expect(codes(`{ ${rule}, rate: 1 MB/s }`)).toEqual(expected),
  );

  it('say at its field what is wrong with an end, and of the whole rule what it lacks or has too much of', () => {
    const told = (rule: string) => {
      const text = `${SITES}throttles:\n  - { ${rule}, rate: 1 MB/s }\n`;
      const result = parse(text);
      const [place] = findings(text);
      return result.ok ? [] : [...result.diagnostics.map(({ message }) => message), place!.split(':').at(-1)];
    };
    expect(told('name: slow')).toEqual(["A throttle rule needs 'between', or 'from' and 'to'.", '5']);
    expect(told('name: slow, between: [main, dr], from: eu')).toEqual([
      "A throttle rule has either 'between', or 'from' and 'to'.",
      '5',
    ]);
    const same = 'A throttle rule limits traffic between two different sites.';
    expect(told('between: [main, main]')).toEqual([same, '16']);
    expect(told('from: main, to: main')).toEqual([same, '23']);
  });

  it('without names are named by their sites, and must then differ', () => {
    const between = '{ between: [main, dr], rate: 1 MB/s }';
    const from = '{ from: main, rate: 1 MB/s }';
    const names = rules(
      `${between}, ${from}, { to: eu, rate: 1 MB/s }, { name: own, from: main, rate: 1 MB/s }`,
    );
    expect(names.map(({ name }) => name)).toEqual(['main-dr', 'main-any', 'any-eu', 'own']);
    expect(codes(`${from}, ${from}`)).toEqual(['duplicate-name']);
    expect(codes(`{ name: main-dr, from: eu, rate: 1 MB/s }, ${between}`)).toEqual(['duplicate-name']);
  });

  it('act at the stated times; the whole week means always', () => {
    const during = (times: string) => rules(`{ from: main, rate: 1 MB/s${times} }`)[0]!.during;
    const hour = 3_600e6;
    const monday = { fromUs: 8 * hour, toUs: 18 * hour };
    expect(during('')).toBeUndefined();
    expect(during(', during: "00:00-24:00"')).toBeUndefined();
    expect(during(', during: "08:00-18:00"')).toHaveLength(7);
    expect(during(', during: "08:00-18:00"')![0]).toEqual(monday);
    const halves = '[{ days: [mon], within: "08:00-12:00" }, { days: [mon], within: "12:00-18:00" }]';
    expect(during(`, during: ${halves}`)).toEqual([monday]);
  });
});

test('fabrics have their bandwidth, unlimited by default', () => {
  const { fabrics } = parsed(`${SMALL}fabrics: [{ name: f1, bandwidth: 1 GB/s }, { name: f2 }]\n`);
  expect(fabrics.map(({ name, bandwidth }) => [name, bandwidth])).toEqual([
    ['f1', 1e9],
    ['f2', Infinity],
  ]);
});

test('network mode is left a share of the management network that is more than 0', () => {
  const said = (share: string) =>
    findings(
      SMALL.replace('"esx{1..2}" }', `"esx{1..2}", managementNetwork: 1 Gbit/s, managementShare: ${share} }`),
    );
  expect(said('0%')).toEqual(['out-of-range night.yaml:2:76']);
  expect(said('1%')).toEqual([]);
});

describe('a share of a capacity that nobody states has no effect', () => {
  const DAY = 'productionLoad: { "08:00-18:00": 50% }';
  const of = (section: string, fields: string) => {
    const text = `${SITES}links: [{ between: [main, dr]FIELDS }]\n`
      .replace('"esx{1..2}"', '"esx{1..2}"FIELDS')
      .replace('"ds{1..2}"', '"ds{1..2}"FIELDS');
    const entry = { hosts: '"esx{1..2}"', datastores: '"ds{1..2}"', links: '[main, dr]' }[section]!;
    return codesOf(text.replace(`${entry}FIELDS`, `${entry}, ${fields}`).replaceAll('FIELDS', ''));
  };

  test.each([
    ['hosts', DAY, 1],
    ['hosts', `${DAY}, network: 1 GB/s`, 0],
    ['hosts', `${DAY}, managementNetwork: 1 GB/s`, 0],
    ['hosts', 'managementShare: 50%', 1],
    ['hosts', 'managementShare: 50%, managementNetwork: 1 GB/s', 0],
    ['datastores', DAY, 1],
    ['datastores', `${DAY}, read: 1 GB/s`, 0],
    ['datastores', `${DAY}, write: 1 GB/s`, 0],
    ['links', DAY, 1],
    ['links', `${DAY}, bandwidth: 1 GB/s`, 0],
  ])('%s: { %s }', (section, fields, times) => {
    expect(of(section, fields)).toEqual(Array.from({ length: times }, () => 'no-effect'));
  });
});
