import { join } from 'node:path';
import { scenarioJsonSchema } from '../../scenario/format.ts';
import type { Io } from '../io.ts';

const SCHEMA_FILE = 'scenario.schema.json';

/** First line of a scenario that has the schema beside it: editors use it to complete and check the file. */
export const SCHEMA_LINE = `# yaml-language-server: $schema=./${SCHEMA_FILE}`;

/** The JSON Schema of scenario files as the text of a file. */
export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}

/** Writes the schema to a folder; returns the paths written, which are none if the file exists already. */
export async function writeMissingSchema(io: Io, folder: string): Promise<readonly string[]> {
  const path = join(folder, SCHEMA_FILE);
  if (await io.exists(path)) return [];
  await io.writeFileAtomically(path, schemaText());
  return [path];
}
