import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODE_FILE, SCRIPT_FILE } from '../../../src/cli/program-script.ts';
import { DRAWN } from '../experiment/fixture.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';
import { type Built, build, proxysim } from './built.ts';

let built: Built;
beforeAll(() => {
  built = build();
  writeFileSync(join(built.folder, 'night.yaml'), SMALL_SCENARIO);
});
afterAll(() => built.remove());

describe('the built program as a process', () => {
  test('prints its version and help, and exits with 0', () => {
    expect(proxysim(built, ['--version'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    });
    expect(proxysim(built, ['run', '--help'])).toMatchObject({ code: 0, err: '' });
  });

  test('also runs without the code cache, and with one that does not fit', () => {
    const code = join(dirname(built.main), CODE_FILE);
    const own = readFileSync(code);
    const said = proxysim(built, ['validate', 'night.yaml']);
    try {
      rmSync(code);
      expect(proxysim(built, ['validate', 'night.yaml'])).toEqual(said);
      writeFileSync(
        code,
        own.map((byte, at) => (at < 16 ? byte ^ 0xff : byte)),
      );
      expect(proxysim(built, ['validate', 'night.yaml'])).toEqual(said);
    } finally {
      writeFileSync(code, own);
    }
  });

  test('is loaded as ASCII without loss: a micro sign in a time, a dash on the page', () => {
    const script = readFileSync(join(dirname(built.main), SCRIPT_FILE), 'latin1');
    expect(script.match(/[\u0080-\uffff]+/g)).toBeNull();
    const micro = `${SMALL_SCENARIO}overheads: { jobInit: 5 µs }\n`;
    writeFileSync(join(built.folder, 'micro.yaml'), micro);
    expect(proxysim(built, ['run', 'micro.yaml', '--charts', 'none'])).toMatchObject({ code: 0, err: '' });
    const page = readFileSync(join(built.folder, 'results/runs/micro/report.html'), 'utf8');
    expect(page).toContain('+ and − zoom');
  });

  test('validates a file', () => {
    expect(proxysim(built, ['validate', 'night.yaml'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/: fine \(1 VM,/),
    });
  });

  test('the scenario of init runs, and --json is the summary.json of its folder', () => {
    expect(proxysim(built, ['init', 'first'])).toMatchObject({ code: 0 });
    const ended = proxysim(built, ['run', 'first/first-night.yaml', '--json']);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toBe(readFileSync(join(built.folder, 'results/runs/first-night/summary.json'), 'utf8'));
    expect(JSON.parse(ended.out)).toMatchObject({
      format: 'proxysim-summary/1',
      totals: { failed: 0, unfinished: 0 },
    });
    expect(readdirSync(join(built.folder, 'results/runs/first-night')).sort()).toEqual([
      'charts',
      'events.csv',
      'report.html',
      'report.json',
      'report.md',
      'sessions.csv',
      'snapshots.csv',
      'summary.json',
      'tasks.csv',
      'utilisation.csv',
      'waits-by-thing.csv',
      'waits.csv',
    ]);
  });

  test('the same scenario and seed give the same bytes in every file', () => {
    for (const name of ['one', 'two']) proxysim(built, ['run', 'night.yaml', '-o', name]);
    const files = ['.', 'charts'].flatMap((folder) =>
      readdirSync(join(built.folder, 'one', folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(folder, name)),
    );
    expect(files).toHaveLength(11 + 5);
    for (const file of files) {
      const [one, two] = ['one', 'two'].map((name) => readFileSync(join(built.folder, name, file)));
      expect(two!.equals(one!), file).toBe(true);
    }
  });

  test('bad input exits with 2, a message on standard error, nothing on standard output and no stack trace', () => {
    writeFileSync(join(built.folder, 'empty.yaml'), '');
    writeFileSync(join(built.folder, 'binary.yaml'), Buffer.from([0, 1, 2]));
    const cases = [
      ['none.yaml'],
      ['.'],
      ['empty.yaml'],
      ['binary.yaml'],
      ['night.yaml', '--set', 'x'],
      ['night.yaml', '--nonsense'],
    ];
    for (const argv of cases) {
      const ended = proxysim(built, ['run', ...argv]);
      expect(ended, argv.join(' ')).toMatchObject({ code: 2, out: '' });
      expect(ended.err, argv.join(' ')).not.toBe('');
      expect(ended.err, argv.join(' ')).not.toMatch(/\n\s+at /);
    }
  });

  test('a result folder that cannot be created exits with 2 and is named', () => {
    writeFileSync(join(built.folder, 'taken'), '');
    const ended = proxysim(built, ['run', 'night.yaml', '-o', 'taken']);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(/taken.* cannot be written: /);
  });

  test("an invalid access of a key to the view is reported with the line of the user's own file", () => {
    const lines = [
      "const odd = { name: 'odd', of: (task, candidate, view) =>",
      '  view.repositoryHasRoom(undefined) ? 0 : 1 };',
      "export default { name: 'mine', extends: 'rts', rank: [odd] };",
    ];
    writeFileSync(join(built.folder, 'asks.mjs'), lines.join('\n'));
    expect(proxysim(built, ['run', 'night.yaml', '--policy', 'asks.mjs', '-o', 'asks'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /Ranking key 'odd' threw TypeError: .* at asks\.mjs:2:8 for app01\/0 of nightly\./,
      ),
    });
  });

  test('a policy file is imported relative to the current folder, with its own imports', () => {
    mkdirSync(join(built.folder, 'policies'));
    writeFileSync(join(built.folder, 'policies', 'bytes.mjs'), 'export const of = (task) => task.readBytes;');
    writeFileSync(
      join(built.folder, 'policies', 'mine.mjs'),
      `import { of } from './bytes.mjs';
       export default () => ({ name: 'mine', extends: 'rts', order: [{ name: 'bytes', of }] });`,
    );
    const ended = proxysim(built, ['run', 'night.yaml', '--policy', 'policies/mine.mjs', '-o', 'own']);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('\nPolicy mine, seed 7, ');
    expect(ended.out).toContain('\nAgain: proxysim run night.yaml --seed 7 --policy policies/mine.mjs\n');
  });

  test.each([
    [
      'broken.mjs',
      'const a = 1;\nexport default {{;',
      /^error\[bad-policy\] broken\.mjs: it cannot be loaded: SyntaxError: .*'node --check broken\.mjs' shows where/,
    ],
    [
      'lost.mjs',
      "import './nowhere.mjs';",
      /^error\[bad-policy\] lost\.mjs: it cannot be loaded: Error: Cannot find module/,
    ],
    ['./mine.txt', 'export default {}', /Name it mine\.mjs/],
    [
      'thrown.mjs',
      "const prices = {};\nif (!prices.px1) throw new Error('px1 has no price');",
      /^error\[bad-policy\] thrown\.mjs: it cannot be loaded: Error: px1 has no price at thrown\.mjs:2:24\.\n$/,
    ],
    [
      'endless.mjs',
      'await new Promise(() => undefined);\nexport default {};\n',
      /^error\[bad-policy\] endless\.mjs: it cannot be loaded: Error: an 'await' outside of functions waits for something that never happens\.\n$/,
    ],
  ])('%s is a policy that cannot be loaded: exit code 2, no stack trace', (file, text, words) => {
    writeFileSync(join(built.folder, file), text);
    const ended = proxysim(built, ['policy', 'check', file]);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(words);
    expect(ended.err).not.toMatch(/\n\s+at |has a bug/);
  });

  test('a reader that closes the pipe is no error', () => {
    // The shell's pipe is closed by `head` after the first line of a text larger than the pipe holds.
    const line = `"${process.execPath}" "${built.main}" schema 2>err.txt | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout } = spawnSync('bash', ['-c', line], { cwd: built.folder, encoding: 'utf8' });
    expect(stdout).toBe('{\n0\n');
    expect(readFileSync(join(built.folder, 'err.txt'), 'utf8')).toBe('');
  });
});

test.skipIf(!existsSync('/dev/full'))(
  'output that cannot be written exits with 2 (skipped without /dev/full)',
  () => {
    const line = `"${process.execPath}" "${built.main}" schema > /dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', line], { cwd: built.folder, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toBe("error: 'standard output' cannot be written: no space left on the device.\n");
  },
);

test.skipIf(!existsSync('/proc/self'))(
  'a result folder where the system allows none exits with 2, without a hang (skipped without /proc)',
  () => {
    const ended = proxysim(built, ['run', 'night.yaml', '-o', '/proc/proxysim/night']);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(/\/proc\/proxysim\/night\/.* cannot be written: /);
  },
);

describe('in the middle of a run', () => {
  test.each([
    ['SIGINT', 130, 'leaves no file in a folder that was there', true],
    ['SIGINT', 130, 'leaves no folder that it made', false],
    ['SIGTERM', 130, 'leaves no file in a folder that was there', true],
    ['SIGTERM', 130, 'leaves no folder that it made', false],
    ['SIGHUP', 'SIGHUP', 'leaves no folder that it made', false],
  ] as const)('%s ends it at once with %s and %s', async (signal, end, _, isThere) => {
    // A minute of work: 12,000 small VMs, every night of a year.
    const long = SMALL_SCENARIO.replace('name: app01', 'name: "app{00001..12000}"')
      .replace('[app01]', '["app*"]')
      .replace('size: 100 GB, used: 60 GB', 'size: 1 GB, used: 100 MB')
      .replace('20:00 }', '20:00, horizon: 365d }\noverheads: none');
    writeFileSync(join(built.folder, 'long.yaml'), long);
    const output = join(built.folder, 'all', 'stopped');
    rmSync(join(built.folder, 'all'), { recursive: true, force: true });
    if (isThere) mkdirSync(output, { recursive: true });
    const preload = join(built.folder, 'at-terminal.cjs');
    writeFileSync(preload, "require('node:tty').isatty = () => true;");
    const line = ['--require', preload, built.main, 'run', 'long.yaml', '-o', output, '--trace'];
    const child = spawn(process.execPath, line, { cwd: built.folder });
    const ended = new Promise((resolve) => child.on('exit', (code, by) => resolve(code ?? by)));
    // Once the run has begun its files.
    const begun = setInterval(() => {
      if (!existsSync(output) || readdirSync(output).length === 0) return;
      clearInterval(begun);
      child.kill(signal);
    }, 50);
    const hung = setTimeout(() => child.kill('SIGKILL'), 50_000);
    expect(await ended).toBe(end);
    clearInterval(begun);
    clearTimeout(hung);
    expect(existsSync(output) ? readdirSync(output) : 'gone').toEqual(isThere ? [] : 'gone');
    expect(existsSync(join(built.folder, 'all'))).toBe(isThere);
  });
});

describe('a process that is ended before it knows which files it has made', () => {
  /** The command's process is ended within the system's own call, the first one of it for which `when` holds. */
  const endedWithin = (
    call: 'openSync' | 'mkdirSync' | 'fsync',
    when: string,
    end: string,
    args: readonly string[],
  ) => {
    const preload = join(built.folder, 'ended-within.cjs');
    writeFileSync(
      preload,
      `const fs = require('node:fs');
       const own = fs.${call};
       fs.${call} = (path, ...others) => {
         const made = own(path, ...others);
         if (${when}) { ${end} }
         return made;
       };`,
    );
    rmSync(join(built.folder, 'none'), { recursive: true, force: true });
    const line = ['--require', preload, built.main, ...args];
    return spawnSync(process.execPath, line, { cwd: built.folder, encoding: 'utf8', timeout: 100_000 });
  };
  const CTRL_C = "process.kill(process.pid, 'SIGINT'); for (;;);";
  const run = ['run', 'night.yaml', '--trace', '--charts', 'none', '-o'];

  test.each([
    ['openSync', "String(path).endsWith('.tmp')"],
    ['mkdirSync', "String(path).includes('none')"],
  ] as const)('Ctrl-C within %s leaves neither file nor folder', (call, when) => {
    const ended = endedWithin(call, when, CTRL_C, [...run, 'none/left']);
    expect(ended).toMatchObject({ status: 130, stderr: '' });
    expect(existsSync(join(built.folder, 'none'))).toBe(false);
  });

  test('SIGTERM while files are written acts like Ctrl-C: no file is left half-written', () => {
    const ended = endedWithin('fsync', 'true', "process.kill(process.pid, 'SIGTERM');", [
      ...run,
      'none/left',
    ]);
    expect(ended).toMatchObject({ status: 130, stderr: '' });
    // The system may have given a file its name before the signal was heard: it is whole.
    const folder = join(built.folder, 'none');
    const left = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('an exit of the process for another reason removes unfinished files', () => {
    const ended = endedWithin('openSync', "String(path).includes('timeline')", 'process.exit(9);', [
      ...run,
      'none/left',
    ]);
    expect(ended).toMatchObject({ status: 9, stderr: '' });
    expect(existsSync(join(built.folder, 'none'))).toBe(false);
  });
});

describe('a sweep that is ended from outside', () => {
  const sweep = ['sweep', 'drawn.yaml', '--vary', 'proxies.*.maxConcurrentTasks=2,4', '--replications', '15'];

  /** Starts it, and sends it the signal as soon as it has put so many outcomes into its journal. */
  function ended(signal: NodeJS.Signals, outcomes: number): { code: number | null; err: string } {
    const preload = join(built.folder, 'ended-after.cjs');
    writeFileSync(
      preload,
      `const files = require('node:fs/promises');
       const own = files.open;
       let left = ${outcomes};
       files.open = async (path, ...others) => {
         const file = await own(path, ...others);
         if (!String(path).endsWith('journal.ndjson')) return file;
         const append = file.appendFile.bind(file);
         file.appendFile = async (text) => {
           await append(text);
           const before = left;
           left -= text.split('\\n').length - 1;
           // Once: a second Ctrl-C means "now".
           if (before > 0 && left <= 0) process.kill(process.pid, '${signal}');
         };
         return file;
       };`,
    );
    const line = ['--require', preload, built.main, ...sweep, '--workers', '2', '-o', 'cut', '--resume'];
    const { status, stderr } = spawnSync(process.execPath, line, { cwd: built.folder, encoding: 'utf8' });
    return { code: status, err: stderr };
  }

  const journal = () => join(built.folder, 'cut', 'journal.ndjson');
  const journalLines = () =>
    existsSync(journal()) ? readFileSync(journal(), 'utf8').split('\n').length - 1 : 0;

  test('keeps finished work, says how to continue, and ends with the same bytes as an undisturbed one', () => {
    writeFileSync(join(built.folder, 'drawn.yaml'), DRAWN.replace('{01..30}', '{001..200}'));
    expect(proxysim(built, [...sweep, '--workers', '1', '-o', 'whole'])).toMatchObject({ code: 0, err: '' });
    expect(ended('SIGKILL', 4)).toMatchObject({ code: null, err: '' });
    // A line says what the experiment is.
    expect(journalLines()).toBeGreaterThanOrEqual(5);
    const [terminated, interrupted] = [ended('SIGTERM', 3), ended('SIGINT', 3)];
    expect(terminated).toMatchObject({ code: 130, err: expect.stringContaining('go on with:') });
    expect(interrupted.code).toBe(130);
    expect(interrupted.err).toMatch(
      /^Interrupted\. \d+ runs kept in cut\/journal\.ndjson; go on with:\n {2}proxysim sweep drawn\.yaml .*--resume\n$/,
    );
    expect(readdirSync(join(built.folder, 'cut'))).toEqual(['journal.ndjson']);
    expect(ended('SIGKILL', 4)).toMatchObject({ code: null });
    expect(proxysim(built, [...sweep, '--workers', '2', '-o', 'cut', '--resume'])).toMatchObject({ code: 0 });
    const [whole, cut] = ['whole', 'cut'].map((name) =>
      readdirSync(join(built.folder, name)).map((file) => [
        file,
        readFileSync(join(built.folder, name, file), 'utf8'),
      ]),
    );
    expect(cut).toEqual(whole);
  });

  test("threads read the user's own policy themselves", () => {
    writeFileSync(
      join(built.folder, 'own.mjs'),
      "export default { name: 'own', extends: 'rts', order: ['vm-order'] };\n",
    );
    const own = ['sweep', 'drawn.yaml', '--policy', './own.mjs,rts', '--replications', '10'];
    for (const workers of ['1', '2'])
      expect(proxysim(built, [...own, '--workers', workers, '-o', `own${workers}`])).toMatchObject({
        code: 0,
      });
    const [one, two] = ['own1', 'own2'].map((name) =>
      readFileSync(join(built.folder, name, 'sweep.json'), 'utf8'),
    );
    expect(two).toBe(one);
  });
});
