import { type RunOptions, type RunOutcome, runInParts, runScenario } from '../../runs/run.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Io } from '../io.ts';
import { progressLine } from '../terminal/progress-line.ts';

type Options = Omit<RunOptions, 'onProgress'>;

/** `runScenario` with a progress line and Ctrl-C for the terminal. */
export function runWithProgress(io: Io, scenario: Scenario, options: Options): RunOutcome {
  const progress = progressLine(io);
  try {
    return io.interruptible(() =>
      runScenario(scenario, { ...options, onProgress: (state) => progress.update(state) }),
    );
  } finally {
    progress.stop();
  }
}

/** The same for a run during which files are written: SIGTERM and SIGHUP end it cleanly, too. */
export async function runInPartsWithProgress(
  io: Io,
  scenario: Scenario,
  options: Options,
): Promise<RunOutcome> {
  const progress = progressLine(io);
  try {
    return await io.inParts(
      runInParts(scenario, { ...options, onProgress: (state) => progress.update(state) }),
    );
  } finally {
    progress.stop();
  }
}
