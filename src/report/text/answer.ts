import type { LeftToChance } from '../../metrics/left-to-chance.ts';
import { longestNight, severalNights } from '../../metrics/sessions/nights.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { SessionSummary, Summary, Window } from '../../metrics/summary/summary.ts';
import { idleSeconds } from '../../metrics/use/idle-time.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { chanceWords } from '../wording/chance-words.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import type { ReportContext } from './report-context.ts';
import { verdictOf } from './verdict.ts';
import { wrapped } from './wrapped.ts';

/** The first lines: whether the work fits, by how much, when it ended, and whether other draws may end otherwise. */
export function answerLines(context: ReportContext, left: readonly LeftToChance[] = []): string[] {
  const { text, tone } = verdictOf(context);
  const { paint } = context;
  const lines = wrapped(text, paint.width.sentence).map((line) =>
    tone === 'neutral' ? line : paint[tone](line),
  );
  const chance = chanceWords(left);
  return [
    ...lines,
    ...spanLines(context),
    ...(chance === undefined ? [] : wrapped(chance, paint.width.sentence)),
  ];
}

/** When the run ended, and how much was done. */
export function spanLines(context: ReportContext): string[] {
  return [...windowLines(context), totalsLine(context.result.summary)];
}

function endOf(session: Pick<SessionSummary, 'startSeconds' | 'endSeconds'>): number {
  return session.endSeconds ?? session.startSeconds;
}

/** The last jobs mostly close this soon after the last task [model]: closing of which nobody needs to be told. */
const ORDINARY_CLOSING_SECONDS = 30;

function windowLines({ result, clock }: ReportContext): string[] {
  const { nights, summary, sessions } = result;
  const { window, jobs } = summary;
  if (window === null) return [];
  const ends = Object.values(jobs).flatMap(({ sessions }) => sessions.map(endOf));
  const last = ends.reduce((latest, end) => Math.max(latest, end), window.endSeconds);
  const span = `${clock(window.startSeconds)} to ${clock(window.endSeconds)}`;
  const after = last > window.endSeconds + ORDINARY_CLOSING_SECONDS ? `; jobs closed ${clock(last)}` : '';
  const windows = severalNights(summary);
  if (windows === undefined)
    return [`Backup window ${formatSeconds(window.seconds)}, ${span}${idleWords(window, sessions)}${after}.`];
  const { count, medianSeconds, longestSeconds } = windows;
  const [median, longest] = [medianSeconds, longestSeconds].map(formatSeconds);
  const worst = longestNight(nights)!;
  return [
    `${counted(count, 'night')}, ${span}${after}.`,
    `Backup window of a night: median ${median}, longest ${longest} (${clock(worst.startSeconds)})${idleWords(worst.window, sessions)}.`,
  ];
}

/** A window of which less is idle goes without a word: its length says how long the work took. */
const MUCH_IDLE = 0.25;

/** `, of which 8h 2m idle between sessions`; empty if most of the window is work. */
function idleWords(window: Window, sessions: readonly Pick<SessionRow, 'window'>[]): string {
  const idle = idleSeconds(
    window,
    sessions.flatMap((session) => session.window ?? []),
  );
  if (idle < MUCH_IDLE * window.seconds || window.seconds === 0) return '';
  return `, of which ${formatSeconds(idle)} idle between sessions`;
}

function totalsLine({ totals, vms }: Summary): string {
  const parts = [`${totals.succeeded} of ${counted(totals.tasks, 'task')} done`];
  if (totals.failed > 0) parts.push(`${totals.failed} failed`);
  if (totals.unfinished > 0) parts.push(`${totals.unfinished} unfinished`);
  if (totals.retries > 0) parts.push(counted(totals.retries, 'retry', 'retries'));
  parts.push(`${formatBytes(totals.readBytes)} read`, `${formatBytes(totals.transferredBytes)} transferred`);
  // Restores and copies do not protect VMs.
  const isProtecting = vms.protected + vms.unprotected.length > 0;
  return `${parts.join(', ')}${isProtecting ? `; ${counted(vms.protected, 'VM')} protected` : ''}.`;
}
