/** The entry point of the bundled script, which the built `main.js` loads. */
export { nodeIo } from './files/node-io.ts';
export { main } from './program.ts';
