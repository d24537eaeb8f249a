import { describe, expect, test } from 'vitest';
import { doubledName, doublingWords } from '../../../src/report/wording/doubled-name.ts';
import { DESIGN } from '../../../src/runs/what-if/design.ts';

const KINDS = DESIGN.flatMap(({ name, dimensions }) =>
  dimensions.map(({ kind }) => ({ section: name, kind })),
);

describe('the name of a change', () => {
  test.each(KINDS)('$kind of $section has words of its own', ({ section, kind }) => {
    const name = doubledName(`${section}.a.b.${kind}`);
    expect(name).toMatch(/^(the|one) [a-z -]+( VM)? (of|on) a\.b$/);
  });

  test('one thing, or all of a kind', () => {
    expect(doubledName('proxies.px1.slots')).toBe('the task slots of px1');
    expect(doubledName('repositories.*.perStream')).toBe(
      'the bandwidth per write stream of all repositories',
    );
    expect(doubledName('throttles.*.rate')).toBe('the throttle rate of all throttle rules');
  });

  test('what is switched is not doubled', () => {
    expect(doubledName('latencyControl')).toBe('no latency control');
    expect(doublingWords('proxies.px1.slots')).toBe('doubling the task slots of px1');
    expect(doublingWords('repositories.repo1.perVmFiles')).toBe('one backup file per VM on repo1');
    expect(doublingWords('policy.order')).toBe('starting the largest disks first');
    expect(doubledName('policy.order')).toBe('the largest disks first');
    expect(doublingWords('proxies.px1.count')).toBe('a second proxy like px1 that stays up');
    expect(doublingWords('proxies.*.failoverToNetwork')).toBe('failover to the network on all proxies');
    expect(doublingWords('jobs.a.earlierStart')).toBe('an earlier start of a');
    expect(doublingWords('jobs.*.earlierStart')).toBe(
      'an earlier start of late jobs and of those before them',
    );
    expect(doublingWords('jobs.a.ownStart')).toBe('starting a without waiting for other jobs');
    expect(doublingWords('jobs.*.ownStart')).toBe('starting chained jobs without waiting for other jobs');
    expect(doublingWords('jobs.*.priority')).toBe('high priority for late jobs');
    expect(doublingWords('jobs.a.proxies')).toBe('keeping a to its nearest proxies');
    expect(doublingWords('sites.*.proxy')).toBe('a proxy with 4 cores at each site without one');
    expect(doublingWords('jobs.*.retries.wait')).toBe('a pause of 1 min before retries');
  });

  test('fulls on other days, and a job that is split', () => {
    expect(doublingWords('jobs.a sat-sun.fullDays')).toBe('moving the fulls of a from Sat to Sun');
    expect(doublingWords('jobs.a, b sat-sun, my job sat-mon.fullDays')).toBe(
      'moving fulls from Sat to other days (a, b to Sun, my job to Mon)',
    );
    expect(doublingWords('jobs.a.b sat-sun, c wed-mon.fullDays')).toBe(
      'moving fulls to other days (a.b from Sat to Sun, c from Wed to Mon)',
    );
    // A name may look like a part of such a list.
    expect(doublingWords('jobs.a-mon, b sat-sun, c sat-mon.fullDays')).toBe(
      'moving fulls from Sat to other days (a-mon, b to Sun, c to Mon)',
    );
    const many = Array.from({ length: 14 }, (_, i) => `j${i} sat-sun`).join(', ');
    expect(doubledName(`jobs.${many}.fullDays`)).toMatch(/, j11 to Sun and 2 more\)$/);
    expect(doublingWords('jobs.a-b sat-sun-wed.split')).toBe(
      'splitting a-b into 3 jobs of about the same size (fulls on Sat, Sun and Wed)',
    );
  });
});
