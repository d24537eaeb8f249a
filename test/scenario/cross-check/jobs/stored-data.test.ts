import { expect, test } from 'vitest';
import type { Job } from '../../../../src/scenario/job.ts';
import { night, vm } from '../../../helpers/night.ts';
import { runText } from '../../../helpers/run-scenario-text.ts';
import { parsed } from '../../parse-fixture.ts';

/** What is stored of the jobs of a scenario with the VMs a and b and the repositories r1 and r2. */
function storedBy(jobs: string): ReadonlyMap<string, string> {
  const told = ({ compression, compressionRatio, bitLooker, blockSize }: Job) =>
    `${compression} ${compressionRatio} ${bitLooker} ${blockSize}`;
  const text = night({
    repositories: '[{ name: "r{1..2}" }]',
    vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
    jobs: `[${jobs}]`,
  });
  return new Map(parsed(text).jobs.map((job) => [job.name, told(job)]));
}

const DENSE = 'compression: high, bitLooker: false, blockSize: 512 KB';

test('a copy and a restore take from the job that stored what they read how large it is', () => {
  const stored = storedBy(`{ name: backup, vms: [a], repository: r1, ${DENSE} },
      { name: copy, type: backup-copy, vms: [a], source: r1, repository: r2 },
      { name: back, type: restore, vms: [a], repository: r2 },
      { name: replica, type: vm-copy, vms: [a], repository: r2 }`);
  expect([...stored]).toEqual([
    ['backup', 'high 0.36 false 512 KB'],
    ['copy', 'high 0.36 false 512 KB'],
    ['back', 'high 0.36 false 512 KB'],
    ['replica', 'optimal 0.5 true 1 MB'],
  ]);
});

test('of several jobs that write there, that of the same VM counts', () => {
  const jobs = (first: string) => `{ name: one, vms: [a], repository: r1, ${DENSE} },
    { name: two, vms: [a, b], repository: r1, compression: none },
    { name: copy, type: backup-copy, vms: ${first}, source: r1, repository: r2 }`;
  expect(storedBy(jobs('[a, b]')).get('copy')).toBe('high 0.36 false 512 KB');
  expect(storedBy(jobs('[b]')).get('copy')).toBe('none 1 true 1 MB');
});

test('a job that writes elsewhere stored nothing of it, nor did one that makes no backups there', () => {
  const stored = storedBy(`{ name: elsewhere, vms: [a], repository: r2, ${DENSE} },
    { name: back, type: restore, vms: [a], repository: r1, ${DENSE} },
    { name: backup, vms: [a], repository: r1, compression: none },
    { name: copy, type: backup-copy, vms: [a], source: r1, repository: r2 }`);
  expect(stored.get('copy')).toBe('none 1 true 1 MB');
});

test('a copy keeps what it states itself, and a ratio goes with its level', () => {
  const copy = (fields: string) =>
    storedBy(`{ name: backup, vms: [a], repository: r1, compression: high, compressionRatio: 0.4 },
      { name: copy, type: backup-copy, vms: [a], source: r1, repository: r2${fields} }`).get('copy');
  expect(copy('')).toBe('high 0.4 true 1 MB');
  expect(copy(', compression: none')).toBe('none 1 true 1 MB');
  expect(copy(', compressionRatio: 0.3')).toBe('high 0.3 true 1 MB');
});

test('what no job stores is as everywhere else, and so are copies that go in a circle', () => {
  const stored = storedBy(`{ name: other, vms: [b], repository: r1, ${DENSE} },
    { name: there, type: backup-copy, vms: [a], source: r1, repository: r2 },
    { name: back, type: backup-copy, vms: [a], source: r2, repository: r1 }`);
  expect(['there', 'back'].map((job) => stored.get(job))).toEqual([
    'optimal 0.5 true 1 MB',
    'optimal 0.5 true 1 MB',
  ]);
});

test('a copy reads as many bytes as the backup has stored', () => {
  const run = runText(
    night({
      repositories: '[{ name: r1 }, { name: r2 }]',
      jobs: `[{ name: backup, vms: [vm1], repository: r1, run: full, compression: none },
        { name: copy, type: backup-copy, vms: [vm1], source: r1, repository: r2, run: full, schedule: { after: backup } }]`,
    }),
  );
  expect(run.tasks.map(({ job, readBytes }) => `${job} ${readBytes / 1e9} GB`)).toEqual([
    'backup 100 GB',
    'copy 100 GB',
  ]);
});
