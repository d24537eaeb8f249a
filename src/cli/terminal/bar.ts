import { type Options, SingleBar } from 'cli-progress';
import { present } from '../../collections/present.ts';
import type { Io } from '../io.ts';

/**
 * A progress bar on standard error, removed when it ends; for terminals only. `fps`: how often a second it is drawn at
 * most.
 */
export function terminalBar(io: Io, format: string, fps?: NonNullable<Options['fps']>): SingleBar {
  return new SingleBar({
    ...present({ fps }),
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
