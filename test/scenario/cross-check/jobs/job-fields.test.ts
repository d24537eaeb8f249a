import { describe, expect, test } from 'vitest';
import { codesOf, parsed, SMALL } from '../../parse-fixture.ts';

/** The small scenario's job with more fields. */
const withJob = (fields: string) => SMALL.replace('repository: repo1 }', `repository: repo1, ${fields} }`);

const jobWith = (fields: string) => parsed(withJob(fields)).jobs[0]!;

describe('a job', () => {
  test('is enabled by default, lists each proxy once, and takes a bare number of retries', () => {
    expect(parsed(SMALL).jobs[0]!).toMatchObject({ enabled: true });
    expect(parsed(SMALL).jobs[0]!).not.toHaveProperty('proxies');
    const two = parsed(
      `${withJob('proxies: [px1, px2, px1], enabled: false')}proxies: [{ name: "px{1..2}" }]\n`,
    );
    expect(two.jobs[0]!).toMatchObject({ enabled: false, proxies: ['px1', 'px2'] });
    expect(jobWith('retries: 2').retries.times).toBe(2);
    const told = jobWith('retries: { times: 4, wait: 5 min }').retries;
    expect(told).toEqual({ times: 4, waitUs: 300e6 });
    // What is not said is as where nothing is said.
    expect(jobWith('retries: { wait: 5 min }').retries.times).toBe(parsed(SMALL).jobs[0]!.retries.times);
    expect(jobWith('retries: 2').retries.waitUs).toBe(parsed(SMALL).jobs[0]!.retries.waitUs);
  });

  test('is required, and so is a version', () => {
    expect(codesOf(SMALL.slice(0, SMALL.indexOf('jobs:')))).toEqual(['missing-key']);
    expect(codesOf(SMALL.replace('version: 1\n', ''))).toEqual(['missing-key']);
  });
});
