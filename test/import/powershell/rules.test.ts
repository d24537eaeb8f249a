import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/import/tables/table.ts';
import { table } from '../tables.ts';
import { importedServer, jobTable, proxyTable, repositoryTable, SERVERS, vmTable } from './backup-server.ts';

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
    // Of two ranges one alone with a machine has no traffic to the other.
    expect(withRule({}, proxy, repositoryTable()).codes).toContain('throttle-without-traffic');
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

  describe('with hours of its own', () => {
    const row = [
      'WAN',
      '10.0.0.0',
      '10.0.0.255',
      '172.16.0.0',
      '172.16.0.255',
      'True',
      '100',
      'MBps',
      'True',
    ];
    const withHours = (headers: readonly string[], cells: readonly Cell[], enabled: Cell = 'True') => {
      const rules = table(
        '_trafficRules',
        [...HEADER, 'ThrottlingWindowEnabled', ...headers],
        [...row.with(8, enabled as string), ...cells],
      );
      const tables = [SERVERS, jobTable(), vmTable({ app1: 10 }), proxyTable(), repositoryTable(), rules];
      return importedServer(tables);
    };
    const day = (acting: (hour: number) => boolean) =>
      Array.from({ length: 24 }, (_, hour) => (acting(hour) ? '1' : '0')).join(',');
    const atWork = day((hour) => hour >= 8 && hour < 18);
    const never = day(() => false);
    const HOUR = 3_600e6;
    const workdays = [0, 1, 2, 3, 4].map((d) => ({
      fromUs: (d * 24 + 8) * HOUR,
      toUs: (d * 24 + 18) * HOUR,
    }));

    test('acts in those of its text, which begins with Sunday and says 1', () => {
      const text = [never, atWork, atWork, atWork, atWork, atWork, never].join(',');
      const { scenario, yaml } = withHours(['ThrottlingWindowOptions'], [`${text},`]);
      expect(scenario.throttles).toMatchObject([{ rate: 100e6, during: workdays }]);
      expect(yaml).toContain('during: [ { days: [ mon, tue, wed, thu, fri ], within: 08:00-18:00 } ]');
    });

    test('acts in those of the REST interface', () => {
      const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
      const headers = days.flatMap((_, n) => [
        `throttlingWindowOptions.days.${n}.day`,
        `throttlingWindowOptions.days.${n}.hours`,
      ]);
      const cells = days.flatMap((name, n) => [name, n < 5 ? atWork : never]);
      expect(withHours(headers, cells).scenario.throttles).toMatchObject([{ during: workdays }]);
    });

    test('that are all of the week, or switched off, acts always', () => {
      const always = Array.from({ length: 7 }, () => day(() => true)).join(',');
      const some = Array.from({ length: 7 }, () => atWork).join(',');
      for (const [text, enabled] of [
        [always, 'True'],
        [some, 'False'],
      ] as const) {
        const { scenario, codes } = withHours(['ThrottlingWindowOptions'], [text], enabled);
        expect(scenario.throttles).toHaveLength(1);
        expect(scenario.throttles[0]).not.toHaveProperty('during');
        expect(codes).not.toContain('throttle-hours-unknown');
      }
    });

    test('of which there are none throttles nothing', () => {
      const none = Array.from({ length: 7 }, () => never).join(',');
      expect(withHours(['ThrottlingWindowOptions'], [none]).scenario.throttles).toEqual([]);
    });

    test('that the export does not tell acts always, and that is said', () => {
      const type = 'Veeam.Backup.PowerShell.Infos.VBRBackupWindowOptions';
      const { scenario, codes } = withHours(['ThrottlingWindowOptions'], [type]);
      expect(scenario.throttles[0]).not.toHaveProperty('during');
      expect(codes).toContain('throttle-hours-unknown');
    });
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
