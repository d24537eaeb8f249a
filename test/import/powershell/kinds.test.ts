import { expect, test } from 'vitest';
import { objectKindOf } from '../../../src/import/powershell/kinds.ts';
import { isBackupServerTable } from '../../../src/import/powershell.ts';
import { jsonTable } from '../../../src/import/tables/json-table.ts';
import { ONE_VM, table } from '../tables.ts';
import { importedServer, jobTable, proxyTable, repositoryTable, SERVERS, vmTable } from './backup-server.ts';

test('what a table holds is told by its headers, whatever its file is called', () => {
  const tables = [SERVERS, proxyTable(), repositoryTable(), jobTable(), vmTable({ a: 1 })];
  expect(tables.map((known) => objectKindOf({ ...known, name: 'export (3)' }))).toEqual([
    'servers',
    'proxies',
    'repositories',
    'jobs',
    'protected-vms',
  ]);
});

test.each([
  ['_ViProtected', 'protected-vms'],
  ['host_HvProtected', 'protected-hyperv-vms'],
  ['_ViUnprotected', 'unprotected-vms'],
  ['_HvUnprotected', 'unprotected-vms'],
])('lists of VMs have the same headers: the one called %s is of %s', (name, kind) => {
  expect(objectKindOf({ ...vmTable({ a: 1 }), name })).toBe(kind);
});

test('a file of proxies for Hyper-V has fewer of the same headers: its name tells', () => {
  const header = ['Id', 'Name', 'HostId', 'Type', 'Options', 'MaxTasksCount', 'IsDisabled'];
  expect(objectKindOf(table('x__host_HvProxy', header, ['', 'hv']))).toBe('hyperv-proxies');
  expect(objectKindOf(table('Get-VBRViProxy', header, ['', 'px']))).toBe('proxies');
});

test('dumps of the REST interface are told by what lies inside their records', () => {
  const of = (record: object) => objectKindOf(jsonTable('dump', { data: [record] })!);
  expect(of({ name: 'a', server: { maxTaskCount: 2 } })).toBe('proxies');
  expect(of({ name: 'a', repository: { maxTaskCount: 4 } })).toBe('repositories');
  expect(of({ name: 'a', performanceTier: { performanceExtents: [{ name: 'e' }] } })).toBe(
    'scale-out-repositories',
  );
  expect(of({ name: 'a', schedule: { runAutomatically: true } })).toBe('jobs');
  expect(of({ name: 'a', virtualMachines: { includes: [{ name: 'v' }] } })).toBe('jobs');
});

test('a page of a longer list is told, unless the other pages are among the files', () => {
  const page = (name: string) =>
    jsonTable(name, {
      data: [{ type: 'VSphereBackup', name, schedule: { runAutomatically: true } }],
      pagination: { total: 2, count: 1, skip: 0, limit: 1 },
    })!;
  const rest = [SERVERS, proxyTable(), repositoryTable(), vmTable({ a: 1, b: 1 })];
  expect(importedServer([...rest, page('one')]).codes).toContain('page-incomplete');
  expect(importedServer([...rest, page('one'), page('two')]).codes).not.toContain('page-incomplete');
});

test('sheets of an RVTools export are none of a backup server, a session report is', () => {
  expect(ONE_VM.map(isBackupServerTable)).toEqual([false, false]);
  const sessions = table(
    'r',
    ['JobName', 'VMName', 'Status', 'CreationTime'],
    ['j', 'v', 'Success', '2024-03-01T22:00:00'],
  );
  expect([objectKindOf(sessions), isBackupServerTable(sessions)]).toEqual([undefined, true]);
});
