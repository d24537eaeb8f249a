import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';

/** Everything that the import of a backup server's objects can report. Codes are stable: scripts may match them. */
export const POWERSHELL_CODES = {
  ...CELL_CODES,
  'no-objects': {
    severity: 'error',
    text: 'no proxies, repositories or jobs among the files, so there is nothing to import (session reports alone are for import sessions)',
  },
  'nothing-to-protect': { severity: 'error', text: 'no job is left that has anything to back up' },
  'page-incomplete': {
    severity: 'warning',
    text: 'pages of longer lists: the rest of the records is in none of the files',
  },
  'no-proxies': {
    severity: 'warning',
    text: 'no proxies among the files: the one on the backup server is assumed, with two task slots and in network mode',
  },
  'no-repositories': { severity: 'warning', text: 'no repositories among the files: assumed' },
  'no-jobs': {
    severity: 'warning',
    text: 'no jobs among the files: one that backs everything up is assumed',
  },
  'no-vms': {
    severity: 'warning',
    text: 'no list of VMs among the files: VMs are invented (give --inventory, or the file of protected VMs)',
  },
  'proxy-disabled': { severity: 'info', text: 'disabled proxies are left out' },
  'proxy-type-left-out': {
    severity: 'info',
    text: 'proxies of other work than backup of VMs (files, continuous data protection) are left out',
  },
  'proxy-server-unknown': {
    severity: 'warning',
    text: 'proxies whose server is not listed with its cores: one core per task slot is assumed',
  },
  'proxy-slots-unknown': {
    severity: 'warning',
    text: 'proxies without a number of tasks: one per core is assumed',
  },
  'proxy-kind-assumed': {
    severity: 'warning',
    text: 'the export does not tell whether these proxies are virtual: assumed',
  },
  'proxy-host-assumed': {
    severity: 'warning',
    text: 'virtual proxies that no inventory has among its VMs: they are put on hosts in turn',
  },
  'proxy-host-not-in-inventory': {
    severity: 'warning',
    text: 'Hyper-V hosts as proxies of their own VMs that the inventory does not have are left out',
  },
  'proxy-mode-unknown': {
    severity: 'warning',
    text: 'proxies with a transport mode that is not known: every mode is allowed',
  },
  'proxies-share-server': {
    severity: 'warning',
    text: 'proxies on one server: each is given all of its cores',
  },
  'proxy-off-host': {
    severity: 'warning',
    text: 'proxies for Hyper-V that are no Hyper-V host are taken for off-host ones',
  },
  'repository-slots-unknown': {
    severity: 'warning',
    text: 'repositories without a number of tasks: 4 are assumed',
  },
  'repository-per-vm-unknown': {
    severity: 'warning',
    text: 'repositories that do not say whether each VM has its own file: one file per job is assumed',
  },
  'repository-per-vm-unclear': {
    severity: 'info',
    text: 'repositories whose two columns about files per VM differ: OneBackupFilePerVm counts, as the product sets it',
  },
  'repository-unavailable': {
    severity: 'info',
    text: 'repositories that were unavailable are taken all the same',
  },
  'repository-cloning-assumed': {
    severity: 'info',
    text: 'repositories that speak of ReFS or XFS: block cloning is assumed',
  },
  'repository-gateway-unknown': {
    severity: 'warning',
    text: 'repositories whose gateway server is no proxy: written to without one',
  },
  'repository-not-listed': {
    severity: 'warning',
    text: 'repositories that jobs name and the export does not list are assumed',
  },
  'extent-not-listed': {
    severity: 'warning',
    text: 'extents of scale-out repositories that the export does not list are assumed',
  },
  'scale-out-without-extents': {
    severity: 'warning',
    text: 'scale-out repositories whose extents are not listed count as plain ones',
  },
  'throttle-without-traffic': {
    severity: 'warning',
    text: 'throttling rules of whose addresses no machine is known: nothing crosses them until you put machines into their sites',
  },
  'throttle-not-taken': {
    severity: 'warning',
    text: 'throttling rules that cannot be told by sites are in the scenario as comments',
  },
  'throttle-hours-unknown': {
    severity: 'warning',
    text: 'throttling rules with hours of their own, which the export does not tell: they act all the time',
  },
  'job-type-left-out': {
    severity: 'warning',
    text: 'jobs of other kinds than backup and backup copy of VMs are left out',
  },
  'job-not-scheduled': {
    severity: 'info',
    text: 'jobs that are disabled or have no schedule are switched off',
  },
  'job-stale': {
    severity: 'warning',
    text: 'jobs whose next start is long past, by the times of the other jobs, are taken to be switched off',
  },
  'job-all-unscheduled': {
    severity: 'warning',
    text: 'no job is scheduled: all of them are run, every day at 22:00 where no time is known',
  },
  'job-without-vms': { severity: 'warning', text: 'jobs for which no VM is left are left out' },
  'job-members-assumed': {
    severity: 'warning',
    text: 'the export does not list the VMs of these jobs: VMs that neither a job nor a past session has are dealt out to them, by the size of the job where it is known',
  },
  'job-members-partly': {
    severity: 'info',
    text: 'jobs with containers (folders, hosts, tags) whose VMs the export does not list',
  },
  'job-method-unknown': {
    severity: 'warning',
    text: 'jobs with an unknown method: forward incremental is assumed',
  },
  'job-compression-unknown': {
    severity: 'info',
    text: 'jobs with an unknown compression: optimal is assumed',
  },
  'job-full-monthly': { severity: 'info', text: 'active fulls once a month are left out' },
  'job-proxies-unknown': {
    severity: 'warning',
    text: 'jobs with chosen proxies that are not among those taken may use all',
  },
  'job-repeated': { severity: 'info', text: 'jobs that stand in several files count once' },
  'job-source-assumed': {
    severity: 'warning',
    text: 'backup copy jobs: the repository that they read is assumed',
  },
  'schedule-assumed': {
    severity: 'warning',
    text: 'jobs whose schedule the export does not tell: every day at the time of day when it was switched on, or 22:00',
  },
  'schedule-monthly': {
    severity: 'info',
    text: 'monthly jobs are run on their weekday of every week, as in the busiest one',
  },
  'schedule-continuous': {
    severity: 'warning',
    text: 'backup jobs that run continuously are run every hour',
  },
  'schedule-after-unknown': {
    severity: 'warning',
    text: 'jobs that run after one that is not taken are run every day at 22:00',
  },
  'window-assumed': {
    severity: 'info',
    text: 'jobs without a backup window are asked to fit into 8 hours, and go on where they do not',
  },
  'window-excludes-start': {
    severity: 'warning',
    text: 'jobs that start outside of their own backup window: it is left out',
  },
  'window-excludes-days': {
    severity: 'info',
    text: 'daily jobs are left out on the days on which their own backup window does not let them start',
  },
  'vm-change-of-sessions': {
    severity: 'info',
    text: 'VMs whose change per day is what their past increments have read',
  },
  'vm-size-of-sessions': {
    severity: 'info',
    text: 'VMs whose size no list tells: what their past sessions tell of it',
  },
  'vm-size-unknown': { severity: 'warning', text: 'VMs without a size: 100 GB are assumed' },
  'vm-used-unknown': { severity: 'info', text: 'VMs without used space count as full' },
  'vm-used-over-size': {
    severity: 'info',
    text: 'VMs that use more than their disks have (snapshots, swap) count as full',
  },
  'vm-powered-off': {
    severity: 'info',
    text: 'VMs that are not running are backed up, and nothing changes on their disks',
  },
  'vm-gone': {
    severity: 'info',
    text: 'VMs that are no longer in the last sessions of a job are not in it',
  },
  'vm-not-in-inventory': {
    severity: 'warning',
    text: 'VMs of jobs that the inventory does not have are left out',
  },
  'inventory-of-others': {
    severity: 'warning',
    text: 'the inventory has none of the VMs that the list of protected ones names: all of its VMs are dealt out to the jobs',
  },
  'vm-name-repeated': { severity: 'info', text: 'VMs that stand in several lists count once' },
  'name-replaced': {
    severity: 'info',
    text: 'names with { } or * (which expand in a scenario) are written with ( ) and _',
  },
} as const satisfies FindingKinds<string>;

export type PowershellCode = keyof typeof POWERSHELL_CODES;
export type PowershellFindings = Findings<PowershellCode>;
/** Hears what is odd about a thing whose place and name the caller knows. */
export type Report = (code: PowershellCode) => void;
export type PowershellDiagnostic = ImportDiagnostic<PowershellCode>;
