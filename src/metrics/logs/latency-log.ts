import type { Model } from '../../model/model.ts';
import type { RecordOf } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';

/** Seconds; 0 where no latency is modelled. */
export interface DatastoreLatency {
  readonly peakSeconds: number;
  readonly stoppedSeconds: number;
  readonly throttledSeconds: number;
}

interface Watched {
  peakUs: number;
  readonly stopped: Spells;
  readonly throttled: Spells;
}

/**
 * What latency control did on each datastore: the peak latency, how long no new task could start, and how long its backups
 * were slowed down. A sample holds until the next one, as it does for the control itself.
 */
export class LatencyLog {
  /** Latency at which no new task starts, by datastore; Infinity: not controlled. */
  readonly #stopUs: readonly number[];
  readonly #watched: readonly Watched[];

  constructor(model: Model) {
    const { stopUs } = model.scenario.latencyControl;
    this.#stopUs = model.datastores.map(({ isLatencyControlled }) =>
      isLatencyControlled ? stopUs : Number.POSITIVE_INFINITY,
    );
    this.#watched = model.datastores.map(() => ({
      peakUs: 0,
      stopped: new Spells(),
      throttled: new Spells(),
    }));
  }

  latencySampled(record: RecordOf<'latency-sampled'>): void {
    const watched = this.#watched[record.datastore]!;
    watched.peakUs = Math.max(watched.peakUs, record.latencyUs);
    watched.stopped.set(record.latencyUs >= this.#stopUs[record.datastore]!, record.at);
    watched.throttled.set(record.share < 1, record.at);
  }

  /** Counts only up to the end of the run: the last samples may come later, when no task is left. */
  of(datastore: number, endUs: number): DatastoreLatency {
    const { peakUs, stopped, throttled } = this.#watched[datastore]!;
    return {
      peakSeconds: peakUs / SECOND_US,
      stoppedSeconds: stopped.lengthUs(endUs) / SECOND_US,
      throttledSeconds: throttled.lengthUs(endUs) / SECOND_US,
    };
  }
}

/** The intervals during which a condition held. */
class Spells {
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];

  set(isOn: boolean, atUs: number): void {
    const wasOn = this.#begins.length > this.#ends.length;
    if (isOn !== wasOn) (isOn ? this.#begins : this.#ends).push(atUs);
  }

  lengthUs(untilUs: number): number {
    return this.#begins.reduce((sum, begin, i) => {
      const end = Math.min(untilUs, this.#ends[i] ?? untilUs);
      return sum + Math.max(0, end - begin);
    }, 0);
  }
}
