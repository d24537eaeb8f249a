import { isInventoryTable } from '../../import/inventory.ts';
import { type KnownFiles, readKnownTables } from './read-known-tables.ts';

/** The tables in files and folders that list VMs or their disks. */
export function readInventoryLists(paths: readonly string[]): Promise<KnownFiles<'not-an-inventory'>> {
  return readKnownTables(paths, {
    isKnown: isInventoryTable,
    code: 'not-an-inventory',
    neither: 'neither a list of VMs, of virtual disks nor of VM details that is known',
    how: 'give the output of Get-VM and Get-VHD (Hyper-V), or of Get-VM and Get-HardDisk (PowerCLI), with all of its columns, from Export-Csv, ConvertTo-Json or a workbook; an RVTools export is for import rvtools',
  });
}
