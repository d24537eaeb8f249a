import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/import/table.ts';
import { importedServer, jobTable, proxyTable, repositoryTable, SERVERS, vmTable } from './backup-server.ts';
import { table } from './tables.ts';

const HEADER = [
  'Name',
  'SourceIPStart',
  'SourceIPEnd',
  'TargetIPStart',
  'TargetIPEnd',
  'ThrottlingEnabled',
  'ThrottlingValue',
  'ThrottlingUnit',
];

/** The import of one rule between 10.0.0.0/24 and 172.16.0.0/24, or of what the test makes of it. */
function withRule(changes: Readonly<Record<number, Cell>>, ...more: Parameters<typeof importedServer>[0]) {
  const usual = ['WAN', '10.0.0.0', '10.0.0.255', '172.16.0.0', '172.16.0.255', 'True', '100', 'MBps'];
  const row = usual.map((cell, index): Cell => changes[index] ?? cell);
  const rules = table('_trafficRules', HEADER, row);
  const machines = more.length > 0 ? more : [proxyTable(), repositoryTable()];
  return importedServer([SERVERS, jobTable(), vmTable({ app1: 10 }), ...machines, rules]);
}

describe('a throttling rule', () => {
  test('is one between two sites, which stand for its ranges', () => {
    const { scenario, codes } = withRule({});
    expect(scenario.throttles).toMatchObject([
      { name: 'WAN', from: ['10.0.0.0-10.0.0.255', '172.16.0.0-172.16.0.255'], rate: 100e6 },
    ]);
    expect(scenario.sites.map(({ name }) => name)).toEqual([
      'main',
      '10.0.0.0-10.0.0.255',
      '172.16.0.0-172.16.0.255',
    ]);
    expect(codes).toContain('throttle-without-traffic');
  });

  test('slows down machines that go by an address of its ranges', () => {
    const proxy = proxyTable({ Name: '10.0.0.7', HostId: 'x', ChassisType: 'ViPhysical' });
    const repository = repositoryTable({ FriendlyPath: 'ddboost://172.16.0.20:unit@/', Type: 'DDBoost' });
    const { scenario, codes } = withRule({}, proxy, repository);
    expect(scenario.proxies).toMatchObject([{ site: '10.0.0.0-10.0.0.255' }]);
    expect(scenario.repositories).toMatchObject([{ site: '172.16.0.0-172.16.0.255' }]);
    expect(scenario.hosts[0]?.site).toBe('main');
    expect(codes).not.toContain('throttle-without-traffic');
  });

  test('that leads to any address is one to the main site', () => {
    const { scenario } = withRule({ 3: '0.0.0.0', 4: '255.255.255.255' });
    expect(scenario.throttles).toMatchObject([{ from: ['10.0.0.0-10.0.0.255', 'main'] }]);
    // From anywhere else than the first address it is a range like others.
    const upper = withRule({ 3: '128.0.0.0', 4: '255.255.255.255' });
    expect(upper.scenario.throttles[0]!.from).toEqual(['10.0.0.0-10.0.0.255', '128.0.0.0-255.255.255.255']);
  });

  test.each([
    ['MBps', 100e6],
    ['Mbps', 12.5e6],
    ['MbytePerSec', 100e6],
    ['MbitPerSec', 12.5e6],
    ['Kbps', 12.5e3],
    ['Gbps', 12.5e9],
  ])('of 100 %s lets so many bytes per second through', (unit, rate) => {
    expect(withRule({ 7: unit }).scenario.throttles).toMatchObject([{ rate }]);
  });

  test('that throttles nothing is none', () => {
    const { scenario, yaml } = withRule({ 5: 'False' });
    expect([scenario.throttles, scenario.sites.length, yaml.includes('WAN')]).toEqual([[], 1, false]);
  });

  test('in an unknown unit, or between ranges that are none, is a comment, and that is said', () => {
    for (const changes of [{ 7: 'furlongs' }, { 1: 'fe80::1', 3: '' }]) {
      const { scenario, yaml, codes } = withRule(changes);
      expect([scenario.throttles, scenario.sites.length]).toEqual([[], 1]);
      expect(yaml).toContain('# - { name: WAN, rate: 100 ');
      expect(codes).toContain('throttle-not-taken');
    }
  });
});
