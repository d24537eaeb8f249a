import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { constantNumbers } from '../../../src/cli/build/constant-numbers.ts';

/** What a program of these files becomes. */
async function bundled(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'proxysim-numbers-'));
  const source = join(folder, 'src');
  mkdirSync(source);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
  try {
    const { outputFiles } = await build({
      entryPoints: [join(source, 'main.ts')],
      plugins: [constantNumbers()],
      bundle: true,
      format: 'esm',
      minifySyntax: true,
      minifyWhitespace: true,
      write: false,
    });
    return outputFiles[0]!.text;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a constant number is inlined where it is used, in its own file and in others, and is no variable', async () => {
  const text = await bundled({
    'main.ts': [
      "import { level, NEVER } from './level.ts';",
      'const FIRST = 3;',
      'const HALF = 1 / 2; // of them',
      'console.log((x: number) => [level(x + FIRST) * HALF, x < NEVER]);',
    ].join('\n'),
    'level.ts': [
      "import { grown } from './grown.ts';",
      'const NONE = -1;',
      'export const NEVER = Number.POSITIVE_INFINITY;',
      'export const level = (x: number) => grown(x === NONE ? NEVER : x);',
    ].join('\n'),
    'grown.ts': 'export const grown = (x: number) => new Float64Array(x);',
  });
  expect(text).toBe(
    'var grown=x=>new Float64Array(x);var level=x=>grown(x===-1?1/0:x);console.log(x=>[level(x+3)*.5,x<1/0]);\n',
  );
});

test('an equal name that is no constant of the file is not changed', async () => {
  const text = await bundled({
    'main.ts': [
      "import { grown } from './grown.ts';",
      'const FIRST = 3;',
      'console.log((FIRST: number) => grown(FIRST), { FIRST }, "const FIRST = 4;");',
    ].join('\n'),
    'grown.ts': 'export const grown = (x: number) => x;',
  });
  expect(text).toContain('=>grown(FIRST2),{FIRST:3},"const FIRST = 4;")');
});
