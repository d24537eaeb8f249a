import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { type MemoryIo, memoryIo } from '../cli/memory-io.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const README = read('src/policy/README.md');
const SCENARIO = 'scenarios/first-night.yaml';
const EXAMPLE = 'scenarios/study/policies/small-disks-by-network.js';

const FILES = {
  [SCENARIO]: read(SCENARIO),
  [EXAMPLE]: read(EXAMPLE),
  // What the text tells the reader to imagine.
  'without-differs-by-task.js': read(EXAMPLE).replace('  differsByTask: true,\n', ''),
};

/** Every command that the page shows, with what it says of the answer: lines in their order, `...` for lines left out. */
const consoles = [...README.matchAll(/```console\n\$ proxysim (.*)\n([\s\S]*?)```/g)].map(
  ([, command, shown]) => [command!, shown!] as const,
);

/** Pieces of whole lines, each of which must stand in the text behind the one before. */
function expectInOrder(text: string, shown: string): void {
  let from = 0;
  for (const piece of shown.split('...\n')) {
    const at = text.indexOf(piece, from);
    if (at < 0) expect(text.slice(from)).toContain(piece);
    from = at + piece.length;
  }
}

test('the page shows four commands', () => {
  expect(consoles).toHaveLength(4);
});

const RAN = new Map<string, Promise<{ code: number; io: MemoryIo }>>();

/** Each command runs once: without charts and doubled parts, of which the page shows nothing. */
function ran(command: string) {
  const known = RAN.get(command);
  if (known !== undefined) return known;
  const io = memoryIo({ files: FILES });
  const quick = command.startsWith('run ') ? ['-o', 'out', '--charts', 'none', '--analysis', 'none'] : [];
  const running = main([...command.split(' '), ...quick], io).then((code) => ({ code, io }));
  RAN.set(command, running);
  return running;
}

test.each(consoles)('proxysim %s says what the page shows', async (command, shown) => {
  const { code, io } = await ran(command);
  expect(io.err()).toBe('');
  expect(code).toBe(shown.includes('BROKEN') ? 1 : 0);
  expectInOrder(io.out(), shown);
});

/** Disks below 5 GB in a mode: how many of all, mean seconds with slots and mean seconds of transfer. */
async function smallDisks(mode: string, more: string) {
  const { io } = await ran(`run ${SCENARIO}${more}`);
  const [header, ...rows] = (await io.readText('out/tasks.csv')).trim().split(/\r?\n/);
  const names = header!.split(',');
  const all = rows.map((row) => row.split(',')).filter((cells) => cells[names.indexOf('mode')] === mode);
  const small = all.filter((cells) => Number(cells[names.indexOf('readBytes')]) < 5e9);
  const between = (from: string, to: string) =>
    small.reduce((sum, c) => sum + Number(c[names.indexOf(to)]) - Number(c[names.indexOf(from)]), 0) /
    small.length;
  return {
    all: all.length,
    small: small.length,
    held: Math.round(between('startSeconds', 'endSeconds')),
    transfer: Math.round(between('transferStartSeconds', 'transferEndSeconds')),
  };
}

test('the figures of the text are those of tasks.csv', async () => {
  expect(await smallDisks('hotadd', '')).toEqual({ all: 135, small: 111, held: 91, transfer: 22 });
  expect(await smallDisks('nbd', ` --policy ${EXAMPLE}`)).toMatchObject({ held: 53 });
  const words = README.replaceAll('\n', ' ');
  expect(words).toContain('135 disks go by hot-add, 130 of them on `px1`');
  expect(words).toContain(
    '111 of them have less than 5 GB to read: they hold their slots for 91 s on average, and transfer for 22 s',
  );
  expect(words).toContain('hold their slots for 53 s instead of 91');
});

test('the script on the page is that of the example', () => {
  const script = /```js\n([\s\S]*?)```/.exec(README)![1]!;
  expect(FILES[EXAMPLE]).toContain(script);
});

test('the policy of the first page keeps every law', async () => {
  const script = /## A policy of your own\n[\s\S]*?```js\n([\s\S]*?)```/.exec(read('README.md'))![1]!;
  const io = memoryIo({ files: { 'small-first.mjs': script } });
  expect(await main(['policy', 'check', './small-first.mjs'], io)).toBe(0);
  expect(io.out()).toMatch(/^Policy small-first /);
});
