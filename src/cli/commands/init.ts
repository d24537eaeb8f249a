import { join } from 'node:path';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { writeMissingSchema } from '../files/scenario-schema.ts';
import { writtenLines } from '../files/written-files.ts';
import { FIRST_SCENARIO } from '../first-scenario.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../program/command-line.ts';
import { complain } from '../terminal/problems.ts';

export interface InitArguments {
  readonly folder: string;
}

const FILE = 'first-night.yaml';

/** Writes a first scenario and, for editors, the schema beside it; never overwrites a file. */
export async function init({ folder }: InitArguments, io: Io): Promise<ExitCode> {
  if (/\.ya?ml$/i.test(folder)) {
    complain(io, `'${folder}' is the name of a file, and init takes a folder. It writes ${FILE} into it.`);
    return EXIT.badInput;
  }
  const file = join(folder, FILE);
  if (await io.exists(file)) {
    complain(io, `'${file}' exists and stays as it is. Run it, or give another folder: proxysim init DIR.`);
    return EXIT.badInput;
  }
  await io.writeFileAtomically(file, FIRST_SCENARIO);
  const written = [file, ...(await writeMissingSchema(io, folder))];
  io.stdout.write(writtenLines(written, commandLine(['proxysim', 'run', file])));
  return EXIT.fine;
}
