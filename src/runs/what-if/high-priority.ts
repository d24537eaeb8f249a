import type { RunResult } from '../../metrics/run-result.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import { type Doubling, ifFew, NO_FIGURE } from './doubling.ts';
import { lateJobs, protectsProduction } from './late-jobs.ts';

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
  // Other kinds of jobs come before or after these, whatever their priority.
  const isRaised = (job: Job) => job.enabled && protectsProduction(job) && job.priority === 'normal';
  const late = new Set(
    lateJobs(scenario, run)
      .filter(isRaised)
      .map(({ name }) => name),
  );
  const hasOthers = scenario.jobs.some((job) => isRaised(job) && !late.has(job.name));
  const [first] = late;
  if (first === undefined || !hasOthers) return undefined;
  return {
    ...NO_FIGURE,
    what: `jobs.${late.size === 1 ? first : '*'}.priority`,
    set: ifFew(Array.from(late, (name) => `jobs.${name}.priority=high`)),
    apply: (before) => ({
      ...before,
      jobs: before.jobs.map((job) => (late.has(job.name) ? { ...job, priority: 'high' } : job)),
    }),
  };
}
