import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** A file of the program. */
const SOURCE = /[\\/]src[\\/].*\.ts$/;

/** A constant that is a number, told in figures. */
const NUMBER = /^(export )?const ([A-Z][A-Z\d_]*) = ([\d._a-fx+*/ <-]+|Number\.POSITIVE_INFINITY);.*$/gm;

const NUMBERS = '?numbers';

/**
 * Has the constant numbers of every file written to where they are used. The bundler does so only with what a file imports from
 * one that imports nothing; what else stands beside functions becomes a variable of the whole bundle, read and tested again at
 * each use, which took a tenth of the time of sharing rates. So the numbers are taken for a file of their own.
 * @param change what else is to be made of a file
 */
export function constantNumbers(change: (text: string) => string = (text) => text): Plugin {
  return {
    name: 'constant-numbers',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /\?numbers$/ }, ({ path }) => ({ path, namespace: NUMBERS }));
      onLoad({ filter: /()/, namespace: NUMBERS }, ({ path }) => ({
        contents: numbersOf(readFileSync(path.slice(0, -NUMBERS.length), 'utf8')),
      }));
      onLoad({ filter: SOURCE }, ({ path }) => ({
        loader: 'ts',
        contents: change(withoutNumbers(readFileSync(path, 'utf8'), path)),
      }));
    },
  };
}

function numbersOf(text: string): string {
  return [...text.matchAll(NUMBER)]
    .map(([, , name, value]) => `export const ${name}=${value!.replace('Number.POSITIVE_INFINITY', '1/0')};`)
    .join('');
}

function withoutNumbers(text: string, path: string): string {
  const found = [...text.matchAll(NUMBER)];
  if (found.length === 0) return text;
  const all = found.map(([, , name]) => name).join();
  const told = found.flatMap(([, isTold, name]) => (isTold === undefined ? [] : [name])).join();
  return `import{${all}}from${JSON.stringify(path + NUMBERS)};export{${told}};${text.replace(NUMBER, '')}`;
}
