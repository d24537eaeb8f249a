import { describe, expect, test } from 'vitest';
import { runText } from '../../helpers/run-scenario-text.ts';

/** One disk of 10 GB, two proxies of one slot, a repository that prefers p1. */
function night(rest: string, vms = 'vm1'): string {
  return `version: 1
profile: unlimited
overheads: none
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc, read: 100 MB/s }]
proxies: [{ name: p1, kind: physical, cores: 1, maxConcurrentTasks: 1 }, { name: p2, kind: physical, cores: 1 }]
repositories: [{ name: repo1, affinity: [p1] }]
vms: [{ name: "${vms}", disks: { size: 10 GB, datastores: [ds1] } }]
jobs: [{ name: job1, vms: ["vm*"], repository: repo1, run: full }]
${rest}`;
}

describe('a proxy that the repository prefers', () => {
  test('is used: there is no warning', () => {
    const { summary, tasks } = runText(night(''));
    expect(tasks.map(({ proxy }) => proxy)).toEqual(['p1']);
    expect(summary.jobs['job1']?.sessions[0]?.result).toBe('success');
  });

  test('is down: another one is used, and the VM ends with a warning, but protected', () => {
    const { summary, tasks, events } = runText(night('faults: [{ kind: proxy-down, target: p1, at: 0s }]'));
    expect(tasks.map(({ proxy }) => proxy)).toEqual(['p2']);
    expect(summary.jobs['job1']?.sessions[0]?.result).toBe('warning');
    expect(summary.vms.unprotected).toEqual([]);
    expect(events.map(({ kind }) => kind)).toContain('affinity-not-honoured');
  });

  test('is behind a link that is down: another one is used, and the VM ends with a warning', () => {
    const { summary, tasks } = runText(
      night(
        'links: [{ name: wan, between: [hq, dr] }]\nsites: [hq, dr]\nfaults: [{ kind: link-down, target: wan, at: 0s }]',
      )
        .replace('{ name: esx1 }', '{ name: esx1, site: hq }')
        .replace('protocol: fc,', 'protocol: fc, site: hq,')
        .replace('{ name: p1,', '{ name: p1, site: dr,')
        .replace('{ name: p2,', '{ name: p2, site: hq,')
        .replace('{ name: repo1,', '{ name: repo1, site: hq,'),
    );
    expect(tasks.map(({ proxy }) => proxy)).toEqual(['p2']);
    expect(summary.jobs['job1']?.sessions[0]?.result).toBe('warning');
  });

  test('is only busy: another one is used without a warning', () => {
    const { summary, tasks } = runText(night('', 'vm{1..2}'));
    expect(tasks.map(({ proxy }) => proxy)).toEqual(['p1', 'p2']);
    expect(summary.jobs['job1']?.sessions[0]?.result).toBe('success');
  });

  test('means nothing to a backup copy, which no proxy makes', () => {
    const text = night('')
      .replace('affinity: [p1] }]', 'affinity: [p1] }, { name: repo2 }]')
      .replace('{ name: job1,', '{ name: job1, type: backup-copy, source: repo2,');
    const { summary, tasks, events } = runText(text);
    expect(tasks.map(({ proxy, mode }) => [proxy, mode])).toEqual([[null, 'repository']]);
    expect(summary.jobs['job1']?.sessions[0]?.result).toBe('success');
    expect(events.map(({ kind }) => kind)).not.toContain('affinity-not-honoured');
  });
});
