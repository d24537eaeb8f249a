import { marginsOf } from '../../metrics/margin.ts';
import { hasNights, type Night, nightsSummary } from '../../metrics/nights.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { SessionSummary, Summary } from '../../metrics/summary.ts';
import { capitalised } from '../../units/capitalised.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { undoneOf, undoneWords } from '../wording/undone.ts';
import type { ReportContext } from './report-context.ts';
import { wrapped } from './wrapped.ts';

/** Whether the work fits. */
export interface Verdict {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'neutral';
}

/** The first lines: whether the work fits, by how much, and when it ended. */
export function answerLines(context: ReportContext): string[] {
  const { text, tone } = verdictOf(context);
  const { paint } = context;
  const lines = wrapped(text, paint.width.sentence).map((line) =>
    tone === 'neutral' ? line : paint[tone](line),
  );
  return [...lines, ...spanLines(context)];
}

/** When the run ended, and how much was done. */
export function spanLines(context: ReportContext): string[] {
  return [...windowLines(context), totalsLine(context.result.summary)];
}

export function verdictOf({ result, clock }: Pick<ReportContext, 'result' | 'clock'>): Verdict {
  const good = (text: string): Verdict => ({ text, tone: 'good' });
  const bad = (text: string): Verdict => ({ text, tone: 'bad' });
  const neutral = (text: string): Verdict => ({ text, tone: 'neutral' });
  const { summary } = result;
  const marginOf = marginsOf(result.sessions);
  const jobs = Object.keys(summary.jobs).map((name) => ({
    name: printable(name),
    margin: marginOf(name),
  }));
  const ended = jobs.flatMap(({ name, margin }) => (margin.kind === 'ended' ? [{ name, ...margin }] : []));
  const tightest = ended.reduce<(typeof ended)[number] | undefined>(
    (best, job) => (best === undefined || job.seconds < best.seconds ? job : best),
    undefined,
  );
  const undone = undoneOf(result);
  const left = undoneWords(undone);
  const late = ended.filter(({ seconds }) => seconds < 0);
  const cut = jobs.filter(({ margin }) => margin.kind === 'unfinished');
  if (late.length > 0 && tightest !== undefined) {
    const by = formatSeconds(-tightest.seconds);
    const worst = `${tightest.name} is ${by} late, ${clock(endOf(tightest.worst))}`;
    const which =
      jobs.length === 1 ? '' : `${counted(late.length, 'job')} of ${jobs.length} past the window; `;
    const parts = [`NO: ${which}${worst}`, lateNights(result) ?? [], left ?? []].flat();
    return bad(`${parts.join('; ')}.`);
  }
  if (cut.length > 0) {
    return bad(`NOT FINISHED: ${counted(cut.length, 'job')} of ${jobs.length} not done when the run ended.`);
  }
  if (left !== undefined) return bad(`NOT ALL: ${left}.`);
  const failed = failedNights(result, clock);
  if (failed !== undefined) return bad(`NOT EVERY NIGHT: ${failed}.`);
  if (summary.window === null) return neutral('Nothing ran: no task ever started.');
  const inTheEnd = afterFailures(summary, undone.earlier);
  const but = unstarted(summary);
  if (tightest === undefined) {
    const finished = but === '' ? 'Everything finished' : 'Everything that started finished';
    const all = inTheEnd === undefined ? finished : capitalised(inTheEnd);
    return neutral(`${all}${but}. No job states a window to compare with.`);
  }
  const spare = `${formatSeconds(tightest.seconds)} to spare${inTheEnd === undefined ? '' : `; ${inTheEnd}`}${but}`;
  const fit = ended.length === jobs.length ? 'fit their windows' : 'with a window fit it';
  if (ended.length === 1) return good(`YES: ${tightest.name} fits its window, ${spare}.`);
  const all = ended.length === 2 ? 'both' : `all ${ended.length}`;
  return good(`YES: ${all} jobs ${fit}; the tightest is ${tightest.name}, ${spare}.`);
}

/** Nights in which VMs failed, although later ones backed them up; undefined: there are none. */
function failedNights({ nights }: RunResult, clock: ReportContext['clock']): string | undefined {
  if (!hasNights(nights)) return undefined;
  const failed = nights.filter(({ failedVms }) => failedVms > 0);
  const [first] = failed;
  if (first === undefined) return undefined;
  return `VMs failed in ${failed.length} of ${counted(nights.length, 'night')}, first ${clock(first.startSeconds)}; later nights made up for it`;
}

function lateNights({ nights }: RunResult): string | undefined {
  if (!hasNights(nights)) return undefined;
  const late = nights.filter(({ spareSeconds }) => spareSeconds !== null && spareSeconds < 0).length;
  return `${late} of ${counted(nights.length, 'night')} late`;
}

/** Jobs without a session, which cannot be late and so do not show in a good verdict. */
function unstarted({ diagnostics }: Summary): string {
  const count = diagnostics.filter(({ code }) => code === 'job-never-starts').length;
  return count === 0 ? '' : `; ${counted(count, 'job')} never started`;
}

/** How the run succeeded although tasks failed; undefined: none failed. */
function afterFailures({ totals, vms }: Summary, inEarlierSessions: number): string | undefined {
  if (totals.failed === 0) return undefined;
  const all = vms.protected > 0 ? 'all VMs protected' : 'all done';
  return inEarlierSessions === 0 ? `${all} after retries` : `${all}, after failures in earlier sessions`;
}

function endOf(session: Pick<SessionSummary, 'startSeconds' | 'endSeconds'>): number {
  return session.endSeconds ?? session.startSeconds;
}

function windowLines({ result, clock }: ReportContext): string[] {
  const { nights, summary } = result;
  const { window, jobs } = summary;
  if (window === null) return [];
  const ends = Object.values(jobs).flatMap(({ sessions }) => sessions.map(endOf));
  const last = ends.reduce((latest, end) => Math.max(latest, end), window.endSeconds);
  const span = `${clock(window.startSeconds)} to ${clock(window.endSeconds)}`;
  const after = last > window.endSeconds + 30 ? `; jobs closed ${clock(last)}` : '';
  if (!hasNights(nights)) return [`Backup window ${formatSeconds(window.seconds)}, ${span}${after}.`];
  return [`${counted(nights.length, 'night')}, ${span}${after}.`, ...nightWindows(nights, clock)];
}

/** How long the nights took, in a sentence. */
function nightWindows(nights: readonly Night[], clock: ReportContext['clock']): string[] {
  const summary = nightsSummary(nights);
  if (summary === null) return [];
  const { medianSeconds, longestSeconds } = summary;
  const [median, longest] = [formatSeconds(medianSeconds), formatSeconds(longestSeconds)];
  const worst = nights.find(({ window }) => window?.seconds === longestSeconds)!;
  return [
    `Backup window of a night: ${median} in the median, ${longest} at most (${clock(worst.startSeconds)}).`,
  ];
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
