import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importModule } from '../../../src/cli/files/import-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'proxysim-module-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a module is imported as its file stands now, and one that has not changed is not run again', async () => {
  const path = join(folder, 'own.mjs');
  const write = (name: string, second: number) => {
    writeFileSync(path, `export default { name: '${name}' };`);
    utimesSync(path, second, second);
  };
  const imported = async () => (await importModule(path))['default'];
  write('one', 1_700_000_000);
  const one = await imported();
  expect(one).toEqual({ name: 'one' });
  expect(await imported()).toBe(one);
  write('two', 1_700_000_001);
  expect(await imported()).toEqual({ name: 'two' });
});
