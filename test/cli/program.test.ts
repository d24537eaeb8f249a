import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { memoryIo } from './memory-io.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The first words of the help's list of commands. */
async function listedCommands(...of: readonly string[]): Promise<string[]> {
  const io = memoryIo();
  await main([...of, '--help'], io);
  return Array.from(
    io
      .out()
      .split('Commands:\n')[1]!
      .matchAll(/^ {2}([a-z]+)/gm),
    ([, command]) => command!,
  );
}

describe('the command line', () => {
  test('--help lists the commands of the table in README.md on standard output, and exits with 0', async () => {
    const io = memoryIo();
    expect(await main(['--help'], io)).toBe(0);
    expect(io.err()).toBe('');
    const section = /^## Commands$([\s\S]*?)^## /m.exec(README)![1]!;
    const cells = Array.from(section.matchAll(/^\| (`.+?) \| /gm), ([, cell]) => cell!);
    const told = cells.flatMap((cell) =>
      Array.from(cell.matchAll(/(?<=`|`import )([a-z]+)/g), ([, command]) => command!),
    );
    const kindsOfImport = await listedCommands('import');
    expect([...new Set(told)].sort()).toEqual(
      [...(await listedCommands()), ...kindsOfImport].filter((command) => command !== 'help').sort(),
    );
  });

  test('the help of a repeatable option says that it is repeatable, and does not show an empty list', async () => {
    const io = memoryIo();
    expect(await main(['plan', '--help'], io)).toBe(0);
    expect(io.out().replace(/\s+/g, ' ')).toContain(
      '--set <path=value> change a value in every design (repeatable) --',
    );
    expect(io.out()).not.toContain('[]');
  });

  test.each([
    ['run'],
    ['validate'],
    ['check'],
    ['compare'],
    ['verify'],
    ['sweep'],
    ['plan'],
    ['merge'],
    ['worker'],
    ['report'],
    ['explain'],
    ['calibrate'],
    ['import', 'rvtools'],
    ['import', 'inventory'],
    ['import', 'powershell'],
    ['import', 'sessions'],
    ['import', 'sizing'],
    ['init'],
  ])('the examples in the help of %s %s use that command and its options', async (...words) => {
    const io = memoryIo();
    const command = words.filter((word) => word !== undefined);
    expect(await main([...command, '--help'], io)).toBe(0);
    const [options, examples] = io.out().split(/\nExamples?:\n/);
    const lines = examples!.trimEnd().split('\n');
    for (const line of lines) {
      expect(
        line.startsWith(`  proxysim ${command.join(' ')} `) || line === `  proxysim ${command.join(' ')}`,
      ).toBe(true);
      for (const [option] of line.matchAll(/(?<= )--?[a-z][a-z-]*/g))
        expect(options).toMatch(new RegExp(`^  .*${option}[ ,]`, 'm'));
    }
  });

  test('--version prints the version of the package', async () => {
    const io = memoryIo();
    expect(await main(['--version'], io)).toBe(0);
    expect(io.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    ['an unknown option, with the nearest one', ['run', 'a.yaml', '--polcy', 'x'], /Did you mean --policy\?/],
    ['an unknown command, with the nearest one', ['rnu', 'a.yaml'], /Did you mean run\?/],
    ['a missing file argument', ['run'], /missing required argument 'files'/],
    ['an option without its value', ['run', 'a.yaml', '--seed'], /argument missing/],
    ['an empty folder', ['run', 'a.yaml', '-o', ''], /option '-o, --output <dir>' is given an empty value/],
    ['an empty file to write', ['check', '--junit', ''], /option '--junit <file>' is given an empty value/],
    ['an empty folder of an import', ['import', 'rvtools', 'x.xlsx', '-o', ''], /'-o, --output <dir>' is/],
    ['an empty argument', ['run', 'a.yaml', ''], /argument 'files' is empty/],
    ['an empty folder to begin in', ['init', ''], /argument 'dir' is empty/],
    ['an import without a folder', ['import', 'rvtools', 'x.xlsx'], /'-o, --output <dir>' not specified/],
    ['no command at all', [], /Usage: proxysim/],
    ['too many arguments', ['schema', 'extra'], /too many arguments/],
    ['an unknown shell', ['completion', 'tcsh'], /Shells are bash, zsh, fish/],
    ['--json with several files', ['run', 'a.yaml', 'b.yaml', '--json'], /--json prints one summary/],
    ['--all without --update', ['check', '--all'], /--all needs --update/],
  ])('%s is bad usage: exit code 2, a message on standard error only', async (_, argv, message) => {
    const io = memoryIo();
    expect(await main(argv, io)).toBe(2);
    expect(io.err()).toMatch(message);
    expect(io.err()).not.toMatch(/\n\s+at /);
    expect(io.out()).toBe('');
  });
});

describe('internal errors', () => {
  const broken = (env: Record<string, string> = {}) => {
    const io = memoryIo({ env, files: { 'x.yaml': 'a' } });
    return Object.assign(io, {
      exists: async () => {
        throw new TypeError('cannot read properties of nothing');
      },
    });
  };

  test('a bug exits with 70, one paragraph and the command that reproduces it', async () => {
    const io = broken();
    expect(await main(['init', "some folder's"], io)).toBe(70);
    expect(io.err()).toContain('cannot read properties of nothing');
    expect(io.err()).toContain("  proxysim init 'some folder'\\''s'\n");
    expect(io.err()).not.toMatch(/\n\s+at /);
    expect(io.out()).toBe('');
  });

  test('PROXYSIM_DEBUG shows the stack trace', async () => {
    const io = broken({ PROXYSIM_DEBUG: '1' });
    expect(await main(['init'], io)).toBe(70);
    expect(io.err()).toMatch(/\n\s+at /);
  });
});
