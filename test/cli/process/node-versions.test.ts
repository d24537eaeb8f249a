import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Built, build } from './built.ts';

const SCRIPT = fileURLToPath(new URL('../../../.ci/node-versions.mjs', import.meta.url));
const hasBash = spawnSync('bash', ['--version']).status === 0;

/** Installs `node@VERSION` as a script around the Node.js that runs this test; what it does beside that is given. */
const npm = (version: string, program: string) => `#!/usr/bin/env bash
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) into="$2"; shift ;;
    node@*) asked="\${1#node@}" ;;
  esac
  shift
done
${version}
mkdir -p "$into/node_modules/node/bin"
cat > "$into/node_modules/node/bin/node" <<'NODE'
#!/usr/bin/env bash
if [ "$1" = --version ]; then echo "v99.1.0"; exit 0; fi
${program}
NODE
chmod +x "$into/node_modules/node/bin/node"
`;
const SAME = `exec "${process.execPath}" "$@"`;

describe.skipIf(!hasBash)('the same results on every Node.js (skipped without bash)', () => {
  let built: Built;
  beforeAll(() => {
    built = build();
  });
  afterAll(() => built.remove());

  /** The script with an npm of our own, and an empty folder for what it makes. */
  function run(name: string, npmScript: string): { code: number | null; lines: string[]; left: string[] } {
    const tools = join(built.folder, name);
    const temporary = join(tools, 'tmp');
    mkdirSync(temporary, { recursive: true });
    writeFileSync(join(tools, 'npm'), npmScript);
    chmodSync(join(tools, 'npm'), 0o755);
    const { status, stdout } = spawnSync(
      process.execPath,
      [SCRIPT, '--main', built.main, '--versions', '97,98', '--scenarios', 'first-night,study/random-faults'],
      {
        encoding: 'utf8',
        env: { ...process.env, PATH: `${tools}:${process.env['PATH']}`, TMPDIR: temporary },
      },
    );
    return { code: status, lines: stdout.trimEnd().split('\n'), left: readdirSync(temporary) };
  }

  test('versions that agree exit with 0, with a line for each version and scenario, and leave nothing behind', () => {
    const { code, lines, left } = run('agree', npm('', SAME));
    expect(code).toBe(0);
    expect(lines.filter((line) => line.endsWith('  same'))).toHaveLength(6);
    expect(lines.at(-1)).toBe(`The same on ${process.version}, v99.1.0.`);
    expect(left).toEqual([]);
  });

  test('a version with another summary exits with 1, even if its fingerprint is the same', () => {
    const { code, lines } = run(
      'differ',
      npm('', `"${process.execPath}" "$@" | sed 's/"retries": /"retries": 1/'`),
    );
    expect(code).toBe(1);
    expect(lines.filter((line) => line.endsWith('DIFFERENT'))).toHaveLength(4);
    expect(lines.at(-1)).toBe('NOT the same: 4 of 6 runs differ.');
  });

  test('a version on which the program fails exits with 1', () => {
    const { code, lines } = run('fail', npm('', 'exit 70'));
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('failed: exit code 70');
  });

  test('an unreachable registry exits with 0, and a line says what was left out', () => {
    const { code, lines } = run('alone', npm('exit 1', SAME));
    expect(code).toBe(0);
    expect(lines.at(-2)).toMatch(/^skipped: Node\.js 97, 98 could not be installed/);
    expect(lines.at(-1)).toBe(`The same on ${process.version}.`);
  });
});
