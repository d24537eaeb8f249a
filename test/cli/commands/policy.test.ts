import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

const GOOD = `export default { name: 'backwards', extends: 'rts', order: [{ name: 'last-first', of: (task) => -task.task }] };`;

const ioWith = (policy: string, file = 'mine.js') =>
  memoryIo({ files: { 'night.yaml': SMALL_SCENARIO, [file]: policy } });

describe('run --policy FILE', () => {
  test('runs under the policy of the file, and names both in the summary and in the command to repeat the run', async () => {
    const io = ioWith(GOOD);
    expect(await main(['run', 'night.yaml', '--policy', './mine.js'], io)).toBe(0);
    expect(io.err()).toBe('');
    expect(io.out()).toContain('\nPolicy backwards, seed 7, fingerprint ');
    expect(io.out()).toContain('\nAgain: proxysim run night.yaml --seed 7 --policy ./mine.js\n');
    const summary = JSON.parse(io.files.get('results/runs/night/summary.json') as string);
    expect(summary.policy).toBe('backwards');
  });

  test('a word without a slash or an extension is a name as before', async () => {
    const io = ioWith(GOOD);
    expect(await main(['run', 'night.yaml', '--policy', 'mine'], io)).toBe(2);
    expect(io.err()).toContain("error[unknown-policy] 'mine' is not a policy.");
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['no file', '', /error\[bad-policy\] mine\.js: it exports nothing\./],
    [
      'JavaScript that is none',
      'export default {',
      /error\[bad-policy\] mine\.js:?\d*: it cannot be loaded: SyntaxError/,
    ],
    ['a file that throws', "throw new Error('no luck');", /mine\.js: it cannot be loaded: Error: no luck\./],
    [
      'an export by a name',
      "export const policy = { name: 'mine', extends: 'rts' };",
      /mine\.js: it has no default export, only 'policy'\. Write export default before the policy\./,
    ],
    ['an export that is no policy', 'export default 7;', /mine\.js: it exports 7\. Export a policy: /],
    [
      'a wrong list',
      "export default { name: 'm', extends: 'rts', order: 1 };",
      /mine\.js: order: 'order' is 1, not a list/,
    ],
    [
      'a filter that no wait cause has the name of',
      "export default { name: 'm', extends: 'rts', filters: [{ name: 'moon', hasRoom: () => true }] };",
      /mine\.js: filters\[0\]: 'moon' is not a wait cause/,
    ],
    [
      'a key that throws in the midst of the run',
      "export default { name: 'm', extends: 'rts', order: [{ name: 'k', of: (task) => task.nothing.here }] };",
      /error\[bad-policy\] Policy 'm': Queue key 'k' threw TypeError: Cannot read properties of undefined/,
    ],
    [
      'a key without a number',
      "export default { name: 'm', extends: 'rts', order: [{ name: 'k', of: (task) => task.size / 2 }] };",
      /error\[bad-policy\] Policy 'm': Queue key 'k' answered NaN for app01\/0 of nightly\. A figure that it reads is not there/,
    ],
    [
      'a key with a bigint',
      "export default { name: 'm', extends: 'rts', order: [{ name: 'k', of: () => 1n }] };",
      /error\[bad-policy\] Policy 'm': Queue key 'k' answered the bigint 1n for app01\/0 of nightly\. Convert it: Number\(\.\.\.\)\./,
    ],
    [
      'a filter that answers with a number',
      "export default { name: 'm', extends: 'rts', filters: [{ name: 'ram', hasRoom: () => 1 }] };",
      /error\[bad-policy\] Policy 'm': Filter 'ram' answered 1 for app01\/0 of nightly\. A filter answers true or false\./,
    ],
  ];
  test.each(wrong)('%s: exit code 2 and a message, nothing written', async (_, policy, words) => {
    const io = ioWith(policy);
    expect(await main(['run', 'night.yaml', '--policy', 'mine.js'], io)).toBe(2);
    expect(io.err()).toMatch(words);
    expect(io.err()).not.toMatch(/\n\s+at |has a bug/);
    expect(io.out()).toBe('');
    expect(io.written).toEqual([]);
  });

  test('a missing file, and a folder, are refused', async () => {
    const io = ioWith(GOOD, 'policies/mine.js');
    expect(await main(['run', 'night.yaml', '--policy', './none.js'], io)).toBe(2);
    expect(io.err()).toBe("error[file-not-found] './none.js' does not exist.\n");
    expect(await main(['run', 'night.yaml', '--policy', './policies'], io)).toBe(2);
    expect(io.err()).toContain("error[is-a-directory] './policies' is a folder, not a file.");
  });

  test('is read once for several files, before any of them runs', async () => {
    const io = memoryIo({
      files: { 'a.yaml': SMALL_SCENARIO, 'b.yaml': SMALL_SCENARIO, 'mine.js': 'export default 7;' },
    });
    expect(await main(['run', 'a.yaml', 'b.yaml', '--policy', 'mine.js'], io)).toBe(2);
    expect(io.err().match(/bad-policy/g)).toHaveLength(1);
    expect(io.written).toEqual([]);
  });
});

describe('policy check', () => {
  test('prints ok for every law that a good policy keeps, and exits with 0', async () => {
    const io = ioWith(GOOD);
    expect(await main(['policy', 'check', './mine.js'], io)).toBe(0);
    expect(io.out()).toMatch(
      /^Policy backwards \(\.\/mine\.js\)\n {2}ok {7}reads-only {8}keys and filters never change/,
    );
    expect(io.out()).toMatch(/\n\nAll 15 laws hold\.\n$/);
    expect(io.out()).not.toContain('BROKEN');
  });

  test('shows on a terminal which law or night it is at, and nothing of that elsewhere', async () => {
    const said = async (terminal: boolean) => {
      const io = memoryIo({ files: { 'mine.js': GOOD }, terminal });
      await main(['policy', 'check', './mine.js'], io);
      return io.err();
    };
    const shown = (await said(true)).matchAll(/(\d+)% {2}((?:law|night) '[^']*'(?: again)?)/g);
    const parts = [...shown].map(([, share, doing]) => `${share}% ${doing}`);
    // Eleven laws of keys and filters, then two runs of each of three nights. Laws can be too short to be drawn.
    const at = (part: number) => Math.floor((part / 17) * 100);
    expect(parts).toEqual(
      expect.arrayContaining([
        `${at(11)}% night 'few slots'`,
        `${at(12)}% night 'a filer and a branch'`,
        `${at(16)}% night 'copies and a restore' again`,
      ]),
    );
    expect(await said(false)).toBe('');
  });

  test('says what breaks a law, and exits with 1', async () => {
    const peeks = `(task, place) => task.readBytes > 5e10 ? place.connectionClass : -place.connectionClass`;
    const io = ioWith(
      `export default { name: 'm', extends: 'rts', rank: [{ name: 'peeks', of: ${peeks} }] };`,
    );
    expect(await main(['policy', 'check', './mine.js'], io)).toBe(1);
    expect(io.out()).toMatch(
      /\n {2}BROKEN {3}differs-by-task .*\n {11}ranking key 'peeks' puts proxy \d by /,
    );
    expect(io.out()).toMatch(/\n\n1 law is broken\.\n$/);
  });

  test('laws that cannot be tried yet are listed as such', async () => {
    const io = ioWith("export default { name: 'm', extends: 'rts', order: [{ name: 'k', of: () => 0.5 }] };");
    expect(await main(['policy', 'check', './mine.js'], io)).toBe(1);
    expect(io.out()).toMatch(/\n {2}untried {2}all-finish/);
    expect(io.out()).toMatch(/\n1 law is broken; the others are tried once the first ones hold\.\n$/);
  });

  test('accepts the name of a preset; an unknown name exits with 2', async () => {
    const io = ioWith('export default 7;');
    expect(await main(['policy', 'check', 'fifo'], io)).toBe(0);
    expect(io.out()).toMatch(/^Policy fifo\n/);
    expect(await main(['policy', 'check', 'fiffo'], io)).toBe(2);
    expect(io.err()).toContain("'fiffo' is not a policy. Did you mean 'fifo'?");
    expect(await main(['policy', 'check', 'mine.js'], io)).toBe(2);
    expect(io.err()).toContain('mine.js: it exports 7.');
  });
});

test('policy list names every preset, with its order and selection and their keys', async () => {
  const io = memoryIo();
  expect(await main(['policy', 'list'], io)).toBe(0);
  expect(io.out()).toMatch(/\n {2}round-robin +rts +round-robin\n/);
  expect(io.out()).toMatch(/\n {2}two-choices +two-choices, load-ratio, running-tasks, connection-class\n/);
  expect(io.out()).toMatch(/\nFilters: proxy-slot, repository-slot, /);
});
