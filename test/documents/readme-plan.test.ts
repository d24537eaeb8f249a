import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { memoryIo } from '../cli/memory-io.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const README = read('README.md');
const PLAN = read('scenarios/plan.md');
const NIGHT = /```yaml\n([\s\S]*?)\n```/.exec(README)![1]!;

/** The command of a block, and what the page shows of its answer. */
function shownIn(page: string, block: string): readonly [command: string, shown: string] {
  const [, command, shown] = new RegExp(
    `\`\`\`text ${block}\n\\$ npx proxysim (.*)\n([\\s\\S]*?)\n\`\`\``,
  ).exec(page)!;
  return [command!, shown!];
}

async function answer(command: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const io = memoryIo({ files: { 'night.yaml': NIGHT, ...files } });
  expect(await main(command.split(' '), io)).toBe(0);
  return io.out();
}

/** Pieces of whole lines, each of which must stand in the text behind the one before; `...` for lines left out. */
function expectInOrder(text: string, shown: string): void {
  let from = 0;
  for (const part of shown.replace(/\n\.\.\.$/, '').split('\n...\n')) {
    const at = text.indexOf(`${part}\n`, from);
    expect(at, part).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
}

test('the plan of scenarios/plan.md is what its command says of the scenario in README.md, which shows parts of it', async () => {
  const [command, shown] = shownIn(PLAN, 'plan');
  expect((await answer(command)).trimEnd()).toBe(shown);
  const [short, parts] = shownIn(README, 'plan');
  expect(short).toBe(command);
  expect(parts).toContain('\n...\n');
  expectInOrder(`${shown}\n`, parts);
});

test('the proxy to buy next is what the command says with the prices there', async () => {
  const prices = /```yaml\n(unit: EUR[\s\S]*?)\n```/.exec(PLAN)![1]!;
  const [command, shown] = shownIn(PLAN, 'prices');
  expectInOrder(await answer(command, { 'prices.yaml': prices }), shown);
});
