import { expect, test } from 'vitest';
import { listKindOf } from '../../../src/import/inventory/kinds.ts';
import { isInventoryTable } from '../../../src/import/inventory.ts';
import { INFO_HEADER, table } from '../tables.ts';

/** Properties as the commands give them, those left out that are of no use. */
test.each([
  [
    'hyperv-vms',
    'Name VMName VMId Id State Status ComputerName Generation Version IsClustered Path HardDrives',
  ],
  ['hyperv-vms', 'Name State ComputerName'],
  [
    'hyperv-disks',
    'ComputerName Path VhdFormat VhdType FileSize Size MinimumSize BlockSize ParentPath Attached',
  ],
  [
    'hyperv-drives',
    'Path DiskNumber Id Name ControllerLocation ControllerNumber ControllerType VMName VMId ComputerName',
  ],
  ['hyperv-volumes', 'OwnerNode FriendlyVolumeName'],
  ['hyperv-volumes', 'Name State OwnerNode.Name SharedVolumeInfo.0.FriendlyVolumeName'],
  [
    'powercli-vms',
    'Name PowerState Notes Guest NumCpu MemoryGB VMHost Folder ProvisionedSpaceGB UsedSpaceGB Id Uid',
  ],
  ['powercli-vms', 'Name PowerState VMHost.Name Id'],
  [
    'powercli-hosts',
    'State ConnectionState PowerState NumCpu CpuTotalMhz MemoryTotalGB ProcessorType Version Build Parent ParentId Id Name',
  ],
  ['powercli-hosts', 'Name NumCpu ConnectionState'],
  ['hyperv-disks', 'Name VHDType VHDFormatType MaximumSize Size Location HostName HostVolume'],
  ['hyperv-disks', 'Location MaximumSize Size'],
  ['hyperv-vms', 'Name Status StatusString ComputerName HostName VMHost OperatingSystem IsHighlyAvailable'],
  ['hyperv-vms', 'Name VirtualMachineState VMHost'],
  [
    'powercli-disks',
    'StorageFormat Persistence DiskType Filename CapacityKB CapacityGB ParentId Parent Uid Id Name',
  ],
])('%s have the headers %s, in any order', (kind, headers) => {
  const words = headers.split(' ');
  expect(listKindOf(table('x', words))).toBe(kind);
  expect(listKindOf(table('whatever it is called', [], words.toReversed()))).toBe(kind);
});

test.each([
  ['hyperv-disks', 'VM Name,VHD Path,VhdFormat,VhdType,Current size GB,Max size GB,Host Name'],
  ['hyperv-vms', 'VM Name,VM State,Host Name'],
  ['vm-details', 'Site Name,VM Power,VM MEM (GB),VM CPU,VM Used GB,VM Provisioned (GB),VM OS,Environment'],
])('%s as scripts write them: %s', (kind, headers) => {
  expect(listKindOf(table('x', headers.split(',')))).toBe(kind);
});

test('an RVTools export, a list of services and an empty table list nothing that is known', () => {
  expect(isInventoryTable(table('vInfo', INFO_HEADER))).toBe(false);
  expect(isInventoryTable(table('services', ['Name', 'Status', 'StartType']))).toBe(false);
  expect(isInventoryTable(table('empty'))).toBe(false);
});
