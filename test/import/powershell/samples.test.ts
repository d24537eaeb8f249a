import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBackupServer } from '../../../src/cli/import/read-backup-server.ts';
import { HOUR_US, MINUTE_US } from '../../../src/units/civil-time.ts';
import { realExport } from '../../helpers/real-exports.ts';
import { importedServer } from './backup-server.ts';

const { path: SAMPLES, isAbsent } = realExport('', 'tests of real exports of backup servers');

async function sample(...paths: string[]) {
  const { tables, refusals } = await readBackupServer(paths.map((path) => join(SAMPLES, path)));
  expect(refusals).toEqual([]);
  return importedServer(tables);
}

describe.skipIf(isAbsent)('real exports', () => {
  test('a health check gives its proxies, repositories, extents and VM jobs, with the VMs that its sessions name', async () => {
    const { scenario } = await sample('veeam-healthcheck');
    expect(
      scenario.proxies.map(({ name, maxConcurrentTasks }) => [name, maxConcurrentTasks]).slice(0, 5),
    ).toEqual([
      ['PROXY01', 4],
      ['PROXY02', 6],
      ['VEEAM-VBR01', 2],
      ['HV-PROXY01', 4],
      ['HV-PROXY02', 6],
    ]);
    expect(scenario.proxies[0]).toMatchObject({ cores: 16 });
    expect(scenario.repositories.find(({ name }) => name === 'Production SOBR')).toMatchObject({
      extents: ['Extent1', 'Extent2'],
      perVmFiles: true,
    });
    expect(scenario.jobs.map(({ name }) => name)).toEqual([
      'Production-VM-Backup',
      'Test-VM-Backup',
      'Critical-Servers-BCJ',
      'SQL-Servers-Backup',
    ]);
    const [production] = scenario.jobs;
    expect(production?.vms.map((row) => scenario.vms.names[row])).toEqual([
      'DC01',
      'SQL-PROD01',
      'WEB-PROD01',
      'WEB-PROD02',
    ]);
    expect(production).toMatchObject({
      activeFullDays: { weekdays: [6] },
      syntheticFullDays: { weekdays: [5] },
      restorePoints: 14,
    });
    expect(scenario.throttles).toMatchObject([{ name: 'WAN Traffic Rule', rate: 100e6 }]);
  });

  test('the lab of the session report: two proxies of four slots, jobs at the hours that its grids leave open', async () => {
    const { scenario, codes } = await sample('session-report');
    expect(scenario.proxies.map(({ kind, maxConcurrentTasks }) => [kind, maxConcurrentTasks])).toEqual([
      ['virtual', 4],
      ['virtual', 4],
    ]);
    expect(codes).toContain('proxy-disabled');
    const schedules = Object.fromEntries(scenario.jobs.map(({ name, schedule }) => [name, schedule]));
    expect(schedules).toMatchObject({
      DomainControllers: { everyUs: 4 * HOUR_US, offsetUs: 25 * MINUTE_US },
      'AUSVCENTER-TagTest': { everyUs: 4 * HOUR_US, offsetUs: 65 * MINUTE_US },
      'AUSVCENTER-NoTag': { everyUs: 4 * HOUR_US, offsetUs: 5 * MINUTE_US },
      vCenterServers: { kind: 'daily', timeOfDayUs: 19 * HOUR_US },
    });
    const controllers = scenario.jobs.find(({ name }) => name === 'DomainControllers');
    expect(controllers?.vms.map((row) => scenario.vms.names[row])).toEqual(['ausdc01', 'coredc01']);
  });

  test('dumps of the REST interface give a job with its VM and its size', async () => {
    const { scenario } = await sample('veeam-rest');
    expect(scenario.jobs).toMatchObject([
      { name: 'Backup Job 2', schedule: { kind: 'daily', timeOfDayUs: 10 * HOUR_US }, blockSize: '1 MB' },
    ]);
    expect(scenario.vms.disksOf(0)).toMatchObject([{ size: 43.5 * 2 ** 30 }]);
  });

  test.each([
    ['veeam-config-yaml'],
    ['veeam-rest/ProxiesResult.json'],
    ['veeam-rest/RepositoriesResult.json'],
    ['veeam-rest/JobsResult.json'],
    ['session-report/BR-GetVBRConfig__ausveeambr_Jobs.csv'],
    ['veeam-healthcheck/_Jobs.csv'],
    ['veeam-healthcheck', 'session-report', 'veeam-rest', 'veeam-config-yaml'],
  ])('%s %s %s %s is a scenario by itself', async (...paths) => {
    const { scenario } = await sample(...paths.filter((path) => path !== undefined));
    expect(scenario.jobs.length).toBeGreaterThan(0);
  });
});
