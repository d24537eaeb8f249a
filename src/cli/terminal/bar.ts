import { SingleBar } from 'cli-progress';
import type { Io } from '../io.ts';

/** A progress bar on standard error, removed when it ends; for terminals only. */
export function terminalBar(io: Io, format: string): SingleBar {
  return new SingleBar({
    format: `{bar} {percentage}%  ${format}`,
    stream: io.stderr.stream,
    barsize: 20,
    // ASCII only, because the terminal's font is unknown.
    barCompleteChar: '#',
    barIncompleteChar: '.',
    clearOnComplete: true,
    hideCursor: false,
    linewrap: true,
    // Ctrl-C is handled in one place, by Io.
    gracefulExit: false,
  });
}
