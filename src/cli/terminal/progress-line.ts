import type { InParts } from '../../collections/in-parts.ts';
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

/** Long work other than a run, with a progress line of these words on standard error if that is a terminal. */
export async function withProgress<T>(io: Io, words: string, work: InParts<T>): Promise<T> {
  if (!io.stderr.isTerminal) return io.inParts(work);
  const bar = terminalBar(io, words);
  bar.start(1, 0);
  try {
    return await io.inParts(told(work, (share) => bar.update(share)));
  } finally {
    bar.stop();
  }
}

function* told<T>(work: InParts<T>, tell: (share: number) => void): InParts<T> {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
    tell(part.value);
    yield part.value;
  }
}

/** Below this number of finished tasks no estimate is shown. */
const ENOUGH_TASKS = 20;

/** The time for the tasks left at the pace so far; more tasks may become ready. */
function restText(elapsedMs: number, done: number, known: number): string {
  if (done < ENOUGH_TASKS || known <= done) return '';
  const seconds = Math.ceil((elapsedMs / 1000) * ((known - done) / done));
  return `, about ${formatDuration(seconds * SECOND_US)} left`;
}
