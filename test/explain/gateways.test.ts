import { expect, test } from 'vitest';
import { lifeOf } from '../../src/explain/task-life.ts';
import { LOST_GATEWAY, THERE_AND_BACK } from '../helpers/gateway-nights.ts';
import { explained } from './listened.ts';

const S = 1_000_000;

test('what goes to a gateway in another site and back is held by a throttle rule twice', () => {
  const explanation = explained(THERE_AND_BACK);
  // 50 MB read a second.
  const { rate } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(rate).toMatchObject({
    pieces: [{ fromUs: 0, toUs: 200 * S, most: 50e6, stage: 'throttling', sharers: 1 }],
    exact: true,
  });
});

test('who waits for the lost automatic gateway of its file is told so', () => {
  const explanation = explained(LOST_GATEWAY);
  const { waits, waitsAreExact } = lifeOf(explanation, explanation.chronicle.tasks[2]!);
  expect(waits.map(({ fromUs, toUs, cause, down }) => ({ fromUs, toUs, cause, down }))).toEqual([
    { fromUs: 0, toUs: 10 * S, cause: 'proxy-slot', down: [] },
    { fromUs: 10 * S, toUs: 1810 * S, cause: 'no-candidate', down: ['proxies.p1'] },
  ]);
  expect(waitsAreExact).toBe(true);
});
