#!/usr/bin/env node
import { nodeIo } from './files/node-io.ts';
import { main } from './program.ts';

process.exitCode = await main(process.argv.slice(2), nodeIo());
