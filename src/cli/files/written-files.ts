import type { Io } from '../io.ts';
import { complain } from '../terminal/problems.ts';

/** Whether a command may write these files; if not, it reports why. */
export async function mayWrite(
  io: Io,
  files: readonly string[],
  force: boolean | undefined,
): Promise<boolean> {
  for (const file of files) {
    if (force === true || !(await io.exists(file))) continue;
    complain(io, `'${file}' exists. Give another place with -o, or --force to overwrite it.`);
    return false;
  }
  return true;
}

/** Lines that list what has been written, and the next step. */
export function writtenLines(files: readonly string[], next: string): string {
  const [last, ...others] = files.toReversed();
  const written = others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
  return `Written: ${written}\nNext: ${next}\n`;
}
