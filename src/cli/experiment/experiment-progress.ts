import { MINUTE_US, SECOND_US } from '../../units/civil-time.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import type { Io } from '../io.ts';
import { terminalBar } from '../terminal/bar.ts';

export interface ExperimentProgress {
  /** Another round of `runs` runs begins, of which `known` are already available. */
  readonly round: (runs: number, known: number) => void;
  readonly done: (runs: number) => void;
  /** Removes the line from the terminal. */
  readonly stop: () => void;
}

const SILENT: ExperimentProgress = { round: () => undefined, done: () => undefined, stop: () => undefined };

/**
 * A progress line on standard error while an experiment runs, with the estimated time left; nothing if that is not a
 * terminal.
 */
export function experimentProgress(io: Io): ExperimentProgress {
  if (!io.stderr.isTerminal) return SILENT;
  const started = io.now();
  const state = { wanted: 0, known: 0, ran: 0 };
  const bar = terminalBar(io, '{value} of {total} runs  {rate}/s  {left}');
  const payload = () => {
    const seconds = Math.max(0.001, (io.now() - started) / 1000);
    const rate = state.ran / seconds;
    const left = state.wanted - state.known - state.ran;
    return {
      rate: rate >= 10 ? Math.round(rate) : rate.toFixed(1),
      left: state.ran === 0 ? '' : `${wait(left / rate)} left`,
    };
  };
  bar.start(1, 0, payload());
  const show = () => {
    bar.setTotal(state.wanted);
    bar.update(state.known + state.ran, payload());
  };
  return {
    round: (runs, known) => {
      state.wanted += runs;
      state.known += known;
      show();
    },
    done: (runs) => {
      state.ran += runs;
      show();
    },
    stop: () => bar.stop(),
  };
}

/** Whole seconds below a minute, whole minutes above: an estimate is not more precise. */
function wait(seconds: number): string {
  const unit = seconds < 60 ? SECOND_US : MINUTE_US;
  return formatDuration(Math.ceil((seconds * SECOND_US) / unit) * unit);
}
