import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { requestPass } from '../../../src/simulation/run.ts';
import { acceptedLog, divergenceOf, partingOf, recorded, shippedScenario } from '../../helpers/parting.ts';

/** The function whose requests for a pass of the scheduler are lost; empty: none. */
const forgetful = vi.hoisted(() => ({ name: '' }));

vi.mock('../../../src/simulation/run.ts', async (original) => {
  const actual = await original<{ requestPass: typeof requestPass }>();
  return {
    ...actual,
    requestPass: (...args: Parameters<typeof requestPass>) => {
      const isLost =
        forgetful.name !== '' && `${new Error('who asks?').stack}`.includes(` ${forgetful.name} (`);
      if (!isLost) actual.requestPass(...args);
    },
  };
});

beforeEach(() => {
  forgetful.name = '';
});

function broken(name: string, who: string) {
  const scenario = shippedScenario(name);
  const right = recorded(scenario);
  forgetful.name = who;
  const wrong = recorded(scenario);
  const divergence = divergenceOf(acceptedLog(name), wrong.log, { scenario, options: {} });
  return { divergence, parting: partingOf(right.trace, wrong.trace) };
}

describe('a simulation that forgets to wake the scheduler is caught by the accepted results', () => {
  test.each([
    ['when a slot is free', 'endTask', 'tutorial/05-the-queue'],
    ['when a snapshot is gone', 'snapshotRemoved', 'study/snapshot-limit'],
    ['when a proxy is deployed', 'proxyDeployed', 'study/proxy-added'],
    ['when a session is ready', 'sessionReady', 'study/chained-jobs'],
    ['when latency has fallen', 'latencySampleDue', 'study/latency-control'],
    ['when it is time for another try', 'retryDue', 'study/retries'],
  ])('%s', (_, who, name) => {
    const { divergence, parting } = broken(name, who);
    expect(divergence?.index).toBe(parting!.index);
    expect(divergence?.was).toMatch(/ to [\w-]+ by /);
    expect(divergence?.why.length).toBeGreaterThan(0);
  });

  test('and by the room that no task took', () => {
    const { divergence } = broken('study/proxy-added', 'proxyDeployed');
    expect(divergence?.why.join('\n')).toMatch(/has room for .*, but the scheduler has not reached it/);
  });
});
