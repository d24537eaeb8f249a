#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { ProgramScript } from './program-script.ts';

/** `main.js` of the built program: as `main.ts`, but the program is a script whose code need not be compiled again. */
const { main, nodeIo } = ProgramScript.in(fileURLToPath(new URL('.', import.meta.url))).load();
process.exitCode = await main(process.argv.slice(2), nodeIo());
