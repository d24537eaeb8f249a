import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { constantNumbers } from './constant-numbers.ts';

/**
 * Packages that stay as they are: binaries, files of their own that they look for, what only some commands need, optional
 * ones. What a script imports of them when it is loaded must be CommonJS.
 */
const APART = [
  '@napi-rs/canvas',
  'bullmq',
  'canvas',
  'esbuild',
  'fast-csv',
  'ioredis',
  'piscina',
  'playwright-core',
  'read-excel-file',
];

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What runs in threads, by the names by which they look for it beside the program. */
export const THREADS: Readonly<Record<string, string>> = {
  worker: source('../experiment/worker.ts'),
  'table-writer': source('../tables/table-writer.ts'),
};

const SHARED = {
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  external: APART,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
} as const;

/**
 * Bundles programs, by the names that their files will have, and says which sources are in them. A few small files instead of
 * hundreds: reading and linking modules one by one was a third of the time of a small run. What is imported when it is called
 * stays a file of its own.
 */
export async function bundle(
  programs: Readonly<Record<string, string>>,
  folder: string,
): Promise<readonly string[]> {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { ...programs },
    // What CommonJS exports by name is not to be had by name once it is bundled as a module.
    external: [...APART, 'chartjs-node-canvas'],
    splitting: true,
    format: 'esm',
    charset: 'utf8',
    // Packages in CommonJS ask for Node's own modules in their way.
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
    plugins: [constantNumbers()],
    outdir: folder,
  });
  return Object.keys(metafile.inputs);
}

/** A script cannot import, but as an experiment of Node.js: what stays apart is imported by whoever loads it (`program-script.ts`). */
function importedOutside(text: string): string {
  return text.replace(DYNAMIC_IMPORT, (whole, _, name?: string) =>
    name === undefined || APART.some((one) => name === one || name.startsWith(`${one}/`))
      ? whole.replace('import', 'importOutside')
      : whole,
  );
}

/** With the name of what is imported, where it is said. */
const DYNAMIC_IMPORT = /(?<!typeof )\bimport\(('([^']+)')?/g;

/**
 * Bundles one program into one script, also what is imported when it is called, and says which sources are in it. The script is a
 * function of what a CommonJS module is given, in ASCII alone: read as it is, two megabytes of text need no decoding.
 */
export async function bundleScript(entry: string, file: string): Promise<readonly string[]> {
  const { metafile, outputFiles } = await build({
    ...SHARED,
    entryPoints: [entry],
    format: 'cjs',
    write: false,
    charset: 'ascii',
    define: { 'import.meta.url': 'scriptUrl' },
    banner: {
      js: "(function(module,require,__filename,importOutside){const scriptUrl=require('node:url').pathToFileURL(__filename).href;",
    },
    footer: { js: '})' },
    plugins: [constantNumbers(importedOutside)],
    outfile: file,
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, inAscii(outputFiles[0]!.text));
  return Object.keys(metafile.inputs);
}

/** What the bundler has left: in tagged templates and regular expressions it escapes nothing, whatever its `charset`. */
function inAscii(script: string): string {
  return script.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
