import { expect, test } from 'vitest';
import { LOST_GATEWAY, THERE_AND_BACK } from '../helpers/gateway-nights.ts';
import { lifeOf } from '../helpers/in-one-go.ts';
import { explained } from './listened.ts';

const S = 1_000_000;

test('a throttle rule counts twice for data that goes to a gateway in another site and back', () => {
  const explanation = explained(THERE_AND_BACK);
  // 50 MB/s read.
  const { rate } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(rate).toMatchObject({
    pieces: [{ fromUs: 0, toUs: 200 * S, most: 50e6, stage: 'throttling', sharers: 1 }],
    exact: true,
  });
});

test('a task that waits for the automatic gateway of its file, which is down, has that proxy as its reason', () => {
  const explanation = explained(LOST_GATEWAY);
  const { waits, waitsAreExact } = lifeOf(explanation, explanation.chronicle.tasks[2]!);
  expect(waits.map(({ fromUs, toUs, cause, down }) => ({ fromUs, toUs, cause, down }))).toEqual([
    { fromUs: 0, toUs: 10 * S, cause: 'proxy-slot', down: [] },
    { fromUs: 10 * S, toUs: 1810 * S, cause: 'no-candidate', down: ['proxies.p1'] },
  ]);
  expect(waitsAreExact).toBe(true);
});
