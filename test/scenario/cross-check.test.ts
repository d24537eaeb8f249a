import { describe, expect, it } from 'vitest';
import { findings, parse, parsed, SMALL } from './parse-fixture.ts';

describe('selectors', () => {
  const text = SMALL.replace(
    'hosts: [{ name: "esx{1..2}" }]',
    'hosts: [{ name: esx1, cluster: c1 }, { name: esx2 }]',
  ).replace(
    'jobs:\n',
    '  - { name: vm2, disks: [{ size: 1 GB, datastore: ds2 }] }\n  - { name: vm3, host: esx2, disks: [{ size: 1 GB, datastore: ds2 }] }\njobs:\n',
  );
  const rows = (selectors: string) => parsed(text.replace('vms: [vm1]', selectors)).jobs[0]!.vms;

  it.each([
    ['vms: [vm3, "vm*"]', [2, 0, 1]],
    ['vms: [{ tag: sql }]', [0]],
    ['vms: [{ host: esx1 }]', [0, 1]],
    ['vms: [{ cluster: c1 }]', [0, 1]],
    ['vms: [{ datastore: ds2 }]', [1, 2]],
    ['vms: ["vm*"], exclude: [{ host: esx2 }, vm1]', [1]],
  ])('%s', (selectors, expected) => expect(rows(selectors)).toEqual(expected));

  it.each([
    ['vms: [{ host: esx9 }]', 'unknown-reference'],
    ['vms: [{ datastore: ds9 }]', 'unknown-reference'],
    ['vms: [{ tag: web }]', 'selector-no-match'],
  ])('%s matches nothing: %s, and no other finding', (selectors, code) => {
    const said = findings(text.replace('vms: [vm1]', selectors));
    expect(said.map((finding) => finding.split(' ')[0])).toEqual([code]);
  });
});

describe('schedules and windows', () => {
  const said = (fields: string) =>
    findings(SMALL.replace('repository: repo1 }', `repository: repo1, ${fields} }`));
  it.each([
    ['schedule: {}', ['missing-key']],
    ['schedule: { daily: "20:00", every: 4h }', ['contradiction']],
    // What starts at given times must start in its interval; its end is outside. Other starts wait for it.
    ['schedule: { daily: "20:00" }, window: "20:00-04:00"', []],
    ['schedule: { daily: "05:00" }, window: "20:00-04:00"', ['contradiction']],
    ['schedule: { daily: "04:00" }, window: "20:00-04:00"', ['contradiction']],
    ['schedule: { at: ["20:00", "22:00"] }, window: "20:00-04:00"', []],
    ['schedule: { at: ["20:00", "12:00", "13:00"] }, window: "20:00-04:00"', ['contradiction']],
    ['schedule: { every: 4h }, window: "20:00-04:00"', []],
    ['schedule: { every: 4h, within: "03:00-12:00" }, window: "20:00-04:00"', []],
    ['schedule: { every: 4h, within: "18:00-21:00" }, window: "20:00-04:00"', []],
    ['schedule: { every: 4h, within: "08:00-18:00" }, window: "20:00-04:00"', ['contradiction']],
  ])('%s', (fields, codes) => {
    expect(said(fields).map((finding) => finding.split(' ')[0])).toEqual(codes);
  });
});

describe('jobs that wait for each other', () => {
  it('are reported once, at the first job of the circle, even if a job before it waits for the circle', () => {
    const jobs = ['z after a', 'a after b', 'b after a']
      .map((line) => line.split(' after '))
      .map(
        ([name, before]) =>
          `  - { name: ${name}, vms: [vm1], repository: repo1, schedule: { after: ${before} } }\n`,
      );
    const text = `${SMALL.slice(0, SMALL.indexOf('  - { name: nightly'))}${jobs.join('')}`;
    expect(findings(text)).toEqual(['dependency-cycle night.yaml:9:66']);
    expect(parse(text)).toMatchObject({
      diagnostics: [{ message: "'a' waits for 'b', which waits for 'a': none of them ever starts." }],
    });
  });

  it('a job that waits for itself is told so', () => {
    expect(parse(SMALL.replace('vms: [vm1],', 'vms: [vm1], schedule: { after: nightly },'))).toMatchObject({
      diagnostics: [{ code: 'dependency-cycle', message: "'nightly' waits for itself, so it never starts." }],
    });
  });
});

describe('sites', () => {
  const two = SMALL.replace('version: 1\n', 'version: 1\nsites: [hq, dr]\n');

  it('must be stated if there are two and they cannot be derived', () => {
    const sited = two
      .replace('{ name: "esx{1..2}" }', '{ name: "esx{1..2}", site: hq }')
      .replace('{ name: "ds{1..2}" }', '{ name: "ds{1..2}", hosts: [esx1] }');
    expect(findings(sited)).toEqual(['missing-key night.yaml:5:16']);
    const { datastores } = parsed(sited.replace('name: repo1', 'name: repo1, site: dr'));
    expect(datastores.map(({ site }) => site)).toEqual(['hq', 'hq']);
  });

  it('of a datastore without hosts decides which hosts mount it: those of its site', () => {
    const sited = two
      .replace('{ name: "esx{1..2}" }', '{ name: "esx{1..2}", site: "{hq,dr}" }')
      .replace('{ name: "ds{1..2}" }', '{ name: "ds{1..2}", site: "{hq,dr}" }')
      .replace('name: repo1', 'name: repo1, site: hq');
    expect(parsed(sited).datastores.map(({ hosts }) => hosts)).toEqual([['esx1'], ['esx2']]);
  });

  it('of a virtual proxy is that of its host', () => {
    const sited = SMALL.replace('version: 1\n', 'version: 1\nsites: [hq, dr]\n')
      .replace('{ name: "esx{1..2}" }', '{ name: "esx{1..2}", site: "{hq,dr}" }')
      .replace('{ name: "ds{1..2}" }', '{ name: "ds{1..2}", site: hq }')
      .replace('name: repo1', 'name: repo1, server: px2');
    const scenario = parsed(`${sited}proxies: [{ name: "px{1..2}", host: "esx{1..2}" }]\n`);
    expect(scenario.proxies.map(({ site }) => site)).toEqual(['hq', 'dr']);
    expect(scenario.repositories[0]!.site).toBe('dr');
    expect(
      findings(`${sited}proxies: [{ name: px1, host: esx1, site: dr }, { name: px2, site: dr }]\n`),
    ).toEqual(['contradiction night.yaml:10:42']);
  });
});

describe('task slots', () => {
  it.each([
    ['cores: 8', 8],
    ['cores: 8, default: true', 2],
    ['cores: 8, default: true, maxConcurrentTasks: 5', 5],
    ['cores: 256', 100],
    ['ram: 8 GB', 2],
  ])('of a proxy with %s', (fields, slots) => {
    expect(parsed(`${SMALL}proxies: [{ name: px1, ${fields} }]\n`).proxies[0]!.maxConcurrentTasks).toBe(
      slots,
    );
  });
});

describe('overheads', () => {
  it('none: all are 0, consolidation included; single values override it', () => {
    expect(new Set(Object.values(parsed(`${SMALL}overheads: none\n`).overheads))).toEqual(
      new Set([0, Infinity]),
    );
    expect(parsed(`${SMALL}overheads: { base: none, jobInit: 7s }\n`).overheads).toMatchObject({
      jobInit: 7e6,
      vmPrepare: 0,
    });
    expect(parsed(`${SMALL}overheads: { jobInit: 7s }\n`).overheads).toMatchObject({
      jobInit: 7e6,
      vmPrepare: 15e6,
    });
  });
});

describe('expectations', () => {
  const wrong = (expectation: string) => findings(`${SMALL}expect: [${expectation}]\n`);

  it.each([
    '{ metric: window.seconds, max: 8h }',
    '{ metric: window.seconds, equals: 28800 s, tolerance: 1m }',
    '{ metric: proxies.px1.slotUtilisation, min: 40%, max: 0.9 }',
    '{ metric: bound.gap, max: 1.5 }',
    '{ metric: totals.readBytes, max: 5 TB }',
    '{ metric: jobs.j.sessions.0.processingRate, min: 100 MB/s }',
    '{ metric: waits.proxy-slot, max: 2h }',
    '{ metric: waits.proxy-slot, equals: 0 }',
    '{ metric: totals.tasks, equals: 12 }',
  ])('%s is in the unit of its metric, or a bare number if it needs none', (expectation) => {
    expect(wrong(expectation)).toEqual([]);
  });

  it.each([
    ['{ metric: window.seconds, max: 8 GB }', 'max', 'an amount of data', 'a time'],
    ['{ metric: waits.proxy-slot, max: 40% }', 'max', 'a share', 'a time'],
    [
      '{ metric: totals.readBytes, equals: 5 TB, tolerance: 10% }',
      'tolerance',
      'a share',
      'an amount of data',
    ],
    ['{ metric: proxies.px1.slotUtilisation, min: 1h }', 'min', 'a time', 'a share'],
    ['{ metric: jobs.j.sessions.0.processingRate, min: 100 MB }', 'min', 'an amount of data', 'a data rate'],
  ])('%s is in another unit: refused', (expectation, key, is, belongs) => {
    expect(wrong(expectation)).toEqual([expect.stringMatching(/^contradiction /)]);
    expect(parse(`${SMALL}expect: [${expectation}]\n`)).toMatchObject({
      diagnostics: [
        { message: expect.stringMatching(new RegExp(`^'${key}' is ${is}, but .* is ${belongs}\\.$`)) },
      ],
    });
  });

  it.each([
    ['{ metric: window.seconds, max: 28800 }', 'max', '28800 s if you mean seconds'],
    ['{ metric: window.seconds, equals: 8h, tolerance: 60 }', 'tolerance', '60 s if you mean seconds'],
    ['{ metric: totals.readBytes, min: "5000" }', 'min', '5000 B if you mean bytes'],
    [
      '{ metric: jobs.j.sessions.0.processingRate, min: 1000 }',
      'min',
      '1000 B/s if you mean bytes per second',
    ],
    ['{ metric: proxies.px1.slotUtilisation, min: 40 }', 'min', '40% if you mean percent'],
    ['{ metric: totals.unreadShare, equals: 0.5, tolerance: 5 }', 'tolerance', '5% if you mean percent'],
  ])('%s lacks the unit of its metric: refused', (expectation, key, hint) => {
    expect(parse(`${SMALL}expect: [${expectation}]\n`)).toMatchObject({
      ok: false,
      diagnostics: [
        {
          code: 'missing-unit',
          message: expect.stringContaining(`'${key}' has no unit, but '`),
          hint: expect.stringMatching(new RegExp(`^Write ${hint}[.,]`)),
        },
      ],
    });
  });
});
