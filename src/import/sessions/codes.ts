import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';

/**
 * Everything that reading session reports, and making a scenario of them, can report. Codes are stable: scripts may
 * match them.
 */
export const SESSIONS_CODES = {
  ...CELL_CODES,
  'no-session-report': {
    severity: 'error',
    text: 'nothing here is a session report (a table with a job, a result and a creation time in each row)',
  },
  'no-sessions': { severity: 'error', text: 'the session reports have no session of a VM backup' },
  'not-a-session-report': { severity: 'info', text: 'tables that are not session reports are ignored' },
  'dates-guessed': {
    severity: 'warning',
    text: 'dates could have their day or their month first: they are read so that they lie close together, or else as the decimal mark suggests (check the period)',
  },
  'dates-contradictory': {
    severity: 'warning',
    text: 'some dates can only have their month first, others only their day: they are read with the month first, and the others are left out',
  },
  'times-utc': {
    severity: 'warning',
    text: 'times are in UTC and stay so, so hours of the day are not local time',
  },
  'jobs-unnamed': {
    severity: 'warning',
    text: 'no job is named, so sessions that share a VM and a repository count as one job (the list of sessions has the names: add it)',
  },
  'sessions-guessed': {
    severity: 'warning',
    text: 'jobs whose tasks have a start but no session: tasks count as one session until a VM comes again, or until none has run for an hour',
  },
  'results-assumed': {
    severity: 'warning',
    text: 'reports that do not say how tasks or sessions ended: all count as successful',
  },
  'row-without-job': { severity: 'warning', text: 'rows that name no job are left out' },
  'row-without-time': { severity: 'warning', text: 'rows without a readable creation time are left out' },
  'row-without-vm': {
    severity: 'info',
    text: 'rows that do not name a single VM count for their session only',
  },
  'row-repeated': {
    severity: 'info',
    text: 'rows that are repeated, or that exist for each disk or transport mode of a VM, are counted once',
  },
  'result-unknown': {
    severity: 'warning',
    text: 'rows with an unknown result are left out',
  },
  'session-unfinished': { severity: 'info', text: 'rows of unfinished work are left out' },
  'other-work': {
    severity: 'info',
    text: 'rows of jobs that do not back up VMs (agents, file shares, replicas, copies, tape) are left out',
  },
  'not-a-vm': {
    severity: 'info',
    text: 'rows of file shares and the like are left out, because a name with a path is not a VM',
  },
  'mode-unknown': { severity: 'info', text: 'unknown transport modes are ignored' },
  'duration-unknown': { severity: 'info', text: 'tasks without a duration' },
  'totals-repeated': {
    severity: 'info',
    text: 'sizes are totals of the session, repeated for each of its VMs, and counted once',
  },
  'vms-unknown': {
    severity: 'warning',
    text: 'jobs whose VMs no report names: one VM with the name of the job stands for all of them',
  },
  'jobs-gone': {
    severity: 'warning',
    text: 'jobs without a session in the last four weeks of the reports are left out',
  },
  'vms-gone': {
    severity: 'info',
    text: 'VMs that are not in the last sessions of a job any more are not in the job',
  },
  'starts-by-session': {
    severity: 'warning',
    text: 'jobs whose reports do not say when each VM started: the fewest VMs at a time are assumed with which they end with their session (put in your own proxies and slots)',
  },
  'starts-by-rate': {
    severity: 'warning',
    text: 'jobs whose reports say neither when each VM started nor how long sessions took: as many VMs at a time are assumed as read 1 GB/s together, which the assumed repository writes, and enough to end in 8 hours and before the next start of the job (put in your own proxies and slots)',
  },
  'used-assumed': {
    severity: 'warning',
    text: 'VMs whose used space no report gives, not even that of a full, are assumed to use as much as makes their reads an ordinary daily change',
  },
  'used-unknown': {
    severity: 'warning',
    text: 'VMs whose used space is given nowhere are assumed to use their whole size, or 100 GB',
  },
  'changes-unknown': {
    severity: 'warning',
    text: 'VMs of which no ordinary increment says how much it read are given an assumed change rate (columns such as Data Read say that, sizes do not)',
  },
  'change-exceeds-used': {
    severity: 'warning',
    text: 'VMs that read more in a day than their used space are assumed to use twice what they read',
  },
  'bytes-spread': {
    severity: 'info',
    text: 'sizes of whole sessions are spread over their VMs by how long each VM took',
  },
  'night-empty': { severity: 'error', text: 'no session started in that night, from noon to noon' },
  'night-failures': {
    severity: 'info',
    text: 'sessions that failed, or that retried failed VMs, are replayed with the bytes that they moved, as if they had succeeded',
  },
  'name-replaced': {
    severity: 'info',
    text: 'names with { }, * or ?, which a scenario would expand, and names of jobs with ; are written with other characters',
  },
} as const satisfies FindingKinds<string>;

export type SessionsCode = keyof typeof SESSIONS_CODES;
export type SessionsFindings = Findings<SessionsCode>;
export type SessionsDiagnostic = ImportDiagnostic<SessionsCode>;
