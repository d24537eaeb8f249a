import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { readSeed, seedText } from '../../../src/cli/runs/seed-option.ts';
import { memoryIo } from '../memory-io.ts';

test('digits are a number, as in a scenario; anything else is text, and so is a number in quotes', () => {
  expect(['7', '0', 'abc', '-3', '1.5', '0x10', '"7"', '"', '"a', "'7'"].map(readSeed)).toEqual([
    7,
    0,
    'abc',
    '-3',
    '1.5',
    '0x10',
    '7',
    '"',
    '"a',
    "'7'",
  ]);
});

test.each([
  7,
  0,
  20_260_109,
  9_007_199_254_740_991,
  'abc',
  '7',
  '007',
  '9007199254740993',
  '"7"',
  '"',
  'a "b"',
  ' 7',
  '-3',
])('the seed %j is read again from the text that names it', (seed) => {
  expect(readSeed(seedText(seed))).toBe(seed);
});

const NIGHT = (seed: string) => `version: 1
seed: ${seed}
datastores: [{ name: ds, read: 100 MB/s }]
repositories: [{ name: repo }]
vms: [{ name: "a{1..3}", disks: { size: { uniform: [10 GB, 90 GB] }, datastores: [ds] } }]
jobs: [{ name: nightly, vms: ["*"], repository: repo }]
`;

test.each(['"7"', '"007"', '7', 'seven'])(
  'the command that repeats a run with seed: %s repeats that run',
  async (seed) => {
    const files = { 'night.yaml': NIGHT(seed) };
    const first = memoryIo({ files });
    expect(await main(['run', 'night.yaml'], first)).toBe(0);
    const [, option] = /^Again: proxysim run night\.yaml --seed (.+)$/m.exec(first.out()) ?? [];
    // A shell takes the single quotes away.
    const word = `${option}`.replace(/^'(.*)'$/, '$1');
    const again = memoryIo({ files });
    expect(await main(['run', 'night.yaml', '--seed', word], again)).toBe(0);
    const summary = 'results/runs/night/summary.json';
    expect(JSON.parse(`${again.files.get(summary)}`)).toEqual(JSON.parse(`${first.files.get(summary)}`));
  },
);
