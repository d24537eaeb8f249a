import { CHANGE_KINDS } from '../daily-change.ts';
import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';

/** Everything that the import of a backup server's objects can report. Codes are stable: scripts may match them. */
export const POWERSHELL_CODES = {
  ...CELL_CODES,
  'no-objects': {
    severity: 'error',
    text: 'no file lists proxies, repositories or jobs, so there is nothing to import (session reports alone are for import sessions)',
  },
  'nothing-to-protect': { severity: 'error', text: 'no job is left with anything to back up' },
  ...CHANGE_KINDS,
  'page-incomplete': {
    severity: 'warning',
    text: 'files hold a page of a longer list, and no other file has the rest',
  },
  'no-proxies': {
    severity: 'warning',
    text: 'no file lists proxies, so the one on the backup server is assumed, with two task slots and in network mode',
  },
  'no-repositories': { severity: 'warning', text: 'no file lists repositories, so they are assumed' },
  'no-jobs': {
    severity: 'warning',
    text: 'no file lists jobs that back up VMs, so one that backs everything up is assumed',
  },
  'no-vms': {
    severity: 'warning',
    text: 'no file lists VMs, so they are invented (give --inventory, or the file of protected VMs)',
  },
  'proxy-disabled': { severity: 'info', text: 'disabled proxies are left out' },
  'proxy-type-left-out': {
    severity: 'info',
    text: 'proxies for other work than backup of VMs (files, continuous data protection) are left out',
  },
  'proxy-server-unknown': {
    severity: 'warning',
    text: 'proxies whose server is not listed with its cores are given one core per task slot',
  },
  'proxy-slots-unknown': {
    severity: 'warning',
    text: 'proxies without a task limit are given one task slot per core',
  },
  'proxy-kind-assumed': {
    severity: 'warning',
    text: 'the export does not say whether these proxies are virtual, so that is assumed',
  },
  'proxy-host-assumed': {
    severity: 'warning',
    text: 'virtual proxies that are not VMs of an inventory are put on the hosts in turn',
  },
  'proxy-host-not-in-inventory': {
    severity: 'warning',
    text: 'Hyper-V hosts that are proxies of their own VMs but are not in the inventory are left out',
  },
  'proxy-mode-unknown': {
    severity: 'warning',
    text: 'proxies with an unknown transport mode may use every mode',
  },
  'proxies-share-server': {
    severity: 'warning',
    text: 'proxies that share a server are each given all of its cores',
  },
  'proxy-off-host': {
    severity: 'warning',
    text: 'proxies for Hyper-V that are not Hyper-V hosts count as off-host proxies',
  },
  'repository-slots-unknown': {
    severity: 'warning',
    text: 'repositories without a task limit are given 4 task slots',
  },
  'repository-per-vm-unknown': {
    severity: 'warning',
    text: 'repositories that do not say whether each VM has its own file are assumed to have one file per job',
  },
  'repository-per-vm-unclear': {
    severity: 'info',
    text: 'repositories whose two columns about files per VM differ follow OneBackupFilePerVm, which is the setting of the product',
  },
  'repository-unavailable': {
    severity: 'info',
    text: 'repositories that were unavailable are imported like the others',
  },
  'repository-cloning-assumed': {
    severity: 'info',
    text: 'repositories that mention ReFS or XFS are assumed to clone blocks',
  },
  'repository-gateway-unknown': {
    severity: 'warning',
    text: 'repositories whose gateway server is not a proxy are written to without a gateway',
  },
  'repository-not-listed': {
    severity: 'warning',
    text: 'repositories that jobs name but the export does not list are assumed',
  },
  'extent-not-listed': {
    severity: 'warning',
    text: 'extents of scale-out repositories that the export does not list are assumed',
  },
  'scale-out-without-extents': {
    severity: 'warning',
    text: 'scale-out repositories whose extents are not listed count as simple repositories',
  },
  'throttle-without-traffic': {
    severity: 'warning',
    text: 'throttling rules whose address ranges hold no known machine throttle nothing until you put machines into their sites',
  },
  'throttle-not-taken': {
    severity: 'warning',
    text: 'throttling rules that cannot be expressed by sites are comments in the scenario',
  },
  'throttle-hours-unknown': {
    severity: 'warning',
    text: 'throttling rules that act in certain hours, which the export does not list, act all the time',
  },
  'job-type-left-out': {
    severity: 'warning',
    text: 'jobs that back up no VMs (agents, file shares, tape and others) are left out, so their load on repositories and networks is missing here',
  },
  'job-target-unknown': {
    severity: 'warning',
    text: 'replication and VM copy jobs are left out, because the export does not give their target: add them by hand (type: replication, with target: { host, datastore })',
  },
  'job-not-scheduled': {
    severity: 'info',
    text: 'jobs that are disabled or have no schedule are switched off',
  },
  'job-stale': {
    severity: 'warning',
    text: 'jobs whose next start is long past, compared with the times of the other jobs, are assumed to be switched off',
  },
  'job-all-unscheduled': {
    severity: 'warning',
    text: 'no job is scheduled, so all of them run, every day at 22:00 where no time is known',
  },
  'job-without-vms': { severity: 'warning', text: 'jobs without any VM left are left out' },
  'job-members-assumed': {
    severity: 'warning',
    text: 'jobs whose VMs the export does not list are given VMs that no other job or past session has, by the size of the job where it is known',
  },
  'job-members-partly': {
    severity: 'info',
    text: 'jobs with containers (folders, hosts, tags) whose VMs the export does not list',
  },
  'job-method-unknown': {
    severity: 'warning',
    text: 'jobs with an unknown method are assumed to be forward incremental',
  },
  'job-compression-unknown': {
    severity: 'info',
    text: 'jobs with an unknown compression level are assumed to use optimal',
  },
  'job-full-monthly': {
    severity: 'info',
    text: 'active fulls once a month are not imported; write them as activeFull: { days: [sat], weeks: [first] }',
  },
  'job-proxies-unknown': {
    severity: 'warning',
    text: 'jobs whose selected proxies are not imported may use all proxies',
  },
  'job-repeated': { severity: 'info', text: 'jobs that several files list count once' },
  'job-source-assumed': {
    severity: 'warning',
    text: 'backup copy jobs do not say which repository they read, so it is assumed',
  },
  'schedule-assumed': {
    severity: 'warning',
    text: 'jobs without a schedule in the export run every day, at the time at which the schedule was switched on, or at 22:00',
  },
  'schedule-monthly': {
    severity: 'info',
    text: 'monthly jobs run on their weekday of every week, as in their busiest week',
  },
  'schedule-continuous': {
    severity: 'warning',
    text: 'backup jobs that run continuously are started every hour',
  },
  'schedule-after-unknown': {
    severity: 'warning',
    text: 'jobs that follow one that is not imported run every day at 22:00',
  },
  'window-assumed': {
    severity: 'info',
    text: 'jobs without a backup window are given one of 8 hours, which is reported and stops nothing',
  },
  'window-excludes-start': {
    severity: 'warning',
    text: 'jobs that start outside their own backup window are imported without the window',
  },
  'window-excludes-days': {
    severity: 'info',
    text: 'daily jobs do not run on the days on which their own backup window excludes their start',
  },
  'vm-change-of-sessions': {
    severity: 'info',
    text: 'VMs whose daily change is taken from their past increments',
  },
  'vm-size-of-sessions': {
    severity: 'info',
    text: 'VMs without a size in any list take it from their past sessions',
  },
  'vm-size-unknown': { severity: 'warning', text: 'VMs without a size are assumed to have 100 GB' },
  'vm-used-unknown': { severity: 'info', text: 'VMs without used space count as full' },
  'vm-used-over-size': {
    severity: 'info',
    text: 'VMs that use more space than their disks have (snapshots, swap) count as full',
  },
  'vm-powered-off': {
    severity: 'info',
    text: 'VMs that are not running are backed up, but nothing changes on their disks',
  },
  'vm-gone': {
    severity: 'info',
    text: 'VMs that are not in the last sessions of a job any more are not in the job',
  },
  'vm-not-in-inventory': {
    severity: 'warning',
    text: 'VMs of jobs that are not in the inventory are left out',
  },
  'inventory-of-others': {
    severity: 'warning',
    text: 'no VM in the list of protected VMs is in the inventory, so all VMs of the inventory are distributed over the jobs',
  },
  'vm-name-repeated': { severity: 'info', text: 'VMs that several lists have count once' },
  'name-replaced': {
    severity: 'info',
    text: 'names with { }, * or ?, which a scenario would expand, are written with ( ) and _',
  },
} as const satisfies FindingKinds<string>;

export type PowershellCode = keyof typeof POWERSHELL_CODES;
export type PowershellFindings = Findings<PowershellCode>;
/** Hears what is odd about a thing whose place and name the caller knows. */
export type Report = (code: PowershellCode) => void;
export type PowershellDiagnostic = ImportDiagnostic<PowershellCode>;
