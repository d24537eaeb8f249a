import type { SessionRow } from '../../metrics/session-rows.ts';
import type { JobSummary, LoadLine, SessionSummary } from '../../metrics/summary.ts';

/** A figure summed over the sessions of a job. */
export function sumOfSessions({ sessions }: JobSummary, figure: (session: SessionSummary) => number): number {
  return sessions.reduce((total, session) => total + figure(session), 0);
}

/**
 * Bytes over transfer time of all sessions, bytes per second; sessions that moved nothing do not count. 0: none moved
 * anything.
 */
export function meanRate({ sessions }: JobSummary): number {
  const moving = sessions.filter(({ processingRate }) => processingRate > 0);
  const seconds = moving.reduce(
    (total, { readBytes, processingRate }) => total + readBytes / processingRate,
    0,
  );
  const bytes = moving.reduce((total, { readBytes }) => total + readBytes, 0);
  return seconds > 0 ? bytes / seconds : 0;
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

/** The load line as backup administrators know it: always in this order, in whole percent. */
export function loadLineText(load: LoadLine): string {
  const percent = (stage: keyof LoadLine): string => `${Math.round(load[stage] * 100)}%`;
  return `Source ${percent('source')} > Proxy ${percent('proxy')} > Network ${percent('network')} > Target ${percent('target')}`;
}
