import { Phase } from '../engine/event-list.ts';
import type { Model } from '../model/model.ts';
import { AsideKind } from './aside.ts';
import { isWorkOver, type Run } from './run.ts';

/** Samples utilisation over time on a fixed grid while any session is open. It only observes. */
export class Sampler {
  #booked = false;
  /** Sessions are open, but nothing pending can move them: sampling pauses until a random failure strikes. */
  #stands = false;
  #lastUs = 0;
  readonly #resources: Int32Array;
  /** Busy seconds by resource at the last reading, and a column for the next one. */
  #last: Float64Array;
  #next: Float64Array;
  /** When `last` was read; -1: never. */
  #readAtUs = -1;
  #atWarmUp: Float64Array | undefined;
  /** The reading when the last task so far ended. */
  #atLastTask: Float64Array | undefined;

  constructor({ resources }: Model) {
    this.#resources = Int32Array.from(resources.keys());
    this.#last = new Float64Array(resources.length);
    this.#next = new Float64Array(resources.length);
  }

  ensure(run: Run): void {
    if (this.#booked) return;
    const { sampleUs } = run.model.scenario.clock;
    const now = run.loop.nowUs;
    this.#booked = true;
    // Nothing was used in the part of the step before the session opened.
    this.#lastUs = Math.max(this.#readAtUs, Math.floor(now / sampleUs) * sampleUs);
    // The reading at the end of the last step begins this one.
    if (this.#readAtUs !== now) this.#read(run, this.#last);
    this.#readAtUs = now;
    run.aside.book((Math.floor(now / sampleUs) + 1) * sampleUs, Phase.sample, AsideKind.sampleDue);
  }

  due(run: Run): void {
    // The end of the run, which is not later than now, takes the last sample itself.
    if (isWorkOver(run)) return;
    if (run.aside.isAllThatIsLeft) {
      this.#stands = true;
      return;
    }
    this.flush(run, run.loop.nowUs);
    this.#booked = false;
    if (run.openSession.some((session) => session !== undefined)) this.ensure(run);
  }

  /** Resumes sampling when a random failure strikes, since its consequences may set stuck work going. */
  failureStrikes(run: Run): void {
    if (!this.#stands) return;
    this.flush(run, run.loop.nowUs);
    this.#stands = false;
    this.#booked = false;
    this.ensure(run);
  }

  /** Records what was used since the last sample. */
  flush(run: Run, now: number): void {
    if (!this.#booked || now === this.#lastUs) return;
    const last = this.#last;
    const busy = this.#read(run, this.#next);
    const since = new Array<number>(busy.length);
    for (let row = 0; row < busy.length; row++) since[row] = busy[row]! - last[row]!;
    this.#last = busy;
    this.#next = last;
    run.trace.record({ kind: 'sample', at: now, stepUs: now - this.#lastUs, busySeconds: since });
    this.#lastUs = now;
    this.#readAtUs = now;
  }

  warmUpOver(run: Run): void {
    this.#atWarmUp = this.#readAnew(run);
  }

  /** The observed interval ends with the last task; work inside repositories after that is not part of it. */
  lastTaskEnded(run: Run): void {
    this.#atLastTask = this.#readAnew(run);
  }

  /** Busy seconds of every resource since the warm-up ended, up to the end of the last task. */
  sinceWarmUp(run: Run): number[] {
    const until = run.running.size === 0 ? this.#atLastTask : undefined;
    return Array.from(until ?? this.#readAnew(run), (value, row) => value - (this.#atWarmUp?.[row] ?? 0));
  }

  #readAnew(run: Run): Float64Array {
    return this.#read(run, new Float64Array(this.#resources.length));
  }

  /** Busy seconds of every resource of the model, written to a column. */
  #read({ loop }: Run, column: Float64Array): Float64Array {
    loop.flows.readBusySeconds(this.#resources, this.#resources.length, loop.nowUs, column);
    return column;
  }
}
