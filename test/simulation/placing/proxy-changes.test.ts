import { expect, test } from 'vitest';
import { ProxyChanges } from '../../../src/simulation/placing/proxy-changes.ts';

test('the last changes are known by number, at least as many as there are proxies', () => {
  const changes = new ProxyChanges(5);
  const proxyOf = (change: number) => (change * 7) % 5;
  for (let change = 0; change < 1000; change++) {
    changes.note(proxyOf(change));
    expect(changes.count).toBe(change + 1);
    for (let back = 0; back < Math.min(changes.known, change); back++) {
      expect(changes.proxyOf(change - back)).toBe(proxyOf(change - back));
    }
  }
  expect(changes.known).toBeGreaterThanOrEqual(5);
  expect(new ProxyChanges(0).known).toBeGreaterThan(0);
});
