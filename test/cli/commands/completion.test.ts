import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';

const scriptFor = async (shell: string): Promise<string> => {
  const io = memoryIo();
  expect(await main(['completion', shell], io)).toBe(0);
  return io.out();
};

/** What bash offers after the words typed so far; the last one may be unfinished. */
function offered(script: string, words: readonly string[]): string[] {
  const typed = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(proxysim ${typed}); COMP_CWORD=${words.length}; _proxysim; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['--norc', '-c', `${script}\n${ask}`], { encoding: 'utf8', cwd: '/' });
  return stdout.split('\n').filter((line) => line !== '');
}

const hasBash = spawnSync('bash', ['--version']).status === 0;

test.skipIf(!hasBash)('bash completes commands, subcommands and options (skipped without bash)', async () => {
  const script = await scriptFor('bash');
  expect(offered(script, ['va'])).toEqual(['validate']);
  expect(offered(script, ['import', ''])).toContain('rvtools');
  expect(offered(script, ['run', 'some.yaml', '--po'])).toEqual(['--policy']);
  expect(offered(script, ['import', 'rvtools', '--fo'])).toEqual(['--force']);
  expect(offered(script, ['policy', 'ch'])).toEqual(['check']);
  expect(offered(script, ['compare', 'a.yaml', 'b.yaml', '--fa'])).toEqual(['--fail-on']);
  expect(offered(script, ['verify', '--perm'])).toEqual(['--permuted']);
});

test.each(['zsh', 'fish'])('the script for %s contains the commands and their options', async (shell) => {
  const script = await scriptFor(shell);
  for (const word of ['validate', 'rvtools', 'policy', 'update', 'force']) expect(script).toContain(word);
});
