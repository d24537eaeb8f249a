import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { noticesOf } from '../../../src/cli/build/notices.ts';

const folder = mkdtempSync(join(tmpdir(), 'proxysim-notices-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function addPackage(name: string, files: Readonly<Record<string, string>>): string {
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name, version: '1.2.3' }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), text);
  return home;
}

describe('licences of bundled packages', () => {
  test('each package is listed once, by name, whichever of its files are bundled; our own files are not', () => {
    const b = addPackage('@scope/b', { 'LICENSE.md': 'Terms of b.\n' });
    const a = addPackage('a', { licence: 'Terms of a.' });
    const files = [join(b, 'x.js'), join(a, 'lib', 'y.js'), join(b, 'z.js'), 'src/cli/main.ts'];
    expect(noticesOf(files)).toBe('@scope/b 1.2.3\n\nTerms of b.\n\na 1.2.3\n\nTerms of a.\n');
  });

  test('without a licence file, the section of the README is the licence', () => {
    const c = addPackage('c', { 'README.md': '# c\n\nSee licence.\n\n## Licence (MIT)\n\nTerms of c.\n' });
    expect(noticesOf([join(c, 'x.js')])).toBe('c 1.2.3\n\n## Licence (MIT)\n\nTerms of c.\n');
  });

  test('a package without a licence is an error', () => {
    const bare = addPackage('bare', { 'README.md': 'No word of it.\n' });
    expect(() => noticesOf([join(bare, 'index.js')])).toThrow(/bare is bundled, but has no licence/);
  });
});
