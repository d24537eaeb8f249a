/** What is bundled as one script: the built `main.js` only loads it. */
export { nodeIo } from './files/node-io.ts';
export { main } from './program.ts';
