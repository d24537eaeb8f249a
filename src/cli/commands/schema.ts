import { EXIT, type ExitCode } from '../exit-code.ts';
import { schemaText } from '../files/scenario-schema.ts';
import type { Io } from '../io.ts';

/** Prints the JSON Schema of scenario files, as it ships in `scenarios/scenario.schema.json`. */
export async function schema(io: Io): Promise<ExitCode> {
  io.stdout.write(schemaText());
  return EXIT.fine;
}
