import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { completionScript, SHELLS } from '../program/completion-script.ts';
import { complain } from '../terminal/problems.ts';

export interface CompletionArguments {
  readonly shell: string;
  readonly program: Command;
}

/** Prints a completion script, and on a terminal how to use it. */
export async function completion({ shell, program }: CompletionArguments, io: Io): Promise<ExitCode> {
  const known = SHELLS.find((name) => name === shell);
  if (known === undefined) {
    complain(io, `no completion for '${shell}'. Shells are ${SHELLS.join(', ')}.`);
    return EXIT.badInput;
  }
  io.stdout.write(completionScript(known, program));
  return EXIT.fine;
}
