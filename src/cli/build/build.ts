import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePage } from '../page-bundle.ts';
import { PAGE_SCRIPT } from '../page-script.ts';
import { SCRIPT_FILE } from '../program-script.ts';
import { bundle, bundleScript, THREADS } from './bundle.ts';
import { compileAhead } from './compile-ahead.ts';
import { noticesOf } from './notices.ts';

/** `npm run bundle`: writes the program and the page's script to the folder given. */
const folder = process.argv[2] ?? 'dist';
const program = join(folder, 'cli');
const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

rmSync(program, { recursive: true, force: true });
const sources = [
  // Bundled apart from the threads: a shared chunk would be another file to read at startup.
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
  // The code cache only makes it start faster: a machine that cannot draw pictures still gets a working program.
  process.stderr.write(`Not compiled ahead: ${error instanceof Error ? error.message : error}\n`);
}
