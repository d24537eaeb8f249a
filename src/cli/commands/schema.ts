import { scenarioJsonSchema } from '../../scenario/format.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** The JSON Schema of scenario files as a file of its own. */
export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}

/** Prints the JSON Schema of scenario files, as it ships in `scenarios/scenario.schema.json`. */
export async function schema(io: Io): Promise<ExitCode> {
  io.stdout.write(schemaText());
  return EXIT.fine;
}
