import { ASSUMED_CHANGE_RATE } from '../assumed.ts';
import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';

/** Everything that reading a sizing table can report. Codes are stable: scripts may match them. */
export const SIZING_CODES = {
  ...CELL_CODES,
  'no-sizing-table': {
    severity: 'error',
    text: 'nothing here is a sizing table (a row for each workload, with its number of VMs and its capacity)',
  },
  'no-workloads': { severity: 'error', text: 'the sizing tables have no workload of VMs with a size' },
  'not-a-sizing-table': { severity: 'info', text: 'tables that are not sizing tables are ignored' },
  'workload-without-vms': {
    severity: 'warning',
    text: 'workloads with no number of VMs, or with an impossible one, are left out',
  },
  'workload-without-size': {
    severity: 'warning',
    text: 'workloads with no capacity, or with an impossible one (no disk holds more than a petabyte), are left out',
  },
  'workload-too-large': {
    severity: 'warning',
    text: 'workloads with more disks than their VMs (1,000 each) or a scenario (a million in all) can have are left out',
  },
  'other-work': {
    severity: 'warning',
    text: 'workloads that are not VMs (agents, file shares, databases) are left out, because they do not use the backup proxies of VMs',
  },
  'disks-unknown': {
    severity: 'warning',
    text: 'workloads without a number of disks are assumed to have one for each VM, that is one task',
  },
  'disks-fewer': {
    severity: 'warning',
    text: 'workloads with fewer disks than VMs are given one for each VM',
  },
  'change-unknown': {
    severity: 'warning',
    text: `workloads with no change rate, or with an impossible one, are assumed to change by ${ASSUMED_CHANGE_RATE} a day`,
  },
  'window-unknown': {
    severity: 'warning',
    text: 'workloads with no backup window, or with an impossible one, are never late',
  },
  'reduction-unknown': {
    severity: 'info',
    text: 'workloads with no reduction, or with an impossible one, are assumed to keep half of the data, as the preset of the compression does',
  },
  'copies-at-home': {
    severity: 'warning',
    text: 'copies to the site of their own workload are left out, because nothing says that it has a second repository',
  },
  'shares-taken': {
    severity: 'info',
    text: 'figures below 1 in columns of percent are taken as shares, as spreadsheets store them (0.05 is 5%)',
  },
  'site-unnamed': { severity: 'info', text: 'workloads that name no site are put at a site of their own' },
  'name-replaced': {
    severity: 'info',
    text: 'names with { } * or ; (which mean something in a scenario), and names that are repeated, are changed',
  },
} as const satisfies FindingKinds<string>;

export type SizingCode = keyof typeof SIZING_CODES;
export type SizingFindings = Findings<SizingCode>;
export type SizingDiagnostic = ImportDiagnostic<SizingCode>;
