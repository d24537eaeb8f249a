import { expect, test } from 'vitest';
import { reductionOf } from '../../src/history/reduction.ts';
import { pastSession } from './past-sessions.ts';

test('the usual reduction is the median of bytes stored per byte of data, over sessions that state both and moved any', () => {
  const told = [
    { dataBytes: 100, backupBytes: 40 },
    { dataBytes: 100, backupBytes: 60 },
    { dataBytes: 0, backupBytes: 70 },
    { dataBytes: 50, backupBytes: 0 },
    { dataBytes: 90 },
    { backupBytes: 90 },
  ];
  expect(reductionOf(told.map((bytes, hour) => pastSession(hour, [], bytes)))).toBe(0.5);
  expect(reductionOf([pastSession(0, [], { dataBytes: 90 })])).toBeUndefined();
});
