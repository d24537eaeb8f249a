import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

async function said(args: readonly string[], paths: readonly string[]): Promise<string> {
  const io = memoryIo({ files: Object.fromEntries(paths.map((path) => [path, SMALL_SCENARIO])) });
  expect(await main([...args], io)).toBe(2);
  expect(io.written).toEqual([]);
  return io.err();
}

describe('a folder in place of a scenario', () => {
  test.each([
    [['run', 'd']],
    [['validate', 'd']],
    [['verify', 'd']],
    [['explain', 'd', '--critical-path']],
    [['sweep', 'd', '--vary', 'seed=1..2']],
    [['plan', 'd', '--window', '8h']],
    [['compare', 'd', '--policy', 'rts,load-first']],
  ])('%j suggests the scenario in it', async (args) => {
    expect(await said(args, ['d/night.yaml', 'd/notes.txt'])).toBe(
      args[0] === 'compare'
        ? "error: 'd' is not a result folder. 'proxysim run d/night.yaml' makes one of the scenario in it.\n"
        : "error[is-a-directory] 'd' is a folder, not a file. Did you mean 'd/night.yaml'?\n",
    );
  });

  test.each([
    ['the one that imports write', ['d/prices.yaml', 'd/scenario.yaml'], " Did you mean 'd/scenario.yaml'?"],
    ['the only one of its kind', ['d/a.yml', 'd/b.json', 'd/sub/c.yaml'], " Did you mean 'd/a.yml'?"],
    ['a few that are possible', ['d/b.yaml', 'd/a.yaml'], ' Possible: d/a.yaml, d/b.yaml.'],
    ['none of many', Array.from({ length: 13 }, (_, i) => `d/${i}.yaml`), ''],
    ['none below another folder', ['d/sub/a.yaml'], ''],
  ])('with several files it suggests %s', async (_, paths, hint) => {
    expect(await said(['run', './d/'], paths)).toBe(
      `error[is-a-directory] './d/' is a folder, not a file.${hint}\n`,
    );
  });

  test('check names the one below scenarios/, and how to check all of them', async () => {
    expect(await said(['check', 'scenarios/d'], ['scenarios/d/scenario.yaml'])).toContain(
      "'scenarios/d' is a folder, not a file. Did you mean 'scenarios/d/scenario.yaml'?",
    );
    expect(await said(['check', 'scenarios/'], ['scenarios/d/scenario.yaml'])).toBe(
      "error: 'scenarios' is the folder of all scenarios: 'proxysim check' without a name takes those that have a result.\n",
    );
  });

  test('report says how to make a result of it', async () => {
    expect(await said(['report', 'd'], ['d/scenario.yaml'])).toBe(
      "error: 'd' is not a result folder. 'proxysim run d/scenario.yaml' makes one of the scenario in it.\n",
    );
  });
});

describe('a path where no file is', () => {
  test.each([
    ['night.yml', " Did you mean 'night.yaml'?"],
    ['./nihgt.yaml', " Did you mean 'night.yaml'?"],
    ['estates/north/first_night.yaml', " Did you mean 'estates/north/first-night.yaml'?"],
    ['other.yaml', ''],
    ['estate/night.yaml', ''],
  ])('%s suggests the scenario beside it that has nearly its name, if there is one', async (path, hint) => {
    const paths = ['night.yaml', 'night.json', 'estates/north/first-night.yaml'];
    expect(await said(['run', path], paths)).toBe(`error[file-not-found] '${path}' does not exist.${hint}\n`);
  });
});
