import { expect, test } from 'vitest';
import { jsonTable } from '../../../src/import/tables/json-table.ts';
import type { Table } from '../../../src/import/tables/table.ts';
import { importedServer, jobTable, proxyTable, repositoryTable, SERVERS, vmTable } from './backup-server.ts';

/** What the head of the scenario names as the guesses that matter most. */
function influential(...tables: readonly Table[]): string {
  const { yaml } = importedServer([SERVERS, repositoryTable(), ...tables]);
  const head = yaml.replaceAll('\n# ', ' ');
  return /Most influential: (.*?)\. Put your own values/.exec(head)?.[1] ?? '';
}

const STORAGE = 'datastores and what they read, one disk per VM';
const member = (size: object) =>
  jsonTable('_Jobs', [
    {
      type: 'VSphereBackup',
      name: 'night',
      virtualMachines: { includes: [{ type: 'VirtualMachine', name: 'app1', ...size }] },
      schedule: { daily: { isEnabled: true, localTime: '22:00' } },
    },
  ])!;

test('the guesses that matter most are those that were made, in the order of what they do to the window', () => {
  // The proxy is a VM whose host nobody tells, and nobody tells either which VM is in the job.
  expect(influential(proxyTable(), jobTable(), vmTable({ app1: 10 }))).toBe(
    `change rate, which VMs are in which job, ${STORAGE}, kind and host of proxies, what repositories write`,
  );
  const physical = proxyTable({ ChassisType: 'ViPhysical' });
  expect(influential(physical, jobTable())).toBe(`all VMs, change rate, ${STORAGE}, what repositories write`);
  expect(influential(physical, member({}))).toBe(
    `sizes of VMs, change rate, ${STORAGE}, what repositories write`,
  );
  expect(influential(physical, member({ size: '10 GB' }))).toBe(
    `change rate, ${STORAGE}, what repositories write`,
  );
  const unscheduled = jobTable({ ScheduleOptions: '', SheduleEnabledTime: '' });
  expect(influential(physical, unscheduled, vmTable({ app1: 10 }))).toBe(
    `change rate, which VMs are in which job, ${STORAGE}, what repositories write, schedules`,
  );
});
