import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { calendarEnd, nextStart } from '../model/job-calendar.ts';
import type { Model } from '../model/model.ts';
import type { Job } from '../scenario/job.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { formatDateTime } from '../units/format-quantity.ts';
import { warning } from './finding.ts';

/** Jobs that are switched on and have no session in this run, which would hold any window. */
export function unstartedJobs({ scenario }: Model): Diagnostic[] {
  return scenario.jobs.flatMap((job) => {
    const why = job.enabled ? whyNever(scenario, job) : undefined;
    if (why === undefined) return [];
    return [
      warning(
        'job-never-starts',
        `Job '${job.name}' never starts in this run: ${why}.`,
        "Move or lengthen the run (clock), change the schedule, or say 'enabled: false'.",
        job.origin,
      ),
    ];
  });
}

function whyNever({ clock, jobs }: Scenario, job: Job): string | undefined {
  const { schedule } = job;
  if (schedule.kind === 'after') {
    const before = jobs.find(({ name }) => name === schedule.job);
    return before?.enabled === false ? `'${schedule.job}', after which it comes, is switched off` : undefined;
  }
  const first = nextStart(job, clock.startUs, 0);
  const end = calendarEnd(schedule, clock.horizonUs);
  if (first === undefined || first < end) return undefined;
  const at = `its first start is at ${formatDateTime(clock.startUs + first)}`;
  return clock.horizonUs === undefined
    ? `${at}, and without a horizon only those of a day are made`
    : `${at}, and the run ends at ${formatDateTime(clock.startUs + end)}`;
}
