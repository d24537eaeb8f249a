import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundlePage } from './page-bundle.ts';
import { PAGE_SCRIPT } from './page-script.ts';

/** `npm run bundle`: the program and the page's script, into the folder that is named. */
const folder = process.argv[2] ?? 'dist';
const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// A few files instead of hundreds: reading and linking modules one by one was a third of the time of a small run. What a
// command imports when it is called stays a file of its own; so does the worker, which threads load by its name.
await build({
  entryPoints: { main: source('main.ts'), worker: source('experiment/worker.ts') },
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  charset: 'utf8',
  outdir: join(folder, 'cli'),
});

mkdirSync(join(folder, 'page'), { recursive: true });
writeFileSync(join(folder, 'page', PAGE_SCRIPT), await bundlePage());
