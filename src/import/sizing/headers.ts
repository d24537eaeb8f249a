import type { HeaderNames } from '../tables/sheet.ts';

/** What a row of a sizing table may say of a workload. Sizes are in the unit of their cell, else in that of their header. */
export type SizingColumn =
  | 'site'
  | 'copySite'
  | 'workload'
  | 'backupType'
  | 'vms'
  | 'disks'
  | 'capacity'
  | 'terabytes'
  | 'gigabytes'
  | 'changeRate'
  | 'growth'
  | 'window'
  | 'years'
  | 'reduction'
  | 'blockCloning'
  | 'perVm'
  | 'restorePoints'
  | 'copyRestorePoints';

/** As the sheet of workloads that is loaded into the vendor's sizing tool has them, and as people write them by hand. */
export const SIZING: HeaderNames<SizingColumn> = {
  site: ['Site', 'Site Name', 'Location'],
  copySite: ['Copy Site', 'Secondary Site', 'DR Site'],
  workload: ['Workload Name', 'Workload', 'Name'],
  backupType: ['Backup Type', 'Workload Type', 'Type'],
  vms: ['VM Qty', 'VM Quantity', 'VMs', 'VM Count', 'Number of VMs'],
  disks: ['VMDK Qty', 'VMDK Quantity', 'Disk Qty', 'Disks', 'Disk Count', 'Number of Disks'],
  // The vendor's tool counts TB without saying so.
  capacity: ['Capacity'],
  terabytes: ['Capacity (TB)', 'Capacity TB', 'Source (TB)', 'Source TB', 'Size (TB)', 'Size TB'],
  gigabytes: ['Capacity (GB)', 'Capacity GB', 'Source (GB)', 'Source GB', 'Size (GB)', 'Size GB'],
  changeRate: ['Change Rate %', 'Change Rate (%)', 'Change Rate', 'Daily Change %', 'Daily Change'],
  growth: ['Yearly Growth %', 'Yearly Growth (%)', 'Yearly Growth', 'Growth %', 'Growth'],
  window: ['Backup Window (hours)', 'Backup Window (h)', 'Backup Window', 'Window (hours)', 'Window'],
  years: ['Years in Scope', 'Scope (years)', 'Years'],
  reduction: ['Reduction %', 'Reduction (%)', 'Data Reduction %', 'Data Reduction', 'Reduction'],
  blockCloning: ['Use ReFS?', 'Use ReFS', 'ReFS', 'Use XFS?', 'ReFS/XFS', 'Block Cloning', 'Fast Clone'],
  perVm: ['Use Per-VM?', 'Use Per-VM', 'Use Per VM', 'Per-VM', 'Per VM', 'Per-VM Backup Files'],
  restorePoints: ['Restore Points', 'Retention (days)', 'Retention Points'],
  copyRestorePoints: ['Copy Restore Points', 'Copy Retention (days)'],
};
