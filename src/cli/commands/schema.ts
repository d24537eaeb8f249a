import { scenarioJsonSchema } from '../../scenario/format.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** Prints the JSON Schema of scenario files, as it ships in `scenarios/scenario.schema.json`. */
export async function schema(io: Io): Promise<ExitCode> {
  io.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return EXIT.fine;
}
