import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** How many font families there are in a process of its own that has measured a text. */
function familiesAfter(text: string, env: Readonly<Record<string, string>> = {}): number {
  const script = `
    const { createCanvas } = require('canvas');
    createCanvas(10, 10).getContext('2d').measureText(process.argv[1]);
    console.log(require('@napi-rs/canvas').GlobalFonts.families.length);`;
  const { stdout } = spawnSync(process.execPath, ['-e', script, text], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return Number(stdout);
}

const onThisMachine = familiesAfter('夜');

test.skipIf(onThisMachine === 0)("the machine's fonts are loaded only when a text needs them", () => {
  expect(familiesAfter('Nightly – “größer” ± 3 %…')).toBe(0);
  expect(familiesAfter('夜', { DISABLE_SYSTEM_FONTS_LOAD: '1' })).toBe(0);
});
