import { describe, expect, test } from 'vitest';
import type { JobSummary } from '../../../src/metrics/summary/summary.ts';
import {
  type JobStanding,
  mostUrgent,
  standingsOf,
  standingTone,
  standingWords,
  windowWords,
} from '../../../src/report/wording/job-standing.ts';
import { sessionRow, summary } from '../sample-result.ts';

const [session] = summary().jobs['nightly']!.sessions;
const job = (...results: JobSummary['sessions'][number]['result'][]): JobSummary => ({
  ...summary().jobs['nightly']!,
  sessions: results.map((result) => ({ ...session!, result })),
});

/** Ended after `seconds` of 100 that are allowed. */
const standing = (name: string, seconds: number | null, own: JobSummary): JobStanding => {
  const row = sessionRow({ job: name, startSeconds: 0, endSeconds: seconds, closesSeconds: 100 });
  return standingsOf({ [name]: own }, [row])[0]!;
};

describe('the standing of a job', () => {
  test('without a started task there is no window, which is not one of 0 seconds', () => {
    const windowOf = (...windows: (number | null)[]) => {
      const rows = windows.map((seconds) =>
        sessionRow({
          job: 'a',
          window: seconds === null ? null : { startSeconds: 0, endSeconds: seconds, seconds },
        }),
      );
      const own = { ...job('success'), window: Math.max(0, ...windows.map((seconds) => seconds ?? 0)) };
      return windowWords(standingsOf({ a: own }, rows)[0]!);
    };
    expect(windowOf()).toBe('-');
    expect(windowOf(null)).toBe('-');
    expect(windowOf(0)).toBe('0s');
    expect(windowOf(null, 90)).toBe('1m 30s');
  });

  test('a job that achieved nothing is not shown as good because it kept its limit', () => {
    const failed = standing('a', 40, job('failed'));
    expect(standingWords(failed)).toBe('failed, 1m to spare');
    expect(standingTone(failed)).toBe('bad');
    expect(standingWords(standing('a', 130, job('failed')))).toBe('failed, 30s late');
  });

  test('a failure that a later session has made up for does not count', () => {
    const again = standing('a', 40, job('failed', 'warning'));
    expect(standingWords(again)).toBe('1m to spare');
    expect(standingTone(again)).toBe('good');
  });

  test('of many the most urgent are shown: failed or not ended, then late, then least time to spare', () => {
    const jobs = [
      standing('roomy', 40, job('success')),
      standing('tight', 95, job('success')),
      standing('failed', 10, job('failed')),
      standing('late', 130, job('success')),
      standing('cut', null, job('unfinished')),
    ];
    const { shown, hidden } = mostUrgent(jobs, 4);
    expect(shown.map(({ name }) => name)).toEqual(['failed', 'cut', 'late', 'tight']);
    expect(hidden.map(({ name }) => name)).toEqual(['roomy']);
  });

  test('if all are shown, they stay in order of declaration', () => {
    const jobs = [standing('roomy', 40, job('success')), standing('late', 130, job('success'))];
    expect(mostUrgent(jobs, 2)).toEqual({ shown: jobs, hidden: [] });
  });
});
