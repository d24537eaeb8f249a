// Loads the thread from TypeScript, which Node.js 20 does not do in a thread even where the main thread was told to.
import { register } from 'tsx/esm/api';

register();
await import('./table-writer.ts');
