import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Bottleneck, JobSummary, LoadLine, SessionSummary } from '../../metrics/summary/summary.ts';
import { formatRate } from '../../units/format-quantity.ts';

/** The stages of the load line as backup administrators know them, always in this order. */
export const STAGE_NAMES: Readonly<Record<keyof LoadLine, string>> = {
  source: 'Source',
  proxy: 'Proxy',
  network: 'Network',
  target: 'Target',
};
export const LOAD_STAGES = Object.keys(STAGE_NAMES) as (keyof LoadLine)[];

/** A figure summed over the sessions of a job. */
export function sumOfSessions({ sessions }: JobSummary, figure: (session: SessionSummary) => number): number {
  return sessions.reduce((total, session) => total + figure(session), 0);
}

/** Bytes over transfer time of all sessions that moved anything; `-` if none did. */
export function rateWords({ sessions }: JobSummary): string {
  const moving = sessions.filter(({ processingRate }) => processingRate > 0);
  const seconds = moving.reduce(
    (total, { readBytes, processingRate }) => total + readBytes / processingRate,
    0,
  );
  const bytes = moving.reduce((total, { readBytes }) => total + readBytes, 0);
  return seconds > 0 ? formatRate(bytes / seconds) : '-';
}

/** Mean wait of the tasks of a job's sessions, seconds; 0: there were none. */
export function meanWait(sessions: readonly Pick<SessionRow, 'tasks' | 'queueWait'>[]): number {
  const tasks = sessions.reduce((total, session) => total + session.tasks, 0);
  const waited = sessions.reduce((total, session) => total + session.queueWait.mean * session.tasks, 0);
  return tasks === 0 ? 0 : waited / tasks;
}

/** Mean over the sessions, weighted by what they read; undefined: they read nothing. */
export function meanLoad(job: JobSummary): LoadLine | undefined {
  const total = sumOfSessions(job, ({ readBytes }) => readBytes);
  if (total === 0) return undefined;
  const mean = (stage: keyof LoadLine) =>
    sumOfSessions(job, ({ load, readBytes }) => load[stage] * readBytes) / total;
  return { source: mean('source'), proxy: mean('proxy'), network: mean('network'), target: mean('target') };
}

/** A load in whole percent. */
export function loadText(load: number): string {
  return `${Math.round(load * 100)}%`;
}

/** The bottlenecks of its sessions, the one that limits most of the data first. */
export function bottlenecks({ sessions }: JobSummary): Bottleneck[] {
  const bytes = new Map<Bottleneck, number>();
  for (const { bottleneck, readBytes } of sessions)
    bytes.set(bottleneck, (bytes.get(bottleneck) ?? 0) + readBytes);
  return [...bytes].sort(([, a], [, b]) => b - a).map(([bottleneck]) => bottleneck);
}
