import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';

/** Everything that reading session reports, and making a scenario of them, can report. Codes are stable: scripts may match them. */
export const SESSIONS_CODES = {
  ...CELL_CODES,
  'no-session-report': {
    severity: 'error',
    text: 'nothing here is a session report: a table with a job, a result and a time of creation in each row',
  },
  'no-sessions': { severity: 'error', text: 'the session reports have no session of a backup of VMs' },
  'not-a-session-report': { severity: 'info', text: 'tables that are no session reports are ignored' },
  'dates-guessed': {
    severity: 'warning',
    text: 'every date can be read with its day or its month first: read as the decimal mark suggests, see the period',
  },
  'dates-contradictory': {
    severity: 'warning',
    text: 'some dates can only have their month first, others only their day: read with the month first, the others are left out',
  },
  'times-utc': {
    severity: 'warning',
    text: 'times are told in UTC and taken as they are: hours of the day are not those of the clock on the wall',
  },
  'jobs-unnamed': {
    severity: 'warning',
    text: 'no job is named (the names are in the list of sessions, give it as well): sessions that share a VM and a repository count as one job',
  },
  'sessions-guessed': {
    severity: 'warning',
    text: 'jobs of whose tasks is told when each began, but of no session: they count as one session until a VM comes again, or none has run for an hour',
  },
  'results-assumed': {
    severity: 'warning',
    text: 'reports that do not tell how tasks ended: all count as successful',
  },
  'row-without-job': { severity: 'warning', text: 'rows that name no job are left out' },
  'row-without-time': { severity: 'warning', text: 'rows without a readable time of creation are left out' },
  'row-without-vm': { severity: 'info', text: 'rows that name no single VM tell of their session only' },
  'row-repeated': {
    severity: 'info',
    text: 'rows that stand twice, or once for each disk of a VM or way that these went, are counted once',
  },
  'result-unknown': {
    severity: 'warning',
    text: 'rows whose result is no known word are left out',
  },
  'session-unfinished': { severity: 'info', text: 'rows of what has not ended are left out' },
  'other-work': {
    severity: 'info',
    text: 'rows of jobs that do not back up VMs (agents, files, copies, tape) are left out',
  },
  'not-a-vm': {
    severity: 'info',
    text: 'rows of file shares and the like are left out: a name with a path is no VM',
  },
  'mode-unknown': { severity: 'info', text: 'transport modes that are not known are ignored' },
  'duration-unknown': { severity: 'info', text: 'tasks without a duration' },
  'totals-repeated': {
    severity: 'info',
    text: 'sizes are those of the whole session, repeated for each of its VMs: counted once',
  },
  'vms-unknown': {
    severity: 'warning',
    text: 'jobs whose VMs no report names: one VM, called like the job, stands for all of them',
  },
  'jobs-gone': {
    severity: 'warning',
    text: 'jobs without a session in the last four weeks of the reports are left out',
  },
  'vms-gone': {
    severity: 'info',
    text: 'VMs that are no longer in the last sessions of a job are not in it',
  },
  'starts-by-session': {
    severity: 'warning',
    text: 'jobs whose reports do not tell when VMs began: as few at a time are assumed as end with their session; put your own proxies and slots',
  },
  'starts-by-rate': {
    severity: 'warning',
    text: 'jobs whose reports tell neither when VMs began nor how long sessions took: as many at a time are assumed as together read 1 GB/s, which the assumed repository writes, and enough to end in 8 hours and before the job begins anew; put your own proxies and slots',
  },
  'used-assumed': {
    severity: 'warning',
    text: 'no report says the used space of these VMs, and none has a full of them: assumed so that what they read is an ordinary daily change of it',
  },
  'used-unknown': {
    severity: 'warning',
    text: 'nothing tells the used space of these VMs: their whole size, or 100 GB, is assumed',
  },
  'changes-unknown': {
    severity: 'warning',
    text: 'no ordinary increment tells what changes in these VMs: a change rate is assumed',
  },
  'change-exceeds-used': {
    severity: 'warning',
    text: 'VMs of which more is read in a day than their used space: taken to use twice what is read',
  },
  'bytes-spread': {
    severity: 'info',
    text: 'sizes are known of whole sessions: spread over their VMs by how long each took',
  },
  'night-empty': { severity: 'error', text: 'no session has begun in that night, from its noon to the next' },
  'night-failures': {
    severity: 'info',
    text: 'sessions that failed, or tried failed VMs again, are replayed with the bytes that they moved, as if all went well',
  },
  'name-replaced': {
    severity: 'info',
    text: 'names with { } or * (which expand in a scenario), or jobs with ;, are written with other characters',
  },
} as const satisfies FindingKinds<string>;

export type SessionsCode = keyof typeof SESSIONS_CODES;
export type SessionsFindings = Findings<SessionsCode>;
export type SessionsDiagnostic = ImportDiagnostic<SessionsCode>;
