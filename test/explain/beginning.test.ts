import { describe, expect, test } from 'vitest';
import { criticalPath, lifeOf } from '../helpers/in-one-go.ts';
import { night } from '../helpers/night.ts';
import { explained } from './listened.ts';

describe('the explanation of a session that was held back', () => {
  /** Why tasks became ready, and the origin of the chain to the end. One disk of 100 GB: 1000 s. */
  const told = (jobs: string, clock = '{ start: 2026-01-05T17:00, horizon: 6h }') => {
    const explanation = explained(night({ clock, jobs: `[${jobs}]` }));
    const { tasks } = explanation.chronicle;
    return {
      why: tasks.map((task) => lifeOf(explanation, task).why),
      origin: criticalPath(explanation)!.origin,
    };
  };
  const JOB = 'vms: ["*"], repository: repo, run: full';

  test('by its window gives the first due time that was held back', () => {
    // Every 2 h: 18:00 and 20:00 are outside the window, 22:00 is a start of its own.
    const late = told(`{ name: often, ${JOB}, schedule: { every: 2h }, window: "21:00-06:00" }`);
    expect(late.why).toEqual([
      'often began when its window opened (it was due at Mon 18:00:00)',
      'session 2 of often began',
    ]);
    expect(late.origin).toBe('often was due');
  });

  test('is also the origin of the chain to the end', () => {
    const late = told(`{ name: often, ${JOB}, schedule: { every: 5h }, window: "21:00-06:00" }`);
    // Due at 15:00 and 20:00; the time before the start of the run does not count.
    expect(late.origin).toBe('often was due at Mon 20:00:00 and waited for its window to open');
    const long = told(
      `{ name: often, ${JOB}, schedule: { every: 24h, offset: 1h }, window: [{ days: [sat], within: "08:00-12:00" }] }`,
      '{ start: 2026-01-05T17:00, horizon: 7d }',
    );
    // On Monday at 01:00 the run had not begun, so the first due time is on Tuesday.
    expect(long.why).toEqual(['often began when its window opened (it was due at Tue 01:00:00)']);
  });

  test('by its schedule names the schedule', () => {
    const late = told(`{ name: often, ${JOB}, schedule: { every: 5h, within: "21:00-06:00" } }`);
    expect(late.why).toEqual(['often began when its schedule let it (it was due at Mon 20:00:00)']);
    expect(late.origin).toBe('often was due at Mon 20:00:00 and waited for its schedule to let it start');
  });

  test('of a chained job gives the end of the leading job as due time', () => {
    const late = told(
      `{ name: one, ${JOB}, schedule: { daily: "18:00" } }, { name: two, ${JOB}, schedule: { after: one }, window: "21:00-06:00" }`,
    );
    // `one` ends 1000 s after 18:00.
    expect(late.why).toEqual(['one began', 'two began when its window opened (it was due at Mon 18:16:40)']);
    expect(late.origin).toBe('two was due at Mon 18:16:40 and waited for its window to open');
    // `one` ends at 18:16:40 and 20:16:40 before the window opens; the first end counts.
    const often = told(
      `{ name: one, ${JOB}, schedule: { every: 2h } }, { name: two, ${JOB}, schedule: { after: one }, window: "21:00-06:00" }`,
    );
    expect(often.why).toContain('two began when its window opened (it was due at Mon 18:16:40)');
    expect(often.why).toContain('session 2 of two began when one had ended');
  });
});
