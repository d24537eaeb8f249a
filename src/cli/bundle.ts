import { build } from 'esbuild';

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
  'playwright-core',
  'read-excel-file',
  'seedrandom',
];

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
    entryPoints: { ...programs },
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
    outdir: folder,
  });
  return Object.keys(metafile.inputs);
}
