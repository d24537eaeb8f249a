import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Built {
  /** The built program, for `node`. */
  readonly main: string;
  /** An empty folder to run it in. */
  readonly folder: string;
  remove(): void;
}

/** Bundles the program as `npm run build` does, into a folder of its own, so that tests never run a stale `dist`. */
export function build(): Built {
  const base = mkdtempSync(join(tmpdir(), 'proxysim-built-'));
  // As installed: package.json beside dist, dependencies above it.
  cpSync(join(ROOT, 'package.json'), join(base, 'package', 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(base, 'node_modules'), 'junction');
  const out = join(base, 'package', 'dist');
  const bundle = join(ROOT, 'src', 'cli', 'build', 'build.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', bundle, out], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
  const main = join(out, 'cli', 'main.js');
  const folder = mkdtempSync(join(base, 'work-'));
  return { main, folder, remove: () => rmSync(base, { recursive: true, force: true }) };
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One process, its standard streams captured: no terminal. */
export function proxysim(built: Built, argv: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built.main, ...argv], {
    cwd: built.folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}
