import type { Datastore } from '../../../src/scenario/scenario.ts';
import type { Sample } from '../simulator/latency.ts';
import type { World } from '../simulator/world.ts';
import { mostOf, sumOf } from './spread.ts';

/** What latency control saw of a datastore and did to it. A sample holds until the next one, the last one to the end of the run. */
export function latencyFigures({ latency, scenario }: World, of: Datastore, endUs: number) {
  const samples = latency.told.filter(({ datastore }) => datastore === of);
  const lengthOf = (isMeant: (sample: Sample) => boolean) =>
    sumOf(
      samples.map((sample, row) => {
        const untilUs = Math.min(endUs, samples[row + 1]?.atUs ?? endUs);
        return isMeant(sample) ? Math.max(0, untilUs - sample.atUs) : 0;
      }),
    ) / 1e6;
  const { stopUs } = scenario.latencyControl;
  return {
    peakLatencySeconds: mostOf(samples.map(({ latencyUs }) => latencyUs)) / 1e6,
    secondsStopped: lengthOf(({ latencyUs }) => latency.isControlled(of) && latencyUs >= stopUs),
    secondsThrottled: lengthOf(({ share }) => share < 1),
  };
}
