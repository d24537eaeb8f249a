import { describe, expect, test } from 'vitest';
import {
  conditionProblem,
  type FailCondition,
  judgeCondition,
  readCondition,
} from '../../src/report/comparison/conditions.ts';
import { side } from './comparison-sides.ts';
import { summary } from './sample-result.ts';

function condition(text: string): FailCondition {
  const read = readCondition(text);
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

/** Whether the condition holds for a night whose window grew from 1000 s to `seconds`. */
function failsAt(text: string, seconds: number, before = 1000): boolean {
  const window = (length: number) => ({ startSeconds: 0, endSeconds: length, seconds: length });
  const a = side('a', { window: window(before) });
  const b = side('b', { window: window(seconds) });
  return judgeCondition(condition(text), a, b).some(({ failed }) => failed);
}

describe('parsing a condition', () => {
  test.each([
    ['window>+5%', { metric: 'window', comparator: '>', of: 'share', limit: 0.05 }],
    [' jobs.nightly.window > +10min ', { metric: 'jobs.nightly.window', of: 'difference', limit: 600 }],
    ['jobs.nightly.window>=8h30m', { comparator: '>=', of: 'value', limit: 30_600 }],
    ['vms.unprotected>0', { metric: 'vms.unprotected', of: 'value', limit: 0 }],
    ['window<-2.5%', { comparator: '<', of: 'share', limit: -0.025 }],
    ['totals.readBytes>+1.5 TB', { of: 'difference', limit: 1.5e12 }],
    ['jobs.n.sessions.0.processingRate<100 MB/s', { of: 'value', limit: 1e8 }],
    ['proxies.px1.slotUtilisation>90%', { of: 'value', limit: 0.9 }],
    ['totals.tasks!=44', { comparator: '!=', limit: 44 }],
    ['totals.tasks==44', { comparator: '=', limit: 44 }],
    ['jobs.a>b=c.window>1h', { metric: 'jobs.a>b=c.window', comparator: '>', limit: 3600 }],
  ])('%s', (text, expected) => {
    expect(condition(text)).toMatchObject(expected);
  });

  test.each([
    '',
    'window',
    'window>',
    '>5%',
    'window+5%',
    'window>fast',
    'window>5x',
    'window>+-5%',
    'window>5%%',
  ])("'%s' is not a condition, and the hint shows one", (text) => {
    expect(readCondition(text)).toMatchObject({ ok: false, hint: expect.stringContaining('"window>+5%"') });
  });
});

test.each([
  ['window>5%', "'5%' is a share, but 'window' is a time."],
  ['window>+5 GB', "'+5 GB' is an amount of data, but 'window' is a time."],
  ['jobs.*.overrun>1 GB', "'1 GB' is an amount of data, but 'jobs.*.overrun' is a time."],
  ['proxies.px1.slotUtilisation>1h', "'1h' is a time, but 'proxies.px1.slotUtilisation' is a share."],
  ['totals.tasks>8h', "'8h' is a time, but 'totals.tasks' is a count."],
  ['proxies.*.modes.nbd>+1 GB', "'+1 GB' is an amount of data, but 'proxies.*.modes.nbd' is a count."],
])('%s has another unit than its figure, so it is refused', (text, message) => {
  expect(readCondition(text)).toMatchObject({ ok: false, message });
});

test.each([
  [
    'jobs.x.window > 3600',
    "'3600' has no unit, but 'jobs.x.window' is a time.",
    'Write 3600 s if you mean seconds, or for example 8h.',
  ],
  [
    'window>+600',
    "'+600' has no unit, but 'window' is a time.",
    'Write +600 s if you mean seconds, or for example 8h.',
  ],
  [
    'totals.readBytes>5000',
    "'5000' has no unit, but 'totals.readBytes' is an amount of data.",
    'Write 5000 B if you mean bytes, or for example 500 GB.',
  ],
  [
    'jobs.n.sessions.0.processingRate<1000',
    "'1000' has no unit, but 'jobs.n.sessions.0.processingRate' is a data rate.",
    'Write 1000 B/s if you mean bytes per second, or for example 250 MB/s.',
  ],
])(
  '%s lacks the unit of its figure: refused, with what the number would have meant',
  (text, message, hint) => {
    expect(readCondition(text)).toEqual({ ok: false, message, hint });
  },
);

test.each(['jobs.*.overrun>0', 'window>+0', 'bound.gap>0.5', 'totals.tasks>3'])(
  '%s needs no unit: zero is the same in every unit, shares and counts are plain numbers',
  (text) => {
    expect(readCondition(text).ok).toBe(true);
  },
);

test('a pattern must match the unit of every figure that it covers', () => {
  expect(conditionProblem(condition('jobs.nightly.*>5'), [side('a')])?.message).toBe(
    "'5' has no unit, but 'jobs.nightly.window' is a time.",
  );
  expect(conditionProblem(condition('totals.*Bytes>5 GB'), [side('a')])).toBeUndefined();
  expect(conditionProblem(condition('totals.*>5 GB'), [side('a')])?.message).toBe(
    "'5 GB' is an amount of data, but 'totals.tasks' is a count.",
  );
  expect(conditionProblem(condition('jobs.nightly.*>5 GB'), [side('a')])?.message).toBe(
    "'5 GB' is an amount of data, but 'jobs.nightly.window' is a time.",
  );
});

test('a text that is no condition is told what it lacks', () => {
  expect(readCondition('window')).toMatchObject({
    message: "'window' is not METRIC, a comparison (> >= < <= = !=) and a limit.",
  });
  expect(readCondition('window>fast')).toMatchObject({
    message: "'fast' is not a percentage, a number or a quantity.",
  });
});

describe('judging a condition', () => {
  test('a percentage is relative to the first side: 1000 s to 1050 s is 5 % and not more, 1051 s is more', () => {
    expect(failsAt('window>+5%', 1050)).toBe(false);
    expect(failsAt('window>=+5%', 1050)).toBe(true);
    expect(failsAt('window>+5%', 1051)).toBe(true);
    expect(failsAt('window>+5%', 900)).toBe(false);
    expect(failsAt('window<-5%', 949)).toBe(true);
    expect(failsAt('window<-5%', 1051)).toBe(false);
  });

  test('a difference is in the unit of the metric', () => {
    expect(failsAt('window>+10min', 1600)).toBe(false);
    expect(failsAt('window>+10min', 1601)).toBe(true);
    expect(failsAt('window<-100s', 899)).toBe(true);
  });

  test('without a sign only the second side counts', () => {
    expect(failsAt('window>20min', 1200)).toBe(false);
    expect(failsAt('window>20min', 1201, 5000)).toBe(true);
    expect(failsAt('window=1200s', 1200)).toBe(true);
    expect(failsAt('window!=1200s', 1200)).toBe(false);
    expect(failsAt('window!=1200s', 1201)).toBe(true);
  });

  test('a change from zero exceeds any percentage, and from zero to zero there is none', () => {
    expect(failsAt('window>+1000%', 1, 0)).toBe(true);
    expect(failsAt('window>+0%', 0, 0)).toBe(false);
  });

  test('a metric that one side lacks fails, because it has not been shown to be fine', () => {
    const a = side('a', { window: null });
    expect(judgeCondition(condition('window>+5%'), a, side('b'))[0]).toMatchObject({
      failed: true,
      text: 'window has no value in a (limit > +5%)',
    });
    expect(judgeCondition(condition('window>9h'), side('b'), a)[0]).toMatchObject({
      failed: true,
      text: 'window has no value in a (limit > 9h)',
    });
    expect(judgeCondition(condition('window>9h'), a, side('b'))[0]).toMatchObject({ failed: false });
  });

  test('names of VMs count by their number', () => {
    const lost = { protected: 20, unprotected: ['a', 'b'], longestSnapshotSeconds: 0, worstStunSeconds: 0 };
    const [outcome] = judgeCondition(condition('vms.unprotected>+1'), side('a'), side('b', { vms: lost }));
    expect(outcome).toMatchObject({
      failed: true,
      text: 'vms.unprotected is 2 in b, was 0 in a: +2, from 0 (limit > +1)',
    });
  });

  test('a wild card matches each metric that fits; sessions only if it names them', () => {
    const metrics = (text: string) =>
      judgeCondition(condition(text), side('a'), side('b')).map(({ metric }) => metric);
    expect(metrics('jobs.*.window>+1%')).toEqual(['jobs.nightly.window', 'jobs.databases.window']);
    expect(metrics('jobs.*.sessions.*.endSeconds>9h')).toHaveLength(2);
  });

  test('a job that never started has no window, so its condition fails; a wild card covers only jobs that ran on a side', () => {
    const { jobs } = summary();
    const off = { ...jobs['nightly']!, window: 0, sessions: [] };
    const without = side('b', { jobs: { ...jobs, nightly: off } });
    expect(judgeCondition(condition('jobs.nightly.window>9h'), side('a'), without)).toMatchObject([
      { failed: true, text: 'jobs.nightly.window has no value in b (limit > 9h)' },
    ]);
    const metrics = (a: ReturnType<typeof side>) =>
      judgeCondition(condition('jobs.*.window>9h'), a, without).map(({ metric }) => metric);
    expect(metrics(side('a'))).toEqual(['jobs.nightly.window', 'jobs.databases.window']);
    expect(metrics(without)).toEqual(['jobs.databases.window']);
    expect(conditionProblem(condition('jobs.nightly.window>9h'), [without, without])).toBeUndefined();
  });

  test('the sentence contains both figures, the change and the limit', () => {
    const after = side('b', { window: { startSeconds: 0, endSeconds: 18_795, seconds: 18_795 } });
    expect(judgeCondition(condition('window>+5%'), side('a'), after)[0]!.text).toBe(
      'window is 5h 13m in b, was 4h 58m in a: +14m 55s, +5% (limit > +5%)',
    );
  });
});

describe('a metric that no side has', () => {
  test('is reported with the most similar metric', () => {
    expect(conditionProblem(condition('widow>+5%'), [side('a')])?.hint).toBe("Did you mean 'window'?");
    expect(conditionProblem(condition('jobs.nightyl.window>1h'), [side('a')])?.hint).toBe(
      "Did you mean 'jobs.nightly.window'?",
    );
    expect(conditionProblem(condition('jobs.x*.window>1h'), [side('a')])?.message).toContain(
      "'jobs.x*.window'",
    );
  });

  test('is no error if one side has it', () => {
    expect(
      conditionProblem(condition('window>1h'), [side('a', { window: null }), side('b')]),
    ).toBeUndefined();
    expect(conditionProblem(condition('vms.unprotected>0'), [side('a')])).toBeUndefined();
    expect(conditionProblem(condition('bound.gap>1'), [side('a')])).toBeUndefined();
  });
});
