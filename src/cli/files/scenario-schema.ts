import { join } from 'node:path';
import { scenarioJsonSchema } from '../../scenario/format.ts';
import type { Io } from '../io.ts';

const SCHEMA_FILE = 'scenario.schema.json';

/** First line of a scenario that has the schema beside it: editors complete and check the file by it. */
export const SCHEMA_LINE = `# yaml-language-server: $schema=./${SCHEMA_FILE}`;

/** The JSON Schema of scenario files as a file of its own. */
export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}

/** Writes the schema into a folder; returns the paths written: none where a file of this name is there already. */
export async function writeMissingSchema(io: Io, folder: string): Promise<readonly string[]> {
  const path = join(folder, SCHEMA_FILE);
  if (await io.exists(path)) return [];
  await io.writeFileAtomically(path, schemaText());
  return [path];
}
