import { setImmediate } from 'node:timers/promises';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import { type UnitInput, type UnitResult, UnitRunner } from '../../runs/experiments/experiment-runs.ts';
import { Interrupted, type Io } from '../io.ts';
import type { Driver, Take } from './driver.ts';

/** Longest turn of the event loop, milliseconds: the work that Ctrl-C may lose. */
const TURN_MS = 30;

/** Runs units one after the other in this thread. */
export class ThisThread implements Driver {
  readonly #io: Io;
  readonly #runner: UnitRunner;
  #isClosed = false;

  constructor(io: Io, input: UnitInput) {
    this.#io = io;
    this.#runner = new UnitRunner(input);
  }

  async run(units: readonly WorkUnit[], take: Take): Promise<void> {
    for (let done = 0; done < units.length; ) {
      const results = this.#io.interruptible(() => this.#turn(units.slice(done)));
      done += results.length;
      await take(results);
      // Signals are handled only between turns of the event loop.
      await setImmediate();
      if (this.#isClosed) throw new Interrupted('closed while units were left');
    }
  }

  /** As many units as fit into a turn, at least one: yielding costs a millisecond, and storing outcomes a write. */
  #turn(units: readonly WorkUnit[]): UnitResult[] {
    const results: UnitResult[] = [];
    const started = this.#io.now();
    for (const unit of units) {
      if (results.length > 0 && this.#io.now() - started > TURN_MS) break;
      results.push(this.#runner.run(unit));
    }
    return results;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }
}
