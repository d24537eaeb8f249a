import { describe, expect, test } from 'vitest';
import { IMPLEMENTATIONS, open, SECOND } from './flow-implementations.ts';

describe.each(IMPLEMENTATIONS)('$name: a long past costs no precision', ({ make }) => {
  test('after 10^15 units through a resource a small flow still finishes at its microsecond', () => {
    // 10^9 per second for 10^6 s, then 0.3 units at 0.1 per second: 3 s. At 10^15 doubles are an eighth apart.
    const flows = make();
    const resource = flows.addResource(1e9);
    open(flows, 1e15, [resource], 0, 1);
    flows.solve(0);
    const busyUs = 1e6 * SECOND;
    expect(flows.popFinished(busyUs)).toBeGreaterThanOrEqual(0);
    flows.setCapacity(resource, 0.1, busyUs);
    flows.solve(busyUs);
    open(flows, 0.3, [resource], busyUs, 2);
    flows.solve(busyUs);
    expect(flows.nextFinishUs()).toBe(busyUs + 3 * SECOND);
  });
});
