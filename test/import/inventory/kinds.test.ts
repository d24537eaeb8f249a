import { describe, expect, test } from 'vitest';
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

/** The fewest headers of a kind; a star at an end says that more may stand there. */
const LEAST: readonly (readonly [ReturnType<typeof listKindOf>, string])[] = [
  ['vm-details', 'VMUsedGB'],
  ['vm-details', 'VMUsed(GB)'],
  ['vm-details', 'VMProvisioned(GiB)'],
  ['vm-details', 'VMProvisionedGiB'],
  ['powercli-disks', 'CapacityGB Filename'],
  ['powercli-disks', 'CapacityKB Parent'],
  ['powercli-disks', 'CapacityKB ParentId'],
  ['powercli-disks', 'CapacityKB Parent.Id'],
  ['powercli-disks', 'CapacityKB Parent.Name'],
  ['powercli-disks', 'CapacityKB Persistence'],
  ['powercli-hosts', 'ConnectionState Name'],
  ['powercli-hosts', 'ProcessorType VMHost'],
  ['powercli-hosts', 'CpuTotalMhz Host'],
  ['powercli-hosts', 'HyperthreadingActive VMHostName'],
  ['powercli-hosts', 'ConnectionState HostName'],
  ['powercli-vms', 'PowerState VMHost'],
  ['powercli-vms', 'PowerState VMHost.Name'],
  ['powercli-vms', 'PowerState VMHostId'],
  ['powercli-vms', 'PowerState UsedSpaceGB'],
  ['powercli-vms', 'PowerState ProvisionedSpaceGB'],
  ['hyperv-volumes', 'OwnerNode *FriendlyVolumeName'],
  ['hyperv-volumes', 'OwnerNode.Name Path'],
  ['hyperv-volumes', 'OwnerNode CSVPath'],
  ['hyperv-disks', 'VHDPath *Size*'],
  ['hyperv-disks', 'VHDXPath *Capacity*'],
  ['hyperv-disks', 'VHDFormat *Size*'],
  ['hyperv-disks', 'VHDFormatType *Size*'],
  ['hyperv-disks', 'VHDXType *Size*'],
  ['hyperv-disks', 'VHDFile *Size*'],
  ['hyperv-disks', 'FileSize*'],
  ['hyperv-disks', 'Location MaximumSize*'],
  ['hyperv-drives', 'ControllerType Path'],
  ['hyperv-drives', 'ControllerNumber Path'],
  ['hyperv-drives', 'ControllerLocation Path'],
  ...['State', 'VMState', 'VirtualMachineState', 'Status', 'StatusString'].map(
    (state) => ['hyperv-vms', `${state} Name ComputerName`] as const,
  ),
  ...['VMName', 'VM'].map((name) => ['hyperv-vms', `State ${name} ComputerName`] as const),
  ...['Host', 'HostName', 'Host.Name', 'VMHost', 'VMHostName', 'VMHost.Name', 'VMId'].map(
    (host) => ['hyperv-vms', `State Name ${host}`] as const,
  ),
  ...['IsClustered', 'IsHighlyAvailable', 'Generation'].map(
    (trait) => ['hyperv-vms', `State Name ${trait}`] as const,
  ),
];

describe.each(LEAST)('%s are told by %s', (kind, headers) => {
  const least = headers.split(' ');
  const plain = least.map((header) => header.replaceAll('*', ''));
  const kindWith = (at: number, header: string) => listKindOf(table('x', plain.with(at, header)));

  test('however they are written', () => {
    expect(listKindOf(table('x', plain))).toBe(kind);
    expect(
      listKindOf(
        table(
          'x',
          plain.map((header) => ` ${[...header.toUpperCase()].join('_')} `),
        ),
      ),
    ).toBe(kind);
  });

  test('not by longer ones, but where more may stand', () => {
    for (const [at, header] of least.entries()) {
      expect(kindWith(at, `x${plain[at]}`) === kind).toBe(header.startsWith('*'));
      expect(kindWith(at, `${plain[at]}x`) === kind).toBe(header.endsWith('*'));
    }
  });

  test('all of them', () => {
    for (const at of least.keys()) expect(kindWith(at, '')).not.toBe(kind);
  });
});

test('an RVTools export, a list of services and an empty table list nothing that is known', () => {
  expect(isInventoryTable(table('vInfo', INFO_HEADER))).toBe(false);
  expect(isInventoryTable(table('services', ['Name', 'Status', 'StartType']))).toBe(false);
  expect(isInventoryTable(table('empty'))).toBe(false);
});
