import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { memoryIo } from '../cli/memory-io.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the plan in the README is what its command says of the scenario there', async () => {
  const night = /```yaml\n([\s\S]*?)\n```/.exec(README)![1]!;
  const [, command, shown] = /```text plan\n\$ npx proxysim (.*)\n([\s\S]*?)\n```/.exec(README)!;
  const io = memoryIo({ files: { 'night.yaml': night } });
  expect(await main(command!.split(' '), io)).toBe(0);
  expect(io.out().trimEnd()).toBe(shown);
});

test('the proxy to buy next is what the command says with the prices there', async () => {
  const [night, ...others] = [...README.matchAll(/```yaml\n([\s\S]*?)\n```/g)].map(([, block]) => block!);
  const prices = others.find((block) => block.startsWith('unit: EUR'))!;
  const [, command, shown] = /```text prices\n\$ npx proxysim (.*)\n([\s\S]*?)\n```/.exec(README)!;
  const io = memoryIo({ files: { 'night.yaml': night!, 'prices.yaml': prices } });
  expect(await main(command!.split(' '), io)).toBe(0);
  let from = 0;
  for (const part of shown!.split('\n...\n')) {
    const at = io.out().indexOf(`${part}\n`, from);
    expect(at, part).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
});
