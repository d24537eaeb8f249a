import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';

/** Everything that reading a sizing table can report. Codes are stable: scripts may match them. */
export const SIZING_CODES = {
  ...CELL_CODES,
  'no-sizing-table': {
    severity: 'error',
    text: 'nothing here is a sizing table: a row for each workload, with the number of its VMs and its capacity',
  },
  'no-workloads': { severity: 'error', text: 'the sizing tables have no workload of VMs with a size' },
  'not-a-sizing-table': { severity: 'info', text: 'tables that are no sizing tables are ignored' },
  'workload-without-vms': {
    severity: 'warning',
    text: 'workloads without a number of VMs, or with one that cannot be, are left out',
  },
  'workload-without-size': {
    severity: 'warning',
    text: 'workloads without a capacity, or with one that cannot be (no disk holds more than a petabyte), are left out',
  },
  'workload-too-large': {
    severity: 'warning',
    text: 'workloads with more disks than their VMs (1,000 each) or a scenario (a million in all) take are left out',
  },
  'other-work': {
    severity: 'warning',
    text: 'workloads that are no VMs (agents, file shares, databases) are left out: they do not use backup proxies of VMs',
  },
  'disks-unknown': {
    severity: 'warning',
    text: 'workloads that do not say how many disks they have: one for each VM is assumed, so one task',
  },
  'disks-fewer': {
    severity: 'warning',
    text: 'workloads with fewer disks than VMs: one for each VM is taken',
  },
  'change-unknown': {
    severity: 'warning',
    text: 'workloads without a change rate, or with one that cannot be: 5% a day is assumed',
  },
  'window-unknown': {
    severity: 'warning',
    text: 'workloads without a backup window, or with one that cannot be: nothing says when they are late',
  },
  'reduction-unknown': {
    severity: 'info',
    text: 'workloads without a reduction, or with one that cannot be: half of the data is kept, as the preset of the compression has it',
  },
  'copies-at-home': {
    severity: 'warning',
    text: 'copies that go to the very site of their workload are left out: nothing says that it has a second repository',
  },
  'shares-taken': {
    severity: 'info',
    text: 'figures below 1 in columns of percent are taken as shares, as spreadsheets keep them: 0.05 as 5%',
  },
  'site-unnamed': { severity: 'info', text: 'workloads that name no site are at one of their own' },
  'name-replaced': {
    severity: 'info',
    text: 'names with { } * or ; (which mean something in a scenario), or that stand twice, are written otherwise',
  },
} as const satisfies FindingKinds<string>;

export type SizingCode = keyof typeof SIZING_CODES;
export type SizingFindings = Findings<SizingCode>;
export type SizingDiagnostic = ImportDiagnostic<SizingCode>;
