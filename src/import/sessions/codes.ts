import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';

/** Everything that reading session reports, and making a scenario of them, can report. Codes are stable: scripts may match them. */
export const SESSIONS_CODES = {
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
  'row-without-job': { severity: 'warning', text: 'rows that name no job are left out' },
  'row-without-time': { severity: 'warning', text: 'rows without a readable time of creation are left out' },
  'row-without-vm': { severity: 'info', text: 'rows that name no single VM tell of their session only' },
  'row-repeated': { severity: 'info', text: 'rows that stand twice are counted once' },
  'result-unknown': {
    severity: 'warning',
    text: 'rows whose result is no known word are left out (numbers: convert to JSON with -EnumsAsStrings)',
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
} as const satisfies FindingKinds<string>;

export type SessionsCode = keyof typeof SESSIONS_CODES;
export type SessionsFindings = Findings<SessionsCode>;
export type SessionsDiagnostic = ImportDiagnostic<SessionsCode>;
