import { describe, expect, it } from 'vitest';
import { findings, parsed, SMALL } from '../../parse-fixture.ts';

const repositories = (list: string) =>
  parsed(SMALL.replace('repositories: [{ name: repo1 }]', `repositories: [{ name: repo1 }, ${list}]`))
    .repositories;
const second = (fields: string) => repositories(`{ name: r, ${fields} }`)[1]!;

it('a plain repository has no limit, no gateway and no extents', () => {
  expect(repositories('{ name: r }')[1]).toMatchObject({
    ingest: { read: Infinity, write: Infinity },
    extents: [],
    placement: 'data-locality',
    freeSpace: Infinity,
    slotUnit: 'disk',
    maxConcurrentTasks: 4,
  });
  expect(repositories('{ name: r }')[1]).not.toHaveProperty('gateway');
});

describe('ingest', () => {
  it('limits reads and writes by the same rate, or each by its own', () => {
    expect(second('ingest: 100 MB/s').ingest).toEqual({ read: 100e6, write: 100e6 });
    expect(second('ingest: { write: 50 MB/s }').ingest).toEqual({ read: Infinity, write: 50e6 });
  });
});

describe('a gateway', () => {
  it('is a proxy by name, or auto', () => {
    expect(second('gateway: auto').gateway).toBe('auto');
    expect(second('gateway: backup-server').gateway).toEqual({ proxy: 'backup-server' });
  });
});

it('a repository on a machine is in the site of that machine', () => {
  const text = SMALL.replace('version: 1', 'version: 1\nsites: [hq, dr]')
    .replaceAll('" }]', '", site: hq }]')
    .replace('name: repo1 }', 'name: repo1, server: px1, site: hq }');
  expect(findings(`${text}proxies: [{ name: px1, site: dr }]\n`)).toEqual(['contradiction night.yaml:5:50']);
});

describe('a scale-out repository', () => {
  it('has each extent once, no slot limit of its own, and its place in declaration order', () => {
    const all = repositories(
      '{ name: all, extents: ["e{1..2}", e1], placement: performance }, { name: "e{1..2}", freeSpace: 10 TB }',
    );
    expect(all.map(({ name }) => name)).toEqual(['repo1', 'all', 'e1', 'e2']);
    expect(all[1]).toMatchObject({
      extents: ['e1', 'e2'],
      placement: 'performance',
      maxConcurrentTasks: Infinity,
    });
    expect(all[2]!.freeSpace).toBe(10e12);
  });

  it('is by default in the site of its first extent', () => {
    const two = SMALL.replace('version: 1', 'version: 1\nsites: [hq, dr]').replaceAll(
      '" }]',
      '", site: hq }]',
    );
    const site = (fields: string) =>
      parsed(
        two.replace(
          '{ name: repo1 }',
          `{ name: repo1, ${fields} }, { name: e1, site: dr }, { name: e2, site: hq }`,
        ),
      ).repositories[0]!.site;
    expect(site('extents: [e1, e2]')).toBe('dr');
    expect(site('extents: [e1, e2], site: hq')).toBe('hq');
  });
});
