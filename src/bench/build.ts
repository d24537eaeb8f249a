import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, THREADS } from '../cli/build/bundle.ts';

/**
 * The benchmarks as the program is built: the loader that runs TypeScript gives every function a name when it is made, which
 * takes a third of the time of a run. Beside the program, since they look for what it has (page script, threads) where it does.
 */
const FOLDER = 'dist/bench';

rmSync(FOLDER, { recursive: true, force: true });
await bundle({ main: fileURLToPath(new URL('main.ts', import.meta.url)), ...THREADS }, FOLDER);
