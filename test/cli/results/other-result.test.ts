import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { resultName } from '../../../src/cli/results/result-folder.ts';
import { memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

const COMMANDS = {
  run: ['run', 'night.yaml', '-o', 'out'],
  sweep: ['sweep', 'night.yaml', '-o', 'out', '--vary', 'seed=1,2'],
  plan: ['plan', 'night.yaml', '-o', 'out', '--window', '8h'],
} as const;

describe('a folder with the result of another command', () => {
  test.each([
    ['run', 'out/sweep.json', 'sweep'],
    ['run', 'out/plan.json', 'plan'],
    ['sweep', 'out/summary.json', 'run'],
    // A run that was interrupted as it was written has no summary yet.
    ['sweep', 'out/report.json', 'run'],
    ['sweep', 'out/plan.json', 'plan'],
    ['plan', 'out/summary.json', 'run'],
    ['plan', 'out/sweep.json', 'sweep'],
  ] as const)('is refused by %s where there is %s, and stays as it is', async (command, file, other) => {
    const files = { 'night.yaml': SMALL_SCENARIO, [file]: '{}' };
    const io = memoryIo({ files });
    expect(await main(COMMANDS[command], io)).toBe(2);
    expect(io.err()).toContain(
      `'out' holds the result of a ${other}, and that of a ${command} would be mixed with it. Give another folder with -o`,
    );
    expect(io.out()).toBe('');
    expect(Object.fromEntries(io.files)).toEqual(files);
  });
});

test('a file name that consists only of an extension gets a result folder of its own', () => {
  const io = memoryIo();
  expect(['.yaml', 'below/.json', 'a.yml', 'b.c.YAML'].map((file) => resultName(io, file))).toEqual([
    '.yaml',
    '.json',
    'a',
    'b.c',
  ]);
});
