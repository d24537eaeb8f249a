import { describe, expect, it } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** `second datastore milliseconds`, in the order of the trace. */
function samples(text: string): string[] {
  return runText(text).trace.flatMap((record) =>
    record.kind === 'latency-sampled'
      ? [`${record.at / 1e6} ${record.datastore} ${record.latencyUs / 1000}`]
      : [],
  );
}

describe('latency is sampled before a pass where tasks wait', () => {
  const datastores = '[{ name: ds1, latency: { base: 1ms } }, { name: ds2, latency: { base: 2ms } }]';

  it('by the rows of the datastores, whoever is first in the queue', () => {
    // vm b, on ds2, has the longer disk and goes first.
    const vms = `[${vm('a', [1])}, ${vm('b', [2], 'ds2')}]`;
    expect(samples(night({ datastores, vms })).slice(0, 2)).toEqual(['0 0 1', '0 1 2']);
    const backwards = `[${vm('b', [1], 'ds2')}, ${vm('a', [2])}]`;
    expect(samples(night({ datastores, vms: backwards })).slice(0, 2)).toEqual(['0 0 1', '0 1 2']);
  });

  it('also for a task that is kept by something else, which is asked first', () => {
    // One slot: b waits for it from 0 on.
    const vms = `[${vm('a', [1])}, ${vm('b', [1], 'ds2')}]`;
    const text = night({ datastores, vms, proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' });
    expect(samples(text).slice(0, 2)).toEqual(['0 0 1', '0 1 2']);
  });

  it('and not where nobody waits', () => {
    expect(samples(night({ datastores, vms: `[${vm('a', [1])}]` }))).toEqual(['0 0 1']);
  });
});
