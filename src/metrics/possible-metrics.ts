import { TRANSPORT_MODES } from '../scenario/transport-modes.ts';
import type { Summary } from './summary.ts';

const MODES: ReadonlySet<string> = new Set([...TRANSPORT_MODES, 'repository']);
const OF_A_RUN =
  /^(?:window\.(?:startSeconds|endSeconds|seconds)|bound\.(?:seconds|gap)|faults\.\d+\.(?:startSeconds|endSeconds))$/;
const OF_A_SESSION =
  /^\d+\.(?:startSeconds|endSeconds|readBytes|transferredBytes|processingRate|load\.(?:source|proxy|network|target)|queueWait\.(?:mean|p95|max))$/;

/**
 * A figure that a run of the scenario may have, or not have: of its window, of its faults, of single sessions, of modes in
 * use. Where it is not there an expectation about it is missed; it is no wrong name.
 */
export function dependsOnTheRun(
  metric: string,
  { jobs, proxies }: Pick<Summary, 'jobs' | 'proxies'>,
): boolean {
  if (OF_A_RUN.test(metric)) return true;
  const rest = (prefix: string) => (metric.startsWith(prefix) ? metric.slice(prefix.length) : '');
  return (
    Object.keys(jobs).some((name) => OF_A_SESSION.test(rest(`jobs.${name}.sessions.`))) ||
    Object.keys(proxies).some((name) => MODES.has(rest(`proxies.${name}.modes.`)))
  );
}
