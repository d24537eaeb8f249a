// Loads the worker from TypeScript, which Node.js 20 does not do in a thread even where the main thread was told to.
import { register } from 'tsx/esm/api';

register();
const { runBatch } = await import('./worker.ts');

export { runBatch };
