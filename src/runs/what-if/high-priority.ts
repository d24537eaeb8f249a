import type { RunResult } from '../../metrics/run-result.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import type { Doubling } from './doubling.ts';
import { lateJobs } from './late-jobs.ts';

/** Jobs that make room for each other in the queue. Others come before or after them by their kind. */
const TYPES: readonly Job['type'][] = ['backup', 'replication'];

/**
 * High priority for jobs that miss their window, so that the queue takes their tasks before those of others: it costs nothing.
 * Undefined where none is late, where no task waited, or where no job would come after them.
 */
export function highPriority(
  scenario: Scenario,
  run: Pick<RunResult, 'sessions' | 'summary'>,
): Doubling | undefined {
  const { waits } = run.summary;
  if (WAIT_CAUSES.every((cause) => waits[cause] === 0)) return undefined;
  const isRaised = ({ type, priority, enabled }: Job) =>
    enabled && TYPES.includes(type) && priority === 'normal';
  const late = new Set(
    lateJobs(scenario, run)
      .filter(isRaised)
      .map(({ name }) => name),
  );
  const hasOthers = scenario.jobs.some((job) => isRaised(job) && !late.has(job.name));
  const [first] = late;
  if (first === undefined || !hasOthers) return undefined;
  return {
    what: `jobs.${late.size === 1 ? first : '*'}.priority`,
    used: 1,
    set: late.size > FEW ? [] : Array.from(late, (name) => `jobs.${name}.priority=high`),
    fields: [],
    names: [],
    apply: (before) => ({
      ...before,
      jobs: before.jobs.map((job) => (late.has(job.name) ? { ...job, priority: 'high' } : job)),
    }),
  };
}

/** Settings that a command may list; more would make a command that is too long to type. */
const FEW = 4;
