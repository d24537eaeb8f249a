import type { SessionSummary, Summary } from '../../metrics/summary.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { counted } from '../counted.ts';
import { formatSeconds } from '../metric-value.ts';
import { printable } from '../printable.ts';
import { marginOf } from './margin.ts';
import type { ReportContext } from './report-context.ts';

/** The first lines: does the work fit, by how much, and when was it over. */
export function answerLines(context: ReportContext): string[] {
  const { summary } = context.result;
  return [verdict(context), ...windowLines(context), totalsLine(summary)];
}

function verdict({ result, allowedSeconds, clock, paint }: ReportContext): string {
  const { summary } = result;
  const jobs = Object.entries(summary.jobs).map(([name, job]) => ({
    name: printable(name),
    margin: marginOf(job, allowedSeconds.get(name)),
  }));
  const ended = jobs.flatMap(({ name, margin }) => (margin.kind === 'ended' ? [{ name, ...margin }] : []));
  const tightest = ended.reduce<(typeof ended)[number] | undefined>(
    (best, job) => (best === undefined || job.seconds < best.seconds ? job : best),
    undefined,
  );
  const late = ended.filter(({ seconds }) => seconds < 0);
  const cut = jobs.filter(({ margin }) => margin.kind === 'unfinished');
  if (late.length > 0 && tightest !== undefined) {
    const by = formatSeconds(-tightest.seconds);
    const worst = `${tightest.name} is ${by} late, ${clock(endOf(tightest.worst))}`;
    return paint.bad(`NO: ${counted(late.length, 'job')} of ${jobs.length} past the window; ${worst}.`);
  }
  if (cut.length > 0) {
    return paint.bad(
      `NOT FINISHED: ${counted(cut.length, 'job')} of ${jobs.length} still at work at the cut.`,
    );
  }
  const { failed, unfinished } = summary.totals;
  if (failed > 0 || unfinished > 0 || summary.vms.unprotected.length > 0) {
    const lost = `${counted(failed + unfinished, 'task')} without success, ${counted(summary.vms.unprotected.length, 'VM')} not protected`;
    return paint.bad(`NOT ALL: ${lost}.`);
  }
  if (summary.window === null) return 'Nothing ran: no task ever started.';
  if (tightest === undefined) return 'Everything finished. No job states a window to compare with.';
  const spare = `${formatSeconds(tightest.seconds)} to spare`;
  if (ended.length === 1) return paint.good(`YES: ${tightest.name} fits its window, ${spare}.`);
  const all = ended.length === 2 ? 'both' : `all ${ended.length}`;
  return paint.good(`YES: ${all} jobs fit their windows; the tightest is ${tightest.name}, ${spare}.`);
}

function endOf(session: SessionSummary): number {
  return session.endSeconds ?? session.startSeconds;
}

function windowLines({ result, clock }: ReportContext): string[] {
  const { window, jobs } = result.summary;
  if (window === null) return [];
  const ends = Object.values(jobs).flatMap(({ sessions }) => sessions.map(endOf));
  const last = ends.reduce((latest, end) => Math.max(latest, end), window.endSeconds);
  const span = `${clock(window.startSeconds)} to ${clock(window.endSeconds)}`;
  const after = last > window.endSeconds + 30 ? `; jobs closed ${clock(last)}` : '';
  return [`Backup window ${formatSeconds(window.seconds)}, ${span}${after}.`];
}

function totalsLine({ totals, vms }: Summary): string {
  const parts = [`${totals.succeeded} of ${counted(totals.tasks, 'task')} done`];
  if (totals.failed > 0) parts.push(`${totals.failed} failed`);
  if (totals.unfinished > 0) parts.push(`${totals.unfinished} unfinished`);
  if (totals.retries > 0) parts.push(totals.retries === 1 ? '1 retry' : `${totals.retries} retries`);
  parts.push(`${formatBytes(totals.readBytes)} read`, `${formatBytes(totals.transferredBytes)} transferred`);
  return `${parts.join(', ')}; ${counted(vms.protected, 'VM')} protected.`;
}
