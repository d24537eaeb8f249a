import { isInventoryTable } from '../../import/inventory.ts';
import { type KnownFiles, readKnownTables } from './read-known-tables.ts';

/** The tables of files, and of what lies in folders, that list VMs or their disks. */
export function readInventoryLists(paths: readonly string[]): Promise<KnownFiles<'not-an-inventory'>> {
  return readKnownTables(paths, {
    isKnown: isInventoryTable,
    code: 'not-an-inventory',
    neither: 'neither VMs, virtual disks nor VM details as they are known',
    how: 'give what Get-VM and Get-VHD (Hyper-V) or Get-VM and Get-HardDisk (PowerCLI) tell, as Export-Csv, ConvertTo-Json or a workbook has it; an RVTools export is for import rvtools',
  });
}
