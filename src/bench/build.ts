import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from '../cli/bundle.ts';

/**
 * The benchmarks as the program is built: the loader that runs TypeScript gives every function a name when it is made, which
 * takes a third of the time of a run. Beside the program, since they look for what it has (page script, worker) where it does.
 */
const FOLDER = 'dist/bench';
const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

rmSync(FOLDER, { recursive: true, force: true });
await bundle({ main: source('main.ts'), worker: source('../cli/experiment/worker.ts') }, FOLDER);
