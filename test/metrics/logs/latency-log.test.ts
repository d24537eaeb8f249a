import { describe, expect, test } from 'vitest';
import { LatencyLog } from '../../../src/metrics/logs/latency-log.ts';
import { modelOf, night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** The log after some samples of ds1: second, milliseconds, share of the bandwidth that is left. */
function logged(
  samples: readonly (readonly [number, number, number])[],
  endSeconds: number,
  control = 'true',
) {
  const log = new LatencyLog(
    modelOf({ latencyControl: control, datastores: '[{ name: ds1, latency: { base: 2ms, perTask: 1ms } }]' }),
  );
  for (const [at, milliseconds, share] of samples) {
    const latencyUs = milliseconds * 1000;
    log.latencySampled({ kind: 'latency-sampled', at: at * 1e6, datastore: 0, latencyUs, share });
  }
  return log.of(0, endSeconds * 1e6);
}

describe('the latency of a datastore', () => {
  test('holds from one sample to the next: stopped from 20 ms on, throttled while the share is below 1', () => {
    const found = logged(
      [
        [0, 19.9, 1],
        [20, 20, 1],
        [40, 30, 0.8],
        [60, 30, 0.7],
        [80, 15, 1],
      ],
      100,
    );
    expect(found).toEqual({ peakSeconds: 0.03, stoppedSeconds: 60, throttledSeconds: 40 });
  });

  test('counts until the end of the run, whether the last sample is before or after it', () => {
    expect(logged([[20, 25, 0.5]], 90)).toMatchObject({ stoppedSeconds: 70, throttledSeconds: 70 });
    const late = [
      [20, 25, 0.5],
      [100, 5, 1],
      [120, 25, 0.5],
      [140, 5, 1],
    ] as const;
    expect(logged(late, 90)).toMatchObject({ stoppedSeconds: 70, throttledSeconds: 70 });
  });

  test('stops no task if it is not controlled', () => {
    expect(logged([[0, 50, 1]], 10, 'false')).toEqual({
      peakSeconds: 0.05,
      stoppedSeconds: 0,
      throttledSeconds: 0,
    });
  });
});

test('the summary has it per datastore, and zeros where none is modelled', () => {
  const { summary } = runText(
    night({
      datastores: '[{ name: ds1, latency: { base: 2ms, perTask: 20ms } }, { name: ds2 }]',
    }),
  );
  // One task of 1000 s. From the sample at 20 s on, the latency is 22 ms, so that no other task could have started until the end.
  expect(summary.datastores['ds1']).toMatchObject({
    peakLatencySeconds: 0.022,
    secondsStopped: 980,
    secondsThrottled: 0,
  });
  expect(summary.datastores['ds2']).toMatchObject({
    peakLatencySeconds: 0,
    secondsStopped: 0,
    secondsThrottled: 0,
  });
});
