import { setImmediate } from 'node:timers/promises';
import type { WorkUnit } from '../../experiment/work-unit.ts';
import { type UnitInput, UnitRunner } from '../../experiment-runs.ts';
import { Interrupted, type Io } from '../io.ts';
import type { Driver, Take } from './driver.ts';

/** Runs units one after the other, here. */
export class ThisThread implements Driver {
  readonly #io: Io;
  readonly #runner: UnitRunner;
  #isClosed = false;

  constructor(io: Io, input: UnitInput) {
    this.#io = io;
    this.#runner = new UnitRunner(input);
  }

  async run(units: readonly WorkUnit[], take: Take): Promise<void> {
    for (const unit of units) {
      await take([this.#io.interruptible(() => this.#runner.run(unit))]);
      // Signals are heard between two turns of the event loop only.
      await setImmediate();
      if (this.#isClosed) throw new Interrupted('closed while units were left');
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }
}
