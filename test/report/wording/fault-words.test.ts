import { describe, expect, test } from 'vitest';
import { wallClock } from '../../../src/report/wording/clock.ts';
import { faultText, repeatedFaultText } from '../../../src/report/wording/fault-words.ts';

/** Monday, 2026-01-05, 22:00. */
const clock = wallClock(Date.UTC(2026, 0, 5, 22) * 1000);
const fault = (startSeconds: number, endSeconds: number | null) => ({
  ...{ kind: 'proxy-down', name: 'px1', startSeconds, endSeconds },
});

describe('a fault in words', () => {
  test('tells from when to when it lasted, and how long', () => {
    expect(faultText(fault(600, 2400), clock)).toBe('proxy-down px1, Mon 22:10 to Mon 22:40 (30m)');
    expect(faultText(fault(600, null), clock)).toBe('proxy-down px1, Mon 22:10, to the end');
  });

  test('names one time where both ends are the same minute, and no length where it takes no time', () => {
    expect(faultText(fault(600, 620), clock)).toBe('proxy-down px1, Mon 22:10, for 20s');
    expect(faultText(fault(600, 600), clock)).toBe('proxy-down px1, Mon 22:10');
  });

  test('that comes again is counted, with the sum of its times', () => {
    const again = [fault(600, 660), fault(1200, 1320)];
    expect(repeatedFaultText(again, clock)).toBe('proxy-down px1, 2 times from Mon 22:10, 3m in all');
    expect(repeatedFaultText([...again, fault(1800, null)], clock)).toBe(
      'proxy-down px1, 3 times from Mon 22:10, the last to the end',
    );
  });
});
