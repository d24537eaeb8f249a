// Runs scenarios with the built program on several versions of Node.js, which npm installs into a temporary folder, and
// compares fingerprints and whole summaries: they have to be the same everywhere. A version that cannot be installed is
// left out with a line that says so, because a registry that is down says nothing about this program.
//
//   node .ci/node-versions.mjs [--main dist/cli/main.js] [--versions 22,24,26] [--scenarios A,B…] [--seconds 110]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    main: { type: 'string', default: join(ROOT, 'dist', 'cli', 'main.js') },
    versions: { type: 'string', default: '22,24,26' },
    // Draws from every distribution, faults at random, and a whole month.
    scenarios: { type: 'string', default: 'first-night,study/random-faults,study/month' },
    seconds: { type: 'string', default: '110' },
  },
});
const deadline = Date.now() + Number(values.seconds) * 1000;
const main = resolve(values.main);
const folder = mkdtempSync(join(tmpdir(), 'proxysim-node-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

if (!existsSync(main)) {
  console.error(`${main} is not there: npm run build makes it.`);
  process.exit(2);
}

/** The program of a version, or undefined where npm cannot install it in the time that is left. */
function installed(version) {
  const inside = join(folder, `node-${version}`);
  mkdirSync(inside);
  // The same rules for packages as everywhere in this project.
  if (existsSync(join(ROOT, '.npmrc'))) copyFileSync(join(ROOT, '.npmrc'), join(inside, '.npmrc'));
  const flags = [
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=0',
    '--fetch-timeout=20000',
  ];
  const args = ['install', ...flags, '--prefix', inside, `node@${version}`];
  const left = deadline - Date.now();
  if (left <= 0) return undefined;
  const shell = process.platform === 'win32';
  spawnSync('npm', args, { cwd: inside, stdio: 'ignore', timeout: Math.min(60_000, left), shell });
  const binary = join(inside, 'node_modules', 'node', 'bin', shell ? 'node.exe' : 'node');
  return existsSync(binary) && spawnSync(binary, ['--version']).status === 0 ? binary : undefined;
}

/** What one version makes of one scenario; the name of the version as it says it itself. */
function run(binary, scenario) {
  const file = join('scenarios', `${scenario}.yaml`);
  // Only what is printed is compared: charts, and what doubled parts would bring, would take half of the time.
  const only = ['--json', '--charts', 'none', '--analysis', 'none'];
  const args = [main, 'run', file, ...only, '-o', join(folder, 'result')];
  const { status, stdout, stderr, error } = spawnSync(binary, args, {
    cwd: ROOT,
    timeout: 60_000,
    maxBuffer: 1 << 28,
  });
  if (error !== undefined || status === null || status > 1) {
    return {
      fingerprint: `failed: ${error?.message ?? `exit code ${status}`}`,
      sha256: '',
      stderr: `${stderr}`,
    };
  }
  const { fingerprint } = JSON.parse(stdout);
  return { fingerprint, sha256: createHash('sha256').update(stdout).digest('hex'), stderr: '' };
}

function versionOf(binary) {
  return `${spawnSync(binary, ['--version']).stdout}`.trim();
}

const rows = [];
const skipped = [];
let bad = 0;
const first = new Map();
for (const version of ['', ...values.versions.split(',')]) {
  const binary = version === '' ? process.execPath : installed(version);
  if (binary === undefined) {
    skipped.push(version);
    continue;
  }
  for (const scenario of values.scenarios.split(',')) {
    const told = run(binary, scenario);
    const known = first.get(scenario) ?? told;
    first.set(scenario, known);
    const isSame =
      told.sha256 !== '' && told.sha256 === known.sha256 && told.fingerprint === known.fingerprint;
    if (!isSame) bad += 1;
    rows.push([
      versionOf(binary),
      scenario,
      told.fingerprint,
      told.sha256.slice(0, 16),
      isSame ? 'same' : 'DIFFERENT',
    ]);
    if (told.stderr !== '') console.error(told.stderr.trimEnd());
  }
}

const table = [['Node.js', 'scenario', 'fingerprint', 'sha256 of --json', ''], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
for (const row of table)
  console.log(
    row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  );
if (skipped.length > 0) {
  console.log(
    `skipped: Node.js ${skipped.join(', ')} could not be installed (no network, or too slow); nothing is said of it.`,
  );
}
const versions = [...new Set(rows.map(([version]) => version))].join(', ');
console.log(bad === 0 ? `The same on ${versions}.` : `NOT the same: ${bad} of ${rows.length} runs differ.`);
process.exitCode = bad === 0 ? 0 : 1;
