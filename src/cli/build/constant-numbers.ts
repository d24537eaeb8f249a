import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** A source file of the program. */
const SOURCE = /[\\/]src[\\/].*\.ts$/;

/** A constant whose value is a numeric expression. */
const NUMBER = /^(export )?const ([A-Z][A-Z\d_]*) = ([\d._a-fx+*/ <-]+|Number\.POSITIVE_INFINITY);.*$/gm;

const NUMBERS = '?numbers';

/**
 * Has the constant numbers of every file inlined where they are used. The bundler inlines constants only from files
 * that import nothing; constants beside functions become variables of the whole bundle, which are read and checked at
 * every use. That took a tenth of the time of sharing rates. So each file's constants are moved to a file of their
 * own.
 * @param change other changes to a file's text
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
