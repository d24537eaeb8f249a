import { SlotLanes } from './slot-lanes.ts';

/** Further details of an event: JSON values. */
export type TimelineArguments = Readonly<Record<string, string | number | boolean | null>>;

/** A row of the picture: a process and one of its threads. */
export interface Track {
  readonly process: number;
  readonly lane: number;
}

/**
 * Writes the Trace Event Format, which the Perfetto UI opens. Times are microseconds; parts of the infrastructure are processes
 * and their slots are threads. Events are written as they come, because the format does not require chronological order.
 */
export class TimelineWriter {
  readonly #write: (text: string) => void;
  readonly #processes = new Map<string, number>();
  readonly #lanes: SlotLanes[] = [];
  /** By process: number of threads that have been given their name. */
  readonly #named: number[] = [];
  #isFirst = true;

  constructor(about: TimelineArguments, write: (text: string) => void) {
    this.#write = write;
    write(`{"displayTimeUnit":"ms","otherData":${JSON.stringify(about)},"traceEvents":[\n`);
  }

  /** The process of that name, created at first use. The picture shows processes in order of creation. `lanes`: its slots. */
  process(name: string, lanes?: number): number {
    const known = this.#processes.get(name);
    if (known !== undefined) return known;
    const process = this.#processes.size + 1;
    this.#processes.set(name, process);
    this.#lanes[process] = new SlotLanes(lanes);
    this.#named[process] = 0;
    this.#event({ name: 'process_name', ph: 'M', pid: process, args: { name } });
    this.#event({ name: 'process_sort_index', ph: 'M', pid: process, args: { sort_index: process } });
    return process;
  }

  /** The lowest free slot of a process; undefined: none is free. */
  take(process: number): Track | undefined {
    const lane = this.#lanes[process]!.take();
    if (lane < 0) return undefined;
    if (lane >= this.#named[process]!) {
      this.#named[process] = lane + 1;
      this.#event({
        name: 'thread_name',
        ph: 'M',
        pid: process,
        tid: lane + 1,
        args: { name: `slot ${lane + 1}` },
      });
    }
    return { process, lane };
  }

  free({ process, lane }: Track): void {
    this.#lanes[process]!.free(lane);
  }

  /** Draws a span of time; nothing if it took no time. */
  span(track: Track, name: string, fromUs: number, toUs: number, args: TimelineArguments = {}): void {
    if (toUs <= fromUs) return;
    const { process, lane } = track;
    this.#event({ name, ph: 'X', ts: fromUs, dur: toUs - fromUs, pid: process, tid: lane + 1, args });
  }

  /** Draws an instant: across the whole picture (a fault; `where` is a process), or on one track. */
  instant(name: string, atUs: number, where: number | Track, args: TimelineArguments = {}): void {
    if (typeof where === 'number') this.#event({ name, ph: 'i', s: 'g', ts: atUs, pid: where, tid: 0, args });
    else this.#event({ name, ph: 'i', s: 't', ts: atUs, pid: where.process, tid: where.lane + 1, args });
  }

  /** Sets the value of a curve from `atUs` on. */
  counter(process: number, name: string, atUs: number, value: number): void {
    this.#event({ name, ph: 'C', ts: atUs, pid: process, args: { value } });
  }

  end(): void {
    this.#write('\n]}\n');
  }

  #event(event: Readonly<Record<string, unknown>>): void {
    this.#write(`${this.#isFirst ? '' : ',\n'}${JSON.stringify(event)}`);
    this.#isFirst = false;
  }
}
