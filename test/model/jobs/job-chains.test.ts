import { expect, test } from 'vitest';
import { JobChains } from '../../../src/model/jobs/job-chains.ts';
import { unstartedJobs } from '../../../src/policy/preflight/unstarted-jobs.ts';
import type { Job } from '../../../src/scenario/job.ts';
import { modelOf } from '../../helpers/night.ts';

/** Jobs from their names and the names of those that they follow. A name that begins with `-` is switched off. */
function jobsOf(...pairs: readonly (readonly [name: string, after?: string])[]): readonly Job[] {
  const jobs = pairs.map(([name, after]) => {
    const schedule = after === undefined ? '' : `, schedule: { after: ${after} }`;
    return `{ name: ${name}, vms: ["*"], repository: repo, enabled: ${!name.startsWith('-')}${schedule} }`;
  });
  return modelOf({ jobs: `[${jobs.join(', ')}]` }).scenario.jobs;
}

test('each job of a tree of chains has its leader, its head, and its place behind its leader', () => {
  const jobs = jobsOf(['c', 'b'], ['b', 'a'], ['a'], ['d', 'a'], ['alone']);
  const chains = new JobChains(jobs);
  expect(jobs.map((job) => chains.headOf(job).name)).toEqual(['a', 'a', 'a', 'a', 'alone']);
  expect(jobs.map((job) => chains.leaderOf(job)?.name)).toEqual(['b', 'a', undefined, 'a', undefined]);
  expect(chains.leadersFirst.map(({ name }) => name)).toEqual(['a', 'alone', 'b', 'd', 'c']);
});

test('a job that is switched off keeps off what follows it, and nothing else', () => {
  const jobs = jobsOf(['a'], ['-b', 'a'], ['c', '-b'], ['d', 'a'], ['-e']);
  const chains = new JobChains(jobs);
  expect(jobs.filter((job) => chains.isSwitchedOn(job)).map(({ name }) => name)).toEqual(['a', 'd']);
});

test('a chain of many thousand jobs, declared backwards, is answered by a few looks at each job', () => {
  const looksWith = (count: number) => {
    const { scenario } = modelOf();
    const [first] = scenario.jobs;
    let looks = 0;
    const jobs = Array.from({ length: count }, (_, i): Job => {
      const name = `j${count - 1 - i}`;
      const schedule = i === count - 1 ? first!.schedule : { kind: 'after', job: `j${count - 2 - i}` };
      const job = { ...first!, schedule: schedule as Job['schedule'] };
      return Object.defineProperty(job, 'name', {
        get: () => {
          looks++;
          return name;
        },
      });
    });
    expect(unstartedJobs({ scenario: { ...scenario, jobs } })).toEqual([]);
    return looks / count;
  };
  expect(looksWith(20_000)).toBeLessThanOrEqual(looksWith(10));
});
