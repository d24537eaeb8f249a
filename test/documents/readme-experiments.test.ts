import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/program.ts';
import { type MemoryIo, memoryIo } from '../cli/memory-io.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const README = text('README.md');
const EXPERIMENTS = text('scenarios/experiments.md');
const CLUSTERS = text('scenarios/clusters.md');

function blocks(of: string, language: string): string[] {
  return [...of.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'g'))].map(
    ([, block]) => block!,
  );
}

test('the sweep in the README is what it prints', async () => {
  const shown = blocks(README, 'console').find((block) => block.includes('proxysim sweep'))!;
  const [command, ...printed] = shown.split('\n');
  const io = memoryIo({ files: { 'night.yaml': blocks(README, 'yaml')[0]! } });
  expect(await main(command!.replace('$ npx proxysim ', '').split(' '), io)).toBe(0);
  expect(io.out().trimEnd().split('\n')).toEqual(printed);
});

test('hot-add against the network in scenarios/experiments.md is what `compare` says', async () => {
  const shown = blocks(EXPERIMENTS, 'text').find((block) => block.startsWith('The same disks'))!;
  const [command] = /proxysim compare night\.yaml --change [^`]+/.exec(EXPERIMENTS)!;
  const io = memoryIo({ files: { 'night.yaml': blocks(README, 'yaml')[0]! } });
  expect(await main(wordsOf(command!, {}), io)).toBe(0);
  expect(io.out()).toContain(`\n${shown}\n`);
  expect(/Windows.*\n {2}all jobs.*\+(\S+ \S+) /.exec(io.out())?.[1]).toBe('2m 23s');
});

/** The words of a `proxysim` command as a shell hands them over. */
function wordsOf(command: string, env: Readonly<Record<string, string>>): string[] {
  const printing = command.replace(/^(?:exec )?proxysim /, 'printf "%s\\n" ');
  return execFileSync('sh', ['-c', printing], { env, encoding: 'utf8' }).trimEnd().split('\n');
}

function slurm(): string[][] {
  const script = blocks(CLUSTERS, 'sh').find((block) => block.includes('#SBATCH'))!;
  const [, first, last] = /--array=(\d+)-(\d+)/.exec(script)!;
  const command = script.split('\n').at(-1)!;
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, i) =>
    wordsOf(command, { SLURM_ARRAY_TASK_ID: `${Number(first) + i}`, SLURM_ARRAY_TASK_COUNT: `${count}` }),
  );
}

function kubernetes(): string[][] {
  const { spec } = parse(blocks(CLUSTERS, 'yaml')[0]!);
  expect(spec.completionMode).toBe('Indexed');
  const [{ command, args }] = spec.template.spec.containers;
  expect(command).toEqual(['sh', '-c']);
  return Array.from({ length: spec.completions }, (_, i) =>
    wordsOf(args[0], { JOB_COMPLETION_INDEX: `${i}` }),
  );
}

function result(io: MemoryIo, folder: string): [string, unknown][] {
  return [...io.files]
    .filter(([path]) => path.startsWith(`${folder}/`))
    .map(([path, content]) => [path.slice(folder.length), content]);
}

test.each([
  ['Slurm', slurm],
  ['Kubernetes', kubernetes],
])('the shards of the %s example, merged as it says, are the sweep in one go', async (_, commands) => {
  // A small night in the place of the large one: what is shown is how it is divided.
  const small = blocks(README, 'yaml')[0]!.replace('app{01..60}', 'app{01..06}');
  const io = memoryIo({ files: { 'first-night.yaml': small } });
  const all = commands();
  expect(all).toHaveLength(8);
  for (const words of all) expect(await main(words, io)).toBe(0);
  const merge = blocks(CLUSTERS, 'sh').find((block) => block.startsWith('proxysim merge'))!;
  const shards = [...io.files.keys()].filter((path) => /^shards\/shard-\d+-of-8\.ndjson$/.test(path));
  const words = merge.replace('proxysim ', '').split(' ');
  expect(words[1]).toBe('shards/shard-*-of-8.ndjson');
  expect(await main(['merge', ...shards, ...words.slice(2)], io)).toBe(0);
  const whole = all[0]!.filter((word, i, list) => word !== '--shard' && list[i - 1] !== '--shard');
  expect(await main([...whole.slice(0, -1), 'whole'], io)).toBe(0);
  expect(result(io, 'result')).toEqual(result(io, 'whole'));
});
