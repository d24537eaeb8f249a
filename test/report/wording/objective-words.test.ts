import { expect, test } from 'vitest';
import type { JobSummary, RpoSummary } from '../../../src/metrics/summary/summary.ts';
import { jobsSection } from '../../../src/report/page/sections/jobs-section.ts';
import { reportMarkdown } from '../../../src/report/report-markdown.ts';
import { textReport } from '../../../src/report/text.ts';
import { objectiveSentences } from '../../../src/report/wording/objective-words.ts';
import { sampleReport } from '../data/sample-report.ts';
import { runResult, summary } from '../sample-result.ts';

const HOUR = 3600;
const clock = (seconds: number) => `hour ${seconds / HOUR}`;

function job(rpo?: Partial<RpoSummary>): JobSummary {
  const kept = { objectiveSeconds: 24 * HOUR, longestSeconds: 0, longestSinceSeconds: 0, vmsBeyond: 0 };
  const none = { window: 0, overrun: 0, sessions: summary().jobs['nightly']!.sessions };
  return rpo === undefined ? none : { ...none, rpo: { ...kept, ...rpo } };
}

test('a job without an objective is not mentioned', () => {
  expect(objectiveSentences({ nightly: job() }, clock)).toEqual([]);
});

test('an objective is kept, or missed for so many VMs since when; those missed for most come first', () => {
  const jobs = {
    kept: job({ longestSeconds: 24 * HOUR }),
    plain: job(),
    one: job({ longestSeconds: 48 * HOUR, longestSinceSeconds: 2 * HOUR, vmsBeyond: 1 }),
    many: job({ longestSeconds: 25 * HOUR, longestSinceSeconds: 26 * HOUR, vmsBeyond: 12 }),
  };
  expect(objectiveSentences(jobs, clock)).toEqual([
    'RPO of many missed for 12 VMs: up to 1d 1h without a newer restore point (from hour 26 on), 1d allowed.',
    'RPO of one missed for 1 VM: up to 2d without a newer restore point (from hour 2 on), 1d allowed.',
    'RPO of kept kept: at most 1d without a newer restore point, 1d allowed.',
  ]);
});

test('of a job that never started it is missed or unknown, but not kept', () => {
  const jobs = {
    soon: { ...job({ longestSeconds: 2 * HOUR }), sessions: [] },
    late: { ...job({ longestSeconds: 30 * HOUR, vmsBeyond: 2 }), sessions: [] },
  };
  expect(objectiveSentences(jobs, clock)).toEqual([
    'RPO of late missed for 2 VMs: up to 1d 6h without a newer restore point (from hour 0 on), 1d allowed.',
    'RPO of soon not judged: the job never started, 1d allowed.',
  ]);
});

test('of very many jobs the first five are told', () => {
  const jobs = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`job${n}`, job({ vmsBeyond: n })]));
  const sentences = objectiveSentences(jobs, clock);
  expect(sentences).toHaveLength(6);
  expect(sentences[0]).toContain('job6');
  expect(sentences[5]).toBe('and 2 more RPOs in summary.json');
});

test('the terminal, the page and report.md tell it in the same words', () => {
  const base = summary();
  const [[name, nightly]] = Object.entries(base.jobs) as [[string, JobSummary]];
  const { rpo } = job({ longestSeconds: 2 * HOUR });
  const told = { summary: { ...base, jobs: { ...base.jobs, [name]: { ...nightly, ...(rpo && { rpo }) } } } };
  const sentence = `RPO of ${name} kept: at most 2h without a newer restore point, 1d allowed.`;
  const data = sampleReport(told);
  const text = textReport(runResult(told), { clockStartUs: 0, reproduce: 'proxysim run night.yaml' });
  expect(text.split('\n')).toContain(`  ${sentence}`);
  expect(reportMarkdown(data).split('\n')).toContain(sentence);
  expect(jobsSection(data).html.text).toContain(sentence);
});
