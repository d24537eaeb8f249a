import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../../src/cli/program.ts';
import { readXml } from '../../report/xml-reader.ts';
import { memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';
import { type Built, build, proxysim } from './built.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const README = read('README.md');
const hasBash = spawnSync('bash', ['--version']).status === 0;

/** Texts of the blocks of a language. */
function blocks(language: string, page = README): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, 'g'))].map(
    (match) => match[1]!,
  );
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('the README', () => {
  test('shows the output of compare, piece by piece, and its exit code', async () => {
    const [night] = blocks('yaml');
    const shown = blocks('text').find((text) => text.startsWith('A  night.yaml'))!;
    const [line] = /proxysim compare night\.yaml [^`]*/.exec(README)!;
    const words = line.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''));
    const io = memoryIo({ files: { 'night.yaml': `${night}\n` } });
    expect(await main(words.slice(1), io)).toBe(1);
    const pieces = shown.split('\n...\n');
    expect(pieces).toHaveLength(3);
    for (const piece of pieces) expect(io.out()).toContain(`${piece}\n`);
  });

  test.each(['window>+5%', 'jobs.nightly.window>+10min', 'vms.unprotected>0', 'jobs.*.overrun>0'])(
    'the condition %s that scenarios/experiments.md mentions can be judged',
    async (condition) => {
      expect(read('scenarios/experiments.md')).toContain(`\`${condition}\``);
      const io = memoryIo({ files: { 'night.yaml': blocks('yaml')[0]! } });
      const argv = ['compare', 'night.yaml', 'night.yaml', '--fail-on', condition];
      expect(await main(argv, io)).toBe(0);
      expect(io.out()).toContain('\nConditions\n  fine ');
    },
  );
});

describe.skipIf(!hasBash)('steps of workflows, run as by a runner (skipped without bash)', () => {
  let built: Built;
  let project: string;
  let tools: string;
  beforeAll(() => {
    built = build();
    tools = join(built.folder, 'tools');
    project = join(built.folder, 'project');
    mkdirSync(tools);
    // What a runner has installed: here npx finds the program that was just built, and npm has nothing to do.
    const npx = `#!/usr/bin/env bash\n[ "$1" != --no-install ] || shift\n[ "$1" = proxysim ] || exit 99\nexec "${process.execPath}" "${built.main}" "\${@:2}"\n`;
    for (const [name, text] of [
      ['npx', npx],
      ['npm', '#!/usr/bin/env bash\n[ "$*" = ci ]\n'],
    ] as const) {
      writeFileSync(join(tools, name), text);
      chmodSync(join(tools, name), 0o755);
    }
  });
  afterAll(() => built.remove());

  beforeEach(() => {
    rmSync(project, { recursive: true, force: true });
    mkdirSync(join(project, 'scenarios'), { recursive: true });
    writeFileSync(join(project, 'scenarios', 'night.yaml'), SMALL_SCENARIO);
    const accepted = proxysim({ ...built, folder: project }, ['check', '--update', '--all']);
    expect(accepted.code).toBe(0);
  });

  /** Steps in order; after a failure only those that run always. The code of the first that failed. */
  function run(
    steps: readonly Step[],
    inputs: Readonly<Record<string, string>> = {},
  ): { code: number; err: string } {
    let code = 0;
    let err = '';
    const value = (text: string) =>
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name]!);
    for (const { run: script, if: condition, env = {} } of steps) {
      if (script === undefined || (code !== 0 && !condition?.startsWith('always()'))) continue;
      if (condition?.includes("hashFiles('proxysim.md') != ''") && !existsSync(join(project, 'proxysim.md')))
        continue;
      const given = Object.fromEntries(Object.entries(env).map(([key, text]) => [key, value(text)]));
      const ended = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        cwd: project,
        encoding: 'utf8',
        env: {
          ...process.env,
          ...given,
          PATH: `${tools}:${process.env['PATH']}`,
          GITHUB_ACTIONS: 'true',
          GITHUB_STEP_SUMMARY: join(project, 'summary.md'),
        },
      });
      err += ended.stderr;
      if (code === 0) code = ended.status ?? 70;
    }
    return { code, err };
  }

  const summary = (): string => readFileSync(join(project, 'summary.md'), 'utf8');
  const workflow = parse(
    blocks('yaml', read('results/README.md')).find((text) => text.startsWith('name: proxysim\non:'))!,
  ) as {
    jobs: { check: { steps: Step[] } };
  };
  const action = parse(readFileSync(join(ROOT, '.github/actions/proxysim-check/action.yml'), 'utf8')) as {
    inputs: Record<string, { default: string; description: string }>;
    runs: { using: string; steps: Step[] };
  };
  const defaults = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, input.default]),
  );

  describe.each([
    ['the workflow of results/README.md', workflow.jobs.check.steps],
    ['the composite action', action.runs.steps],
  ])('%s', (_, steps) => {
    test('passes if nothing changed, and its summary says so', () => {
      expect(run(steps, defaults)).toMatchObject({ code: 0 });
      expect(summary()).toContain('### proxysim check: 1 scenario, all fine\n');
      expect(readXml(readFileSync(join(project, 'proxysim.xml'), 'utf8')).attributes['failures']).toBe('0');
    });

    test('fails with 1 if a result changed: report, summary and annotation name the scenario', () => {
      writeFileSync(join(project, 'scenarios', 'night.yaml'), SMALL_SCENARIO.replace('cores: 8', 'cores: 2'));
      const { code, err } = run(steps, defaults);
      expect(code).toBe(1);
      expect(summary()).toContain('| scenarios/night.yaml | different |');
      expect(err).toMatch(/^::error file=scenarios\/night\.yaml,title=Another result::/m);
      expect(readXml(readFileSync(join(project, 'proxysim.xml'), 'utf8')).attributes['failures']).toBe('1');
    });

    test('fails with 2 if there is nothing to compare with, and the last step adds no failure of its own', () => {
      rmSync(join(project, 'results'), { recursive: true });
      const { code, err } = run(steps, defaults);
      expect(code).toBe(2);
      expect(err).toContain('no scenario here has a result to compare with');
      expect(err).not.toContain('No such file');
    });
  });

  test('the action takes scenarios by name, and executes nothing from its inputs', () => {
    writeFileSync(join(project, 'scenarios', 'other.yaml'), 'version: 2\n');
    const { code } = run(action.runs.steps, { ...defaults, scenarios: 'scenarios/night.yaml' });
    expect(code).toBe(0);
    const wild = {
      ...defaults,
      scenarios: '$(touch pwned); touch pwned #',
      markdown: 'a"; touch pwned; ".md',
    };
    expect(run(action.runs.steps, wild).code).toBe(2);
    expect(readdirSync(project)).not.toContain('pwned');
  });

  test('every input of the action is described, and no script of it is assembled from inputs', () => {
    expect(action.runs.using).toBe('composite');
    for (const input of Object.values(action.inputs)) expect(input.description.length).toBeGreaterThan(10);
    for (const step of action.runs.steps) {
      expect(step.shell).toBe('bash');
      expect(step.run).not.toContain('${{');
    }
  });
});
