import { expect, test } from 'vitest';
import { unitEnd } from '../../../src/cli/queue/unit-end.ts';

test('events show which units have ended, and with what; other events are ignored', () => {
  const result = { id: 'u1', ok: false, diagnostics: [] };
  const end = (...fields: string[]) => unitEnd(fields);
  expect(
    end('event', 'completed', 'jobId', 'u1', 'returnvalue', JSON.stringify(result), 'prev', 'active'),
  ).toEqual({ id: 'u1', end: result });
  expect(end('event', 'failed', 'jobId', 'u2', 'failedReason', 'event', 'prev', 'active')).toEqual({
    id: 'u2',
    end: 'event',
  });
  expect(end('event', 'active', 'jobId', 'u3', 'prev', 'waiting')).toBeUndefined();
  expect(end('event', 'drained')).toBeUndefined();
});
