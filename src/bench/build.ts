import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, THREADS } from '../cli/build/bundle.ts';

/**
 * Builds the benchmarks like the program: the loader that runs TypeScript names every function when it is created,
 * which takes a third of the time of a run. The output goes beside the program, because the benchmarks look for its
 * files (page script, threads) at the same relative paths.
 */
const FOLDER = 'dist/bench';

rmSync(FOLDER, { recursive: true, force: true });
await bundle({ main: fileURLToPath(new URL('main.ts', import.meta.url)), ...THREADS }, FOLDER);
