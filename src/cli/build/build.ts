import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePage } from '../page-bundle.ts';
import { PAGE_SCRIPT } from '../page-script.ts';
import { SCRIPT_FILE } from '../program-script.ts';
import { bundle, bundleScript, THREADS } from './bundle.ts';
import { compileAhead } from './compile-ahead.ts';
import { noticesOf } from './notices.ts';

/** `npm run bundle`: the program and the page's script, into the folder that is named. */
const folder = process.argv[2] ?? 'dist';
const program = join(folder, 'cli');
const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

rmSync(program, { recursive: true, force: true });
const sources = [
  // Apart from the threads: what they had in common would be files more to read before anything else.
  ...(await bundle({ main: source('../main-built.ts') }, program)),
  ...(await bundle(THREADS, program)),
  ...(await bundleScript(source('../whole-program.ts'), join(program, SCRIPT_FILE))),
];
writeFileSync(join(program, 'NOTICES.txt'), noticesOf(sources));

mkdirSync(join(folder, 'page'), { recursive: true });
writeFileSync(join(folder, 'page', PAGE_SCRIPT), await bundlePage());

try {
  await compileAhead(program, source('../../../scenarios/tutorial/01-one-proxy-one-disk.yaml'));
} catch (error) {
  // It only starts faster with it: a machine on which no picture can be drawn has a program all the same.
  process.stderr.write(`Not compiled ahead: ${error instanceof Error ? error.message : error}\n`);
}
