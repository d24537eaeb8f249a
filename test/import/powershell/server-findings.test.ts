import { expect, test } from 'vitest';
import { POWERSHELL_CODES, type PowershellCode } from '../../../src/import/powershell/codes.ts';
import { jsonTable } from '../../../src/import/tables/json-table.ts';
import type { Table } from '../../../src/import/tables/table.ts';
import { table } from '../tables.ts';
import { importedServer, jobTable, proxyTable, repositoryTable, SERVERS, vmTable } from './backup-server.ts';

/** An export in which nothing is odd but what a test puts in the place of one of its tables. */
function codesWith(...odd: readonly Table[]): readonly string[] {
  const usual = [SERVERS, proxyTable(), repositoryTable(), jobTable(), vmTable({ app1: 10 })];
  const names = new Set(odd.map(({ name }) => name));
  return importedServer([...usual.filter(({ name }) => !names.has(name)), ...odd]).codes;
}

const DAILY = 'Start time: [1/15/2024 22:30:00]';
const includes = (...members: readonly object[]) =>
  jsonTable('_Jobs', [{ type: 'VSphereBackup', name: 'night', virtualMachines: { includes: members } }])!;

test.each<[PowershellCode, ...Table[]]>([
  ['proxy-slots-unknown', proxyTable({ MaxTasksCount: '' })],
  ['proxy-kind-assumed', proxyTable({ ChassisType: '' })],
  ['repository-per-vm-unknown', repositoryTable({ 'Options(OneBackupFilePerVm)': '' })],
  ['repository-unavailable', repositoryTable({ IsUnavailable: 'True' })],
  ['repository-cloning-assumed', repositoryTable({ Description: 'XFS on rack 2' })],
  [
    'job-members-partly',
    includes({ type: 'VirtualMachine', name: 'app1' }, { type: 'Folder', name: 'prod' }),
  ],
  ['job-compression-unknown', jobTable({ CompressionLevel: 'Squeezed' })],
  [
    'job-proxies-unknown',
    jobTable({ 'storage.backupProxies.autoSelectEnabled': 'False', 'storage.backupProxies.proxyIds': 'p9' }),
  ],
  ['job-repeated', jobTable(), { ...jobTable(), name: 'again' }],
  [
    'schedule-monthly',
    jobTable({ ScheduleOptions: `${DAILY}, Monthly options: [Enabled: True, DayOfWeek: Friday]` }),
  ],
  ['schedule-continuous', jobTable({ ScheduleOptions: `${DAILY}, Continuous options: [Enabled: True]` })],
  ['vm-size-unknown', includes({ type: 'VirtualMachine', name: 'new' })],
  ['proxies-share-server', proxyTable(), { ...proxyTable({ Name: 'px1', Type: '1' }), name: '_Proxies2' }],
  ['vm-name-repeated', vmTable({ app1: 10 }), { ...vmTable({ APP1: 20 }), name: '_ViProtected2' }],
  [
    'vm-used-unknown',
    table('_ViProtected', ['Name', 'PowerState', 'ProvisionedSize'], ['app1', 'PoweredOn', '1000']),
  ],
])('%s is said where there is one, and not where there is none', (code, ...odd) => {
  expect(codesWith(...odd)).toContain(code);
  expect(codesWith()).not.toContain(code);
});

test('every finding is one sentence that a count and rows can follow', () => {
  for (const { text } of Object.values(POWERSHELL_CODES)) expect(text).not.toMatch(/[.:]$|\n/);
});
