import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { constantNumbers } from './constant-numbers.ts';

/**
 * Packages that are not bundled: native binaries, packages that look for their own files, packages that few commands
 * need, and optional ones. Those that the script imports when it loads must be CommonJS.
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

/** Entry points of threads, by the names under which the program looks for them beside itself. */
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
 * Bundles programs, by the names of their output files, and returns the sources in them. A few small files replace
 * hundreds: reading and linking the modules one by one took a third of the time of a small run. Dynamic imports stay
 * files of their own.
 */
export async function bundle(
  programs: Readonly<Record<string, string>>,
  folder: string,
): Promise<readonly string[]> {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { ...programs },
    // A CommonJS package that is bundled as a module loses its named exports.
    external: [...APART, 'chartjs-node-canvas'],
    splitting: true,
    format: 'esm',
    charset: 'utf8',
    // CommonJS packages load Node.js modules with `require`.
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
    plugins: [constantNumbers()],
    outdir: folder,
  });
  return Object.keys(metafile.inputs);
}

/**
 * A script cannot import, except with an experimental option of Node.js, so its loader (`program-script.ts`) imports
 * what is not bundled.
 */
function importedOutside(text: string): string {
  return text.replace(DYNAMIC_IMPORT, (whole, _, name?: string) =>
    name === undefined || APART.some((one) => name === one || name.startsWith(`${one}/`))
      ? whole.replace('import', 'importOutside')
      : whole,
  );
}

/** With the name of the imported module, if it is a literal. */
const DYNAMIC_IMPORT = /(?<!typeof )\bimport\(('([^']+)')?/g;

/**
 * Bundles one program into one script, including dynamic imports, and returns the sources in it. The script is a
 * function with the parameters of a CommonJS module. It is pure ASCII, because two megabytes of ASCII need no
 * decoding.
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

/**
 * Escapes what the bundler leaves: whatever its `charset` option, it escapes nothing in tagged templates and regular
 * expressions.
 */
function inAscii(script: string): string {
  return script.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
