import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CODE_FILE, ProgramScript } from '../program-script.ts';

/**
 * Runs the built program once on a small scenario and stores V8's code cache of what ran: compiling takes half of a
 * small run. The cache is valid only for the Node.js version of the build.
 */
export async function compileAhead(folder: string, scenario: string): Promise<void> {
  const program = ProgramScript.in(resolve(folder));
  const { main, nodeIo } = program.load();
  const io = nodeIo();
  const quiet = { ...io, stdout: { ...io.stdout, write: () => undefined } };
  const results = mkdtempSync(join(tmpdir(), 'proxysim-build-'));
  try {
    const code = await main(['run', scenario, '--output', results], quiet);
    if (code !== 0) throw new Error(`the built program ended with ${code}`);
    writeFileSync(join(folder, CODE_FILE), program.compiled);
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}
