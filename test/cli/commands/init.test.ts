import { expect, test } from 'vitest';
import { init } from '../../../src/cli/commands/init.ts';
import { schema } from '../../../src/cli/commands/schema.ts';
import { FIRST_SCENARIO } from '../../../src/cli/first-scenario.ts';
import { memoryIo } from '../memory-io.ts';

test('init writes the first scenario and says what to do next', async () => {
  const io = memoryIo();
  expect(await init({ folder: 'my plans' }, io)).toBe(0);
  expect(io.files.get('my plans/first-night.yaml')).toBe(FIRST_SCENARIO);
  expect(io.out()).toContain("Next: proxysim run 'my plans/first-night.yaml'\n");
});

test('init writes the schema where the first line of the scenario points editors to', async () => {
  const io = memoryIo();
  await init({ folder: 'plans' }, io);
  const [, name] = /^# yaml-language-server: \$schema=\.\/(\S+)\n/.exec(
    `${io.files.get('plans/first-night.yaml')}`,
  )!;
  const printed = memoryIo();
  await schema(printed);
  expect(io.files.get(`plans/${name}`)).toBe(printed.out());
  expect(io.out()).toContain('Written: plans/first-night.yaml and plans/scenario.schema.json\n');
});

test('init keeps an existing schema', async () => {
  const io = memoryIo({ files: { 'scenario.schema.json': 'mine' } });
  expect(await init({ folder: '.' }, io)).toBe(0);
  expect(io.files.get('scenario.schema.json')).toBe('mine');
  expect(io.out()).toContain('Written: first-night.yaml\n');
});

test('init never overwrites', async () => {
  const io = memoryIo({ files: { 'first-night.yaml': 'mine' } });
  expect(await init({ folder: '.' }, io)).toBe(2);
  expect(io.files.get('first-night.yaml')).toBe('mine');
  expect(io.err()).toContain("'first-night.yaml' exists and stays as it is");
  expect(io.out()).toBe('');
});

test('init does not create a folder with the name of a scenario', async () => {
  const io = memoryIo();
  expect(await init({ folder: 'plans/mine.yaml' }, io)).toBe(2);
  expect(io.err()).toContain("'plans/mine.yaml' is the name of a file, and init takes a folder.");
  expect(io.written).toEqual([]);
});
