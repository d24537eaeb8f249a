import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.ts';
import { bundlePage } from './page-bundle.ts';
import { PAGE_SCRIPT } from './page-script.ts';

/** Packages that stay as they are: binaries, files of their own that they look for, what only some commands need, optional ones. */
const APART = [
  '@napi-rs/canvas',
  'bullmq',
  'canvas',
  'chart.js',
  'chartjs-node-canvas',
  'esbuild',
  'fast-csv',
  'hyparquet-writer',
  'ioredis',
  'piscina',
  'read-excel-file',
  'seedrandom',
];

/** `npm run bundle`: the program and the page's script, into the folder that is named. */
const folder = process.argv[2] ?? 'dist';
const program = join(folder, 'cli');
const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// A few small files instead of hundreds: reading and linking modules one by one was a third of the time of a small run. What
// a command imports when it is called stays a file of its own; so does the worker, which threads load by its name.
rmSync(program, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: source('main.ts'), worker: source('experiment/worker.ts') },
  bundle: true,
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  external: APART,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  charset: 'utf8',
  // Packages in CommonJS ask for Node's own modules in their way.
  banner: {
    js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
  },
  legalComments: 'none',
  metafile: true,
  outdir: program,
});
writeFileSync(join(program, 'NOTICES.txt'), noticesOf(Object.keys(metafile.inputs)));

mkdirSync(join(folder, 'page'), { recursive: true });
writeFileSync(join(folder, 'page', PAGE_SCRIPT), await bundlePage());
