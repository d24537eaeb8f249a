import type { Progress } from '../../runs/run.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import type { Io } from '../io.ts';
import { terminalBar } from './bar.ts';

export interface ProgressLine {
  update(progress: Progress): void;
  /** Removes the line from the terminal. */
  stop(): void;
}

/** A progress line on standard error during a run; nothing if that is not a terminal. */
export function progressLine(io: Io): ProgressLine {
  if (!io.stderr.isTerminal) return { update: () => undefined, stop: () => undefined };
  const started = io.now();
  const elapsed = () => Math.max(1, io.now() - started);
  const bar = terminalBar(io, '{tasks} tasks{rest}  simulated {simulated}  {rate} events/s');
  const payload = ({ tasksDone, tasksKnown, nowUs, events }: Progress) => ({
    tasks: `${tasksDone}/${tasksKnown}`,
    simulated: formatDuration(nowUs),
    rate: Math.round((events * 1000) / elapsed()),
    rest: restText(elapsed(), tasksDone, tasksKnown),
  });
  bar.start(1, 0, payload({ tasksDone: 0, tasksKnown: 0, nowUs: 0, events: 0 }));
  return {
    update: (progress) => {
      bar.setTotal(Math.max(1, progress.tasksKnown));
      bar.update(progress.tasksDone, payload(progress));
    },
    stop: () => bar.stop(),
  };
}

/** The same while a question about a finished run is answered. `update`: the share that is done, 0 to 1. */
export function answerLine(io: Io): { readonly update: (share: number) => void; readonly stop: () => void } {
  if (!io.stderr.isTerminal) return { update: () => undefined, stop: () => undefined };
  const bar = terminalBar(io, 'looking for the answer');
  bar.start(1, 0);
  return { update: (share) => bar.update(share), stop: () => bar.stop() };
}

/** Below this number of finished tasks no estimate is shown. */
const ENOUGH_TASKS = 20;

/** The time for the tasks left at the pace so far; more tasks may become ready. */
function restText(elapsedMs: number, done: number, known: number): string {
  if (done < ENOUGH_TASKS || known <= done) return '';
  const seconds = Math.ceil((elapsedMs / 1000) * ((known - done) / done));
  return `, about ${formatDuration(seconds * SECOND_US)} left`;
}
