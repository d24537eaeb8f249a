#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { ProgramScript } from './program-script.ts';

/** `main.js` of the built program: like `main.ts`, but it loads a script that is already compiled. */
const { main, nodeIo } = ProgramScript.in(fileURLToPath(new URL('.', import.meta.url))).load();
process.exitCode = await main(process.argv.slice(2), nodeIo());
