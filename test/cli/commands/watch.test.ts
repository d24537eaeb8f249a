import { expect, test } from 'vitest';
import { Interrupted } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/program.ts';
import { night } from '../../helpers/night.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

type Files = Map<string, string | Uint8Array>;

const GB = (size: number) => night({ vms: `[{ name: vm1, disks: [{ size: ${size} GB, datastore: ds1 }] }]` });
const QUICKLY = '-o out --charts none --analysis none';

/** Runs the command; each step changes files while it waits, and after the last one Ctrl-C ends it. */
async function watched(
  line: string,
  files: Readonly<Record<string, string>>,
  ...steps: ((files: Files) => void)[]
): Promise<MemoryIo & { code: number; texts: string[] }> {
  let waits = 0;
  const texts: string[] = [];
  const io = memoryIo({
    files,
    onPause: (now) => {
      // Each second look finds what the one before found.
      if (waits++ % 2 === 1) return;
      texts.push(io.out());
      const step = steps.shift();
      if (step === undefined) throw new Interrupted('Ctrl-C');
      step(now);
    },
  });
  const code = await main(line.split(' '), io);
  return { ...io, code, texts: texts.map((text, i) => text.slice(texts[i - 1]?.length ?? 0)) };
}

test('after a change it runs again and tells what that did to the window', async () => {
  // 100 GB at 100 MB/s take 1000 s, 50 GB half of that.
  const { code, texts, err } = await watched(
    `run night.yaml --watch ${QUICKLY}`,
    { 'night.yaml': GB(100) },
    (files) => files.set('night.yaml', GB(50)),
  );
  expect(code).toBe(130);
  expect(texts).toHaveLength(2);
  expect(texts[0]).toContain('Backup window 16m 40s');
  expect(texts[0]).not.toContain('instead of');
  expect(texts[1]).toContain('Backup window 8m 20s');
  expect(texts[1]).toContain(
    'A is the previous run, B this one.\nB: the window is 8m 20s (50%) shorter: 8m 20s instead of 16m 40s.',
  );
  expect(err()).toContain('Waiting for a change of night.yaml. Ctrl-C stops.');
  expect(err()).toContain('Changed: night.yaml');
});

test('of replications it compares the first ones, and says so', async () => {
  const { texts } = await watched(
    `run night.yaml --watch --replications 2 ${QUICKLY}`,
    { 'night.yaml': GB(100) },
    (files) => files.set('night.yaml', GB(50)),
  );
  expect(texts[1]).toContain(
    'A is the previous run, B this one, each by its first replication.\nB: the window is 8m 20s (50%) shorter',
  );
});

test('a change without effect is told as such', async () => {
  const { texts } = await watched(`run night.yaml -w ${QUICKLY}`, { 'night.yaml': GB(100) }, (files) =>
    files.set('night.yaml', `${GB(100)}# a comment\n`),
  );
  expect(texts[1]).toMatch(/\n\nThe same decisions as in the previous run\.\n$/);
});

test('a shorter window that changes no decision is told by what is left to spare', async () => {
  const scenario = (window: string) =>
    night({ jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, window: ${window} }]` });
  const { texts } = await watched(`run night.yaml -w ${QUICKLY}`, { 'night.yaml': scenario('8h') }, (files) =>
    files.set('night.yaml', scenario('1000s')),
  );
  expect(texts[1]).toContain(
    'The same decisions as in the previous run.\nA is the previous run, B this one.\nB: night fits its window in both, here with 0s to spare.\n',
  );
});

test('a mistake in the file is reported, and compared is with the last run that there was', async () => {
  const { texts, err } = await watched(
    `run night.yaml -w ${QUICKLY}`,
    { 'night.yaml': GB(100) },
    (files) => files.set('night.yaml', GB(100).replace('vms:', 'vmss:')),
    (files) => files.set('night.yaml', GB(90)),
  );
  expect(err()).toMatch(/night\.yaml:\d+:\d+: error\[unknown-key\]/);
  expect(texts[1]).toBe('');
  expect(texts[2]).toContain('15m instead of 16m 40s');
});

test('whatever the scenario is made of is followed: parts, inventories, the policy; not its results', async () => {
  const inventory = (size: number) => `vm,datastore,size\nvm1,ds1,${size} GB\n`;
  const files = {
    'night.yaml': 'version: 1\ninclude: [part.yaml]\nvms: [{ inventory: vms.csv }]\n',
    'part.yaml': night({ vms: '[]' }).replace(/^version: 1\n/m, ''),
    'vms.csv': inventory(100),
    'own.js': "export default { name: 'own', extends: 'rts' };",
  };
  const { texts, err } = await watched(
    `run night.yaml -w --policy own.js ${QUICKLY}`,
    files,
    (now) => now.set('vms.csv', inventory(50)),
    (now) => now.set('own.js', "export default { name: 'mine', extends: 'rts' };"),
    (now) => now.delete('part.yaml'),
    (now) => now.set('part.yaml', files['part.yaml']),
  );
  expect(texts[1]).toContain('8m 20s instead of 16m 40s');
  expect(texts[2]).toContain('Policy mine');
  expect(texts[3]).toBe('');
  expect(err()).toContain("'part.yaml'");
  expect(texts[4]).toContain('The same decisions as in the previous run.');
  expect(err()).toContain('Waiting for a change of own.js, night.yaml, part.yaml and 1 more. Ctrl-C stops.');
});

test.each([
  ['cannot be loaded', 'export default { name: ;'],
  ['does not exist', undefined],
])('the scenario is followed, too, where the policy %s', async (_, policy) => {
  const { err } = await watched(
    `run night.yaml -w --policy own.js ${QUICKLY}`,
    { 'night.yaml': GB(100), ...(policy === undefined ? {} : { 'own.js': policy }) },
    (files) => files.set('night.yaml', GB(50).replace('vms:', 'vmss:')),
  );
  expect(err()).toContain('Waiting for a change of own.js, night.yaml. Ctrl-C stops.');
  expect(err()).toContain('Changed: night.yaml');
  // All problems at once.
  expect(err()).toMatch(/own\.js[\s\S]*unknown-key/);
});

test.each([
  ['two files', 'run night.yaml other.yaml -w'],
  ['--json', 'run night.yaml -w --json'],
])('%s: refused, nothing is run', async (_, line) => {
  const { code, err, out, texts } = await watched(line, { 'night.yaml': GB(1), 'other.yaml': GB(1) });
  expect([code, out(), texts]).toEqual([2, '', []]);
  expect(err()).toBe(
    'error: --watch follows one scenario and prints text: give one file, and leave --json out.\n',
  );
});

test('a wrong option ends it, as no change of a file can mend that', async () => {
  const { code, texts } = await watched('run night.yaml -w --replications x', { 'night.yaml': GB(1) });
  expect([code, texts]).toEqual([2, []]);
});
