import { type RunOptions, type RunOutcome, runScenario } from '../../runs/run.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Io } from '../io.ts';
import { progressLine } from '../terminal/progress-line.ts';

/** The library's `run` with a progress line and Ctrl-C for the terminal. */
export function simulate(io: Io, scenario: Scenario, options: Omit<RunOptions, 'onProgress'>): RunOutcome {
  const progress = progressLine(io);
  try {
    return io.interruptible(() =>
      runScenario(scenario, { ...options, onProgress: (state) => progress.update(state) }),
    );
  } finally {
    progress.stop();
  }
}
