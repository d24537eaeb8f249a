import { Phase } from '../engine/event-list.ts';
import { EventKind } from './events.ts';
import { isOver, isWorkOver, type Run } from './run.ts';

/** Utilisation over time: a grid of samples while any session is open. Observers change nothing. */
export class Sampler {
  #booked = false;
  #lastUs = 0;
  #last: Float64Array = new Float64Array(0);
  /** When `last` was read; -1: never. */
  #readAtUs = -1;
  #atWarmUp: Float64Array | undefined;
  /** When the last task so far ended. */
  #atLastTask: Float64Array | undefined;

  ensure(run: Run): void {
    if (this.#booked) return;
    const { sampleUs } = run.model.scenario.clock;
    const now = run.loop.nowUs;
    this.#booked = true;
    run.housekeeping++;
    this.#lastUs = now;
    // The reading that ended the step before begins this one.
    if (this.#readAtUs !== now) this.#last = busySeconds(run);
    this.#readAtUs = now;
    run.loop.book((Math.floor(now / sampleUs) + 1) * sampleUs, Phase.sample, EventKind.sampleDue);
  }

  due(run: Run): void {
    run.housekeeping--;
    // The last sample is taken at the end of the run, which is not later than now.
    if (isOver(run) || isWorkOver(run)) return;
    this.flush(run, run.loop.nowUs);
    this.#booked = false;
    if (run.openSession.some((session) => session !== undefined)) this.ensure(run);
  }

  /** Tells what was used since the last sample. */
  flush(run: Run, now: number): void {
    if (!this.#booked || now === this.#lastUs) return;
    const { flows, nowUs } = run.loop;
    const last = this.#last;
    const since = new Array<number>(last.length);
    for (let row = 0; row < last.length; row++) {
      const busy = flows.busySeconds(row, nowUs);
      since[row] = busy - last[row]!;
      last[row] = busy;
    }
    run.trace.record({ kind: 'sample', at: now, stepUs: now - this.#lastUs, busySeconds: since });
    this.#lastUs = now;
    this.#readAtUs = now;
  }

  warmUpOver(run: Run): void {
    this.#atWarmUp = busySeconds(run);
  }

  /** What comes after the last task, as work inside repositories, is not part of the observed interval. */
  lastTaskEnded(run: Run): void {
    this.#atLastTask = busySeconds(run);
  }

  /** Busy seconds of every resource since the warm-up ended, up to the end of the last task. */
  sinceWarmUp(run: Run): number[] {
    const until = run.running.size === 0 ? this.#atLastTask : undefined;
    return Array.from(until ?? busySeconds(run), (value, row) => value - (this.#atWarmUp?.[row] ?? 0));
  }
}

/** Of every resource of the model. */
function busySeconds({ loop, model }: Run): Float64Array {
  const { flows, nowUs } = loop;
  const busy = new Float64Array(model.resources.length);
  for (let row = 0; row < busy.length; row++) busy[row] = flows.busySeconds(row, nowUs);
  return busy;
}
